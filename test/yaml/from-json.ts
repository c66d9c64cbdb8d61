import { GoList, GoMap, type GoValue } from '../../src/value/index.js';

/** Plain JSON as the value that a YAML file of that content has. */
export function toGo(value: unknown): GoValue {
  if (Array.isArray(value)) return GoList.of(value.map(toGo));
  if (typeof value !== 'object' || value === null) return value as GoValue;
  const map = new GoMap();
  for (const [key, item] of Object.entries(value)) map.set(key, toGo(item));
  return map;
}

/** The reverse; integers become numbers, keys are sorted. */
export function toPlain(value: GoValue): unknown {
  if (value instanceof GoMap) return Object.fromEntries(value.sortedKeys().map((key) => [key, toPlain(value.get(key))]));
  if (value instanceof GoList) return value.entries.map((entry) => toPlain(entry.value));
  if (typeof value === 'object' && value !== null && 'value' in value) return Number(value.value);
  return value;
}
