import { posix } from 'node:path';
import { Entry, GoList, GoMap, toText, type GoValue, type Origin } from '../../value/index.js';
import { sanitized } from './set-functions.js';
import type { SetTemplate } from './set-template.js';

/** What a path gives a git generator: `.path.basename` with Go templates, `path.basename` without. */
export function pathParams(params: GoMap, isGo: boolean, prefix: string, folder: string, file: string | null, origin: Origin | null): void {
  const parts: [string, string][] = [
    ['basename', posix.basename(folder)],
    ['basenameNormalized', sanitized(posix.basename(folder))],
  ];
  if (file !== null) parts.push(['filename', file], ['filenameNormalized', sanitized(file)]);
  if (isGo) {
    const path = new GoMap().set('path', folder, origin);
    for (const [key, value] of parts) path.set(key, value, origin);
    path.set('segments', new GoList(folder.split('/').map((segment) => new Entry(segment, origin)), '[]string'), origin);
    if (prefix === '') params.set('path', path, origin);
    else params.set(prefix, new GoMap().set('path', path, origin), origin);
    return;
  }
  const name = prefix === '' ? 'path' : `${prefix}.path`;
  params.set(name, folder, origin);
  for (const [key, value] of parts) params.set(`${name}.${key}`, value, origin);
  folder.split('/').forEach((segment, at) => {
    if (segment !== '') params.set(`${name}[${at}]`, segment, origin);
  });
}

/** Nested parameters as `a.b.0`, every value as text. */
export function flatten(value: GoMap): GoMap {
  const out = new GoMap();
  const walk = (prefix: string, entry: Entry): void => {
    const children = childrenOf(entry.value);
    if (children === null) out.set(prefix, goText(entry.value), entry.origin);
    else for (const [key, child] of children) walk(`${prefix}.${key}`, child);
  };
  for (const [key, entry] of value.entries) walk(key, entry);
  return out;
}

function childrenOf(value: GoValue): [string | number, Entry][] | null {
  if (value instanceof GoMap) return [...value.entries];
  return value instanceof GoList ? value.entries.map((entry, at) => [at, entry]) : null;
}

/** Go's `%v`. */
const goText = (value: GoValue): string => (value === null || value === undefined ? '<nil>' : toText(value));

/** `values` of a generator: templates over its own parameters. */
export function addValues(params: GoMap, values: GoMap | null, template: SetTemplate): void {
  if (values === null) return;
  const rendered = [...values.entries].map(([key, { value, origin }]) => [key, template.text(goText(value), origin, params)] as const);
  if (!template.isGo) {
    for (const [key, entry] of rendered) params.entries.set(`values.${key}`, entry);
    return;
  }
  const own = new GoMap();
  for (const [key, entry] of rendered) own.entries.set(key, entry);
  params.set('values', own);
}
