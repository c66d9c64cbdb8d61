import { createRequire } from 'node:module';
import { isIPv4, isIPv6 } from 'node:net';
import type { ErrorObject, Options, ValidateFunction } from 'ajv';
import type { Ajv } from 'ajv';
import type { RE2JS } from 're2js';
import { pruneSchema } from './schema-prune.js';

export type SchemaError = ErrorObject;

export interface SchemaValidator {
  readonly validate: (values: unknown) => readonly SchemaError[];
  /** References outside of the schema; everything is taken to satisfy them. */
  readonly unresolved: readonly string[];
}

/** References followed at most before a schema is given up. */
const MAX_UNRESOLVED = 50;
const MAX_CACHED = 64;
/**
 * How deep the lists and objects of a schema may nest; real ones need some thirty levels. The library compiles by recursion, and to try whether
 * the stack suffices is dangerous: where it ends while a regular expression is being compiled, the engine ends the process.
 */
const MAX_LEVELS = 300;

const require = createRequire(import.meta.url);
const cache = new Map<string, SchemaValidator>();

/**
 * @param values what is going to be checked: what a schema says of absent keys is not compiled
 * @throws Error where the schema is not JSON, or no schema
 */
export function schemaValidator(text: string, values: unknown): SchemaValidator {
  const schema = pruneSchema(JSON.parse(text) as unknown, values);
  if (isDeeper(schema, MAX_LEVELS)) throw new Error(`it nests more than ${MAX_LEVELS} levels deep`);
  const key = JSON.stringify(schema);
  let validator = cache.get(key);
  if (validator === undefined) {
    validator = compile(schema);
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(key, validator);
  }
  return validator;
}

function isDeeper(schema: unknown, levels: number): boolean {
  const waiting: { readonly value: unknown; readonly level: number }[] = [{ value: schema, level: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, level } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (level > levels) return true;
    for (const inner of Object.values(value)) waiting.push({ value: inner, level: level + 1 });
  }
  return false;
}

function compile(schema: unknown): SchemaValidator {
  const { name, schema: adapted } = adapt(schema);
  const ajv = newAjv(name);
  const unresolved: string[] = [];
  for (;;) {
    try {
      const run: ValidateFunction = ajv.compile(adapted);
      return { validate: (values) => (run(values) === true ? [] : (run.errors ?? [])), unresolved };
    } catch (error) {
      const missing = (error as { missingSchema?: unknown }).missingSchema;
      if (typeof missing !== 'string' || missing === '' || unresolved.length >= MAX_UNRESOLVED || unresolved.includes(missing)) throw error;
      unresolved.push(missing);
      ajv.addSchema({}, missing);
    }
  }
}

type Library = 'ajv' | 'ajv/dist/2019.js' | 'ajv/dist/2020.js';

/** The library speaks no draft 4, which differs from draft 7 in few places. Without `$schema` a schema is of the latest draft, as for helm. */
function adapt(schema: unknown): { name: Library; schema: object | boolean } {
  if (typeof schema === 'boolean') return { name: 'ajv/dist/2020.js', schema };
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) throw new Error('a schema must be an object');
  const { $schema, ...rest } = schema as { $schema?: unknown };
  const draft = typeof $schema === 'string' ? $schema : '';
  if (draft.includes('draft-04')) return { name: 'ajv', schema: fromDraft4(rest) as object };
  if (/draft-0[67]/.test(draft)) return { name: 'ajv', schema: rest };
  return { name: draft.includes('2019-09') ? 'ajv/dist/2019.js' : 'ajv/dist/2020.js', schema: rest };
}

/** Keywords whose values hold names or data, not keywords. */
const NAMES = new Set(['properties', 'patternProperties', 'definitions', 'dependencies']);
const DATA = new Set(['enum', 'default', 'required', 'examples']);

function fromDraft4(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(fromDraft4);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { id, exclusiveMinimum, exclusiveMaximum, ...rest } = schema as Record<string, unknown>;
  const adapted: Record<string, unknown> = typeof id === 'string' ? { $id: id } : {};
  for (const [key, value] of Object.entries(rest)) {
    const named = NAMES.has(key) && typeof value === 'object' && value !== null;
    if (named) adapted[key] = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fromDraft4(inner)]));
    else adapted[key] = DATA.has(key) ? value : fromDraft4(value);
  }
  if (exclusiveMinimum === true) adapted['exclusiveMinimum'] = rest['minimum'];
  if (exclusiveMaximum === true) adapted['exclusiveMaximum'] = rest['maximum'];
  return adapted;
}

function newAjv(name: Library): Ajv {
  const { default: Constructor } = require(name) as { default: new (options: Options) => Ajv };
  return new Constructor({
    strict: false,
    allErrors: true,
    // Errors carry the value they are about.
    verbose: true,
    logger: false,
    // Half of the time goes there, and what a metaschema refuses the compiler mostly refuses too.
    meta: name === 'ajv',
    validateSchema: false,
    // Formats are asserted up to draft 7 only.
    validateFormats: name === 'ajv',
    formats: FORMATS,
    code: { regExp: Object.assign((pattern: string) => goPattern(pattern), { code: 'goPattern' }), optimize: false },
  });
}

/** Those that are asserted. */
export const FORMATS: NonNullable<Options['formats']> = {
  ipv4: (text: string) => isIPv4(text),
  ipv6: (text: string) => isIPv6(text) && !text.includes('%'),
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i,
  email: /^[^@\s]+@[^@\s]+$/,
  hostname: /^(?=.{1,253}\.?$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\.?$/i,
  uri: (text: string) => /^[a-z][a-z0-9+.-]*:/i.test(text) && URL.canParse(text),
};

/** Patterns are Go's: linear in time, no look-around. */
export function goPattern(pattern: string): { test: (text: string) => boolean; toString: () => string } {
  const { RE2JS: Pattern } = require('re2js') as { RE2JS: typeof RE2JS };
  const compiled = Pattern.compile(pattern);
  // The library tells patterns apart by their text.
  return { test: (text) => compiled.matcher(text).find(), toString: () => pattern };
}
