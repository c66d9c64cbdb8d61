import { GoList, GoMap, type GoValue, type Place } from '../value/index.js';

/** Functions that change their first argument. */
const MUTATORS: ReadonlySet<string> = new Set(['set', 'unset', 'merge', 'mergeOverwrite', 'mustMerge', 'mustMergeOverwrite']);

/** Where in the values a function is about to make a change; null where it makes none. */
export function changedPlace(name: string, [target, key]: readonly GoValue[]): Place | null {
  if (!(target instanceof GoMap) || target.place === null || target.isCopy || !MUTATORS.has(name)) return null;
  return (name === 'set' || name === 'unset') && typeof key === 'string' ? target.place.child(key) : target.place;
}

/** A copy that was put into the values is a part of them from now on. */
export function takeIn(value: GoValue): void {
  if (value instanceof GoList) value.entries.forEach((entry) => takeIn(entry.value));
  if (!(value instanceof GoMap)) return;
  for (const { value: inner } of value.entries.values()) {
    if (inner instanceof GoMap && inner.isCopy) {
      inner.isCopy = false;
      takeIn(inner);
    } else if (inner instanceof GoList) takeIn(inner);
  }
}
