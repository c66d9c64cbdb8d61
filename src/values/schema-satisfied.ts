import { isObject, parsedSchema, resolve, type Json } from './schema-pointer.js';
import { FORMATS, goPattern } from './schema-validator.js';
import { all, between, equal, exactlyOne, negated, ofType, within, type Verdict } from './schema-verdict.js';

/** References to other documents, and keywords that change what a reference means. */
const NOT_HERE = /"\$ref"\s*:\s*"(?!#(?:\/|"))|"\$(?:anchor|dynamicRef|dynamicAnchor|recursiveRef|recursiveAnchor|vocabulary)"|"id"\s*:\s*"/;
/** Keywords of the full validator that are not judged here. */
const UNJUDGED = ['nullable', 'unevaluatedProperties', 'unevaluatedItems', 'contains', 'minContains', 'maxContains', 'multipleOf', 'prefixItems', 'additionalItems', 'discriminator', '$recursiveRef'];
const MAX_DEPTH = 200;
/** Subschemas met at most; alternatives that nest could make it more than the full validator's work. */
const MAX_STEPS = 100_000;
/** Items of a list that are compared with each other. */
const MAX_COMPARED = 100;

/**
 * Whether values surely meet a JSON Schema. To compile a schema costs many times more than to read the values once along with it,
 * and nearly all charts meet theirs; whatever is not certain here is left to the full validator, which also has the words for it.
 *
 * @param text of the schema
 */
export function surelySatisfies(text: string, values: unknown): boolean {
  if (NOT_HERE.test(text) || text.indexOf('"$id"') !== text.lastIndexOf('"$id"')) return false;
  const schema = parsedSchema(text);
  // The name of the whole changes nothing; one further in would.
  if (!isObject(schema) || (text.includes('"$id"') && schema['$id'] === undefined)) return false;
  const draft = typeof schema['$schema'] === 'string' ? schema['$schema'] : '';
  const old = /draft-0[467]/.test(draft);
  return new Judge(schema, old).judge(schema, values, 0) === true;
}

class Judge {
  #steps = 0;

  constructor(
    readonly root: Json,
    /** Up to draft 7 a reference overrides what stands beside it, and formats are asserted. */
    readonly old: boolean,
  ) {}

  judge(schema: unknown, value: unknown, depth: number): Verdict {
    if (typeof schema === 'boolean') return schema;
    if (!isObject(schema) || depth > MAX_DEPTH || ++this.#steps > MAX_STEPS || UNJUDGED.some((keyword) => keyword in schema)) return null;
    const { $ref: reference } = schema;
    if (reference !== undefined) {
      const target = resolve(reference, this.root);
      const referred = target === null ? null : this.judge(target, value, depth + 1);
      if (this.old || referred !== true) return referred;
    }
    return all([
      () => ofType(schema['type'], value),
      () => this.#same(schema, value),
      () => this.#kind(schema, value, depth),
      () => this.#combined(schema, value, depth),
    ]);
  }

  #same({ enum: choices, const: only }: Json, value: unknown): Verdict {
    if (choices !== undefined && !(Array.isArray(choices) && choices.some((choice) => equal(choice, value)))) return Array.isArray(choices) ? false : null;
    return only === undefined || equal(only, value);
  }

