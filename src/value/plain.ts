import { GoInt, GoList, GoMap, type GoValue } from './model.js';

/** JSON-like data of a value. */
export function toPlain(value: GoValue): unknown {
  if (value instanceof GoMap) return Object.fromEntries([...value.entries].map(([key, entry]): [string, unknown] => [key, toPlain(entry.value)]));
  if (value instanceof GoList) return value.values().map(toPlain);
  return value instanceof GoInt ? Number(value.value) : (value ?? null);
}

/** A value of JSON-like data; its entries come from nowhere. */
export function fromPlain(data: unknown): GoValue {
  if (Array.isArray(data)) return GoList.of(data.map(fromPlain));
  if (typeof data !== 'object' || data === null) return data as GoValue;
  const map = new GoMap();
  for (const [key, value] of Object.entries(data)) map.set(key, fromPlain(value));
  return map;
}
