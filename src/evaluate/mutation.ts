import type { Expr } from '../template/index.js';
import { GoList, GoMap, type GoValue, type Place } from '../value/index.js';

/** Functions that change their first argument. */
export const MUTATORS: ReadonlySet<string> = new Set(['set', 'unset', 'merge', 'mergeOverwrite', 'mustMerge', 'mustMergeOverwrite']);

/** Functions that make a map which nobody else holds. */
const MAKERS: ReadonlySet<string> = new Set(['dict', 'deepCopy', 'mustDeepCopy', 'pick', 'omit', 'fromYaml', 'fromJson']);

/** Whether an argument is a map made for the call: what {@link MUTATORS} do to it is seen in their result only. */
export function makesNew(expr: Expr | undefined): boolean {
  if (expr?.kind !== 'pipe') return false;
  const [name, first] = expr.commands.at(-1)!.args;
  if (name?.kind !== 'identifier') return false;
  return MAKERS.has(name.name) || (MUTATORS.has(name.name) && makesNew(first));
}

/** Where in the values one of {@link MUTATORS} is about to make a change; null where it makes none. */
export function changedPlace(name: string, [target, key]: readonly GoValue[]): Place | null {
  if (!(target instanceof GoMap) || target.place === null || target.isCopy) return null;
  return (name === 'set' || name === 'unset') && typeof key === 'string' ? target.place.child(key) : target.place;
}

/** A copy that was put into something else may be a part of the values from now on: `set . "Values" (deepCopy …)`. */
export function takeIn(target: GoMap): void {
  if (!target.isCopy) claim(target);
}

function claim(value: GoMap | GoList): void {
  if (value instanceof GoList) return value.entries.forEach(({ value: inner }) => (inner instanceof GoMap || inner instanceof GoList) && claim(inner));
  for (const { value: inner } of value.entries.values()) {
    if (inner instanceof GoMap && inner.isCopy) {
      inner.isCopy = false;
      claim(inner);
    } else if (inner instanceof GoList) claim(inner);
  }
}
