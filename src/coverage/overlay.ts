import { fromPlain, GoList, GoMap, toPlain, type GoValue } from '../value/index.js';
import type { Fix } from './fix.js';

/** A value to be written at a path of the root chart's `.Values`. */
export interface Change {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

export const firstChoice = (fix: Fix): Change => ({ path: fix.path!, value: fix.candidates[0] });

/** Plain data for a values file. A list that changes in one place is written whole, because helm never merges lists. */
export function changesToValues(changes: readonly Change[], present: GoMap): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const { path, value } of changes) put(root, path, value, present);
  return root;
}

export function overlayOf(changes: readonly Change[], present: GoMap): GoMap {
  return fromPlain(changesToValues(changes, present)) as GoMap;
}

/** What stands under a key or an index. */
export function childOf(value: GoValue, key: string | number): GoValue {
  if (value instanceof GoMap) return value.get(String(key));
  return value instanceof GoList ? value.entries[Number(key)]?.value : null;
}

function put(target: Record<string, unknown>, path: readonly (string | number)[], value: unknown, present: GoValue): void {
  let into = target as Record<string | number, unknown>;
  let beside = present;
  for (const [at, key] of path.entries()) {
    const here = childOf(beside, key);
    if (at === path.length - 1) {
      into[key] = merged(into[key], value);
      return;
    }
    const known = into[key];
    if (known === null || typeof known !== 'object') into[key] = typeof path[at + 1] === 'number' || here instanceof GoList ? toPlain(here ?? null) ?? [] : {};
    into = into[key] as Record<string | number, unknown>;
    beside = here;
  }
}

/** Two changes of one map belong together; else the later one counts. */
function merged(before: unknown, after: unknown): unknown {
  if (!isTable(before) || !isTable(after)) return after;
  const result: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(after)) result[key] = merged(result[key], value);
  return result;
}

const isTable = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);