  #kind(schema: Json, value: unknown, depth: number): Verdict {
    if (typeof value === 'string') return this.#text(schema, value);
    if (schema['pattern'] !== undefined && !isPattern(schema['pattern'])) return null;
    if (typeof value === 'number') return within(schema, value);
    if (Array.isArray(value)) return this.#list(schema, value, depth);
    return isObject(value) ? this.#object(schema, value, depth) : true;
  }

  #text({ minLength, maxLength, pattern, format }: Json, value: string): Verdict {
    if (minLength !== undefined || maxLength !== undefined) {
      const fits = between([...value].length, minLength, maxLength);
      if (fits !== true) return fits;
    }
    if (pattern !== undefined) {
      const fits = typeof pattern === 'string' ? matches(pattern, value) : null;
      if (fits !== true) return fits;
    }
    if (format === undefined || !this.old || typeof format !== 'string' || !Object.hasOwn(FORMATS, format)) return true;
    const check = FORMATS[format];
    if (check instanceof RegExp) return check.test(value);
    return typeof check === 'function' ? (check as (text: string) => boolean)(value) : null;
  }

  #list({ items, minItems, maxItems, uniqueItems }: Json, value: readonly unknown[], depth: number): Verdict {
    if (uniqueItems === true && value.length > MAX_COMPARED) return null;
    if (uniqueItems === true && value.some((one, at) => value.slice(0, at).some((other) => equal(one, other)))) return false;
    if (Array.isArray(items)) return null;
    return all([() => between(value.length, minItems, maxItems), ...(items === undefined ? [] : value.map((item) => () => this.judge(items, item, depth + 1)))]);
  }

  #object(schema: Json, value: Json, depth: number): Verdict {
    const { properties, patternProperties, additionalProperties, propertyNames, required, minProperties, maxProperties } = schema;
    const keys = Object.keys(value);
    if (![properties, patternProperties].every((table) => table === undefined || isObject(table))) return null;
    if (required !== undefined && !(Array.isArray(required) && required.every((key) => Object.hasOwn(value, String(key))))) return Array.isArray(required) ? false : null;
    const patterns = Object.entries((patternProperties ?? {}) as Json);
    const checks = keys.map((key) => (): Verdict => {
      const known = patterns.filter(([pattern]) => matches(pattern, key)).map(([, inner]) => inner);
      if (isObject(properties) && Object.hasOwn(properties, key)) known.push(properties[key]);
      else if (known.length === 0 && additionalProperties !== undefined) known.push(additionalProperties);
      return all(known.map((inner) => () => this.judge(inner, value[key], depth + 1)));
    });
    if (patterns.some(([pattern]) => matches(pattern, '') === null)) return null;
    if (propertyNames !== undefined) checks.push(...keys.map((key) => () => this.judge(propertyNames, key, depth + 1)));
    return all([() => between(keys.length, minProperties, maxProperties), ...checks, ...this.#dependent(schema, value, depth)]);
  }

  /** What some keys want beside them: other keys, or a schema for the whole. */
  #dependent({ dependencies, dependentRequired, dependentSchemas }: Json, value: Json, depth: number): (() => Verdict)[] {
    return [dependencies, dependentRequired, dependentSchemas].flatMap((table) => {
      if (table === undefined) return [];
      if (!isObject(table)) return [() => null];
      const met = Object.entries(table).filter(([key]) => Object.hasOwn(value, key));
      return met.map(([, wanted]) => () => (Array.isArray(wanted) ? wanted.every((key) => Object.hasOwn(value, String(key))) : this.judge(wanted, value, depth + 1)));
    });
  }

  #combined({ allOf, anyOf, oneOf, not, if: condition, then, else: otherwise }: Json, value: unknown, depth: number): Verdict {
    const judged = (schema: unknown) => (): Verdict => this.judge(schema, value, depth + 1);
    for (const list of [allOf, anyOf, oneOf]) if (list !== undefined && !Array.isArray(list)) return null;
    return all([
      () => all(((allOf ?? []) as unknown[]).map(judged)),
      () => (anyOf === undefined ? true : negated(all((anyOf as unknown[]).map((branch) => () => negated(this.judge(branch, value, depth + 1)))))),
      () => (oneOf === undefined ? true : exactlyOne((oneOf as unknown[]).map((branch) => this.judge(branch, value, depth + 1)))),
      () => (not === undefined ? true : negated(this.judge(not, value, depth + 1))),
      () => {
        if (condition === undefined) return true;
        const holds = this.judge(condition, value, depth + 1);
        const side = holds === true ? then : otherwise;
        return holds === null ? null : side === undefined || this.judge(side, value, depth + 1);
      },
    ]);
  }
}

function matches(pattern: string, text: string): Verdict {
  try {
    return goPattern(pattern).test(text);
  } catch {
    return null;
  }
}

/** A schema with a broken pattern cannot be applied, whether or not a text is held against it. */
function isPattern(pattern: unknown): boolean {
  try {
    return typeof pattern === 'string' && new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
