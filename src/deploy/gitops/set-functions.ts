import { fn, HELM, type Dialect, type EngineFunction, type FunctionSpec } from '../../evaluate/index.js';
import { GoError, GoInt, type GoValue } from '../../value/index.js';

/** sprig's functions as Argo CD offers them to an ApplicationSet: without those that look around, with its own. */
export function setDialect(missingKeyFails: boolean): Dialect {
  const functions = new Map<string, FunctionSpec>(HELM.functions);
  for (const name of ['env', 'expandenv', 'getHostByName', 'toToml', 'toYamlPretty']) functions.delete(name);
  functions.set('normalize', fn(['string'], sanitized, { text: 'contains' }));
  functions.set('slugify', fn([], slugify, { rest: 'any', text: 'contains' }));
  const engine = new Map<string, EngineFunction>();
  for (const name of ['fail', 'fromJson', 'mustFromJson', 'fromYaml', 'fromYamlArray']) {
    const own = HELM.engine.get(name);
    if (own !== undefined) engine.set(name, own);
  }
  return { ...HELM, name: missingKeyFails ? 'application-set-strict' : 'application-set', functions, engine, missingKey: missingKeyFails ? 'error' : 'zero' };
}

/** A DNS name: lower case, at most 253 characters, anything else a hyphen. */
export function sanitized(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^-a-z0-9.]/g, '-')
    .slice(0, 253)
    .replace(/^[-.]+|[-.]+$/g, '');
}

/** `slugify [size [smart]] name`: a name without dots, cut to a size, where `smart` between two words. */
function slugify(...args: GoValue[]): string {
  const name = args.at(-1);
  const size = args.length > 1 ? args[0] : null;
  const smart = args.length > 2 ? args[1] : true;
  if (typeof name !== 'string' || (size !== null && !(size instanceof GoInt)) || typeof smart !== 'boolean') throw new GoError('slugify takes a size, whether to cut at words, and a name');
  const max = size === null ? 50 : Number(size.value);
  const slug = sanitized(name)
    .replace(/\./g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-+|-+$/g, '');
  if (slug.length <= max || max <= 0) return slug;
  if (!smart || !slug.includes('-')) return slug.slice(0, max);
  let cut = '';
  for (const word of slug.split('-')) {
    const longer = cut === '' ? word : `${cut}-${word}`;
    if (longer.length > max) break;
    cut = longer;
  }
  return cut === '' ? slug.slice(0, max) : cut;
}
