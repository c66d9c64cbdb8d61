import { Entry, GoError, GoList, GoMap, isHole, toText, typeOf, type GoValue } from '../../value/index.js';
import { fn, type FunctionTable } from './spec.js';

/** sprig's map functions. `set` and `unset` change their map for every holder. */
export const dictFunctions: FunctionTable = {
  dict: fn([], dict, { rest: 'any', text: 'container' }),
  get: fn(['map', 'string'], (map: GoMap, key: string) => (map.has(key) ? map.get(key) : ''), { text: 'choice' }),
  set: fn(['map', 'string', 'any'], set, { text: 'container' }),
  unset: fn(['map', 'string'], unset, { text: 'container' }),
  hasKey: fn(['map', 'string'], (map: GoMap, key: string) => map.has(key)),
  pluck: fn(['string'], pluck, { rest: 'map', text: 'container' }),
  pick: fn(['map'], pick, { rest: 'string', text: 'container' }),
  omit: fn(['map'], omit, { rest: 'string', text: 'container' }),
  keys: fn([], keys, { rest: 'map' }),
  values: fn(['map'], (map: GoMap) => new GoList(map.sortedKeys().map((key) => map.entries.get(key)!)), { text: 'container' }),
  dig: fn([], dig, { rest: 'any', text: 'choice' }),
};

/** An odd last key gets the empty text. */
function dict(...args: GoValue[]): GoMap {
  const map = new GoMap();
  for (let at = 0; at < args.length; at += 2) map.set(toText(args[at]), at + 1 < args.length ? args[at + 1] : '');
  return map;
}

function set(map: GoMap, key: string, value: GoValue): GoMap {
  if (map.isNil) throw new GoError('assignment to entry in nil map');
  map.set(key, value);
  return map;
}

function unset(map: GoMap, key: string): GoMap {
  map.delete(key);
  return map;
}

function pluck(key: string, ...maps: GoMap[]): GoList {
  return new GoList(maps.flatMap((map) => map.entries.get(key) ?? []));
}

function pick(map: GoMap, ...names: string[]): GoMap {
  const picked = new GoMap();
  for (const name of names) copyEntry(map, name, picked);
  return picked;
}

function omit(map: GoMap, ...names: string[]): GoMap {
  const dropped = new Set(names);
  const kept = new GoMap();
  for (const key of map.entries.keys()) if (!dropped.has(key)) copyEntry(map, key, kept);
  return kept;
}

function copyEntry(from: GoMap, key: string, to: GoMap): void {
  const entry = from.entries.get(key);
  if (entry !== undefined) to.entries.set(key, new Entry(entry.value, entry.origin));
}

/** Go gives them in random order; sorted is one of those. */
function keys(...maps: GoMap[]): GoList {
  return GoList.of(maps.flatMap((map) => map.sortedKeys()), '[]string');
}

function dig(...args: GoValue[]): GoValue {
  if (args.length < 3) throw new GoError('dig needs at least three arguments');
  const map = args.at(-1);
  const fallback = args.at(-2);
  if (!isHole(map)) asMap(map);
  const path = args.slice(0, -2).map(asString);
  let step: GoValue = map;
  for (const key of path) {
    if (isHole(step)) return step;
    const current = asMap(step);
    if (!current.has(key)) return fallback;
    step = current.get(key);
  }
  return step;
}

/** A Go type assertion: `.Values` has another type and fails. */
function asMap(value: GoValue): GoMap {
  if (value instanceof GoMap && value.type === 'map[string]interface {}') return value;
  throw new GoError(`interface conversion: interface {} is ${assertedType(value)}, not map[string]interface {}`);
}

function asString(value: GoValue): string {
  if (typeof value === 'string') return value;
  if (isHole(value)) return value.marker;
  throw new GoError(`interface conversion: interface {} is ${assertedType(value)}, not string`);
}

const assertedType = (value: GoValue): string => (value === null || value === undefined ? 'nil' : typeOf(value));
