import { Entry, GoList, GoMap, type GoValue } from '../../value/index.js';

/** A map with the entries of others, later ones over earlier ones; the entries themselves are shared. */
export function joinMaps(...maps: readonly GoMap[]): GoMap {
  const joined = new GoMap();
  for (const map of maps) for (const [key, entry] of map.entries) joined.entries.set(key, entry);
  return joined;
}

export const joinLists = (...lists: readonly GoList[]): GoList => new GoList(lists.flatMap((list) => list.entries));

/** A copy of a value with its scalars changed. */
export function mapScalars(value: GoValue, change: (scalar: GoValue) => GoValue): GoValue {
  if (value instanceof GoMap) {
    const copy = new GoMap();
    for (const [name, entry] of value.entries) copy.entries.set(name, new Entry(mapScalars(entry.value, change), entry.origin));
    return copy;
  }
  if (value instanceof GoList) return new GoList(value.entries.map((entry) => new Entry(mapScalars(entry.value, change), entry.origin)));
  return change(value);
}
