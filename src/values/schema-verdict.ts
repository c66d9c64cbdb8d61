import { isObject, type Json } from './schema-pointer.js';

/** Whether a value meets a piece of a schema; null: cannot be told here. */
export type Verdict = boolean | null;

/** Ends at the first that fails; what is unknown is outweighed by a failure only. */
export function all(checks: readonly (() => Verdict)[]): Verdict {
  let verdict: Verdict = true;
  for (const check of checks) {
    const one = check();
    if (one === false) return false;
    if (one === null) verdict = null;
  }
  return verdict;
}

export const negated = (verdict: Verdict): Verdict => (verdict === null ? null : !verdict);

export function exactlyOne(verdicts: readonly Verdict[]): Verdict {
  const passing = verdicts.filter((verdict) => verdict === true).length;
  if (passing > 1) return false;
  return verdicts.includes(null) ? null : passing === 1;
}

export function ofType(type: unknown, value: unknown): Verdict {
  if (type === undefined) return true;
  const verdicts = new Set([type].flat().map((name) => isOfType(name, value)));
  return verdicts.has(null) ? null : verdicts.has(true);
}

function isOfType(name: unknown, value: unknown): Verdict {
  switch (name) {
    case 'null':
      return value === null;
    case 'boolean':
    case 'string':
      return typeof value === name;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    default:
      return null;
  }
}

export function between(count: number, least: unknown, most: unknown): Verdict {
  if ((least !== undefined && typeof least !== 'number') || (most !== undefined && typeof most !== 'number')) return null;
  return count >= (least ?? 0) && count <= (most ?? Infinity);
}

/** Draft 4 says by a boolean that a limit is excluded. */
export function within({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Json, value: number): Verdict {
  const above = (limit: unknown, excluded: boolean): Verdict => (typeof limit !== 'number' ? null : excluded ? value > limit : value >= limit);
  const below = (limit: unknown, excluded: boolean): Verdict => (typeof limit !== 'number' ? null : excluded ? value < limit : value <= limit);
  return all([
    () => (minimum === undefined ? true : above(minimum, exclusiveMinimum === true)),
    () => (maximum === undefined ? true : below(maximum, exclusiveMaximum === true)),
    () => (exclusiveMinimum === undefined || typeof exclusiveMinimum === 'boolean' ? true : above(exclusiveMinimum, true)),
    () => (exclusiveMaximum === undefined || typeof exclusiveMaximum === 'boolean' ? true : below(exclusiveMaximum, true)),
  ]);
}

export function equal(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => equal(item, b[at]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}
