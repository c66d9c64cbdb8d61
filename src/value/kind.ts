import { Entry, GoBytes, GoError, GoInt, GoList, GoMap, GoStruct, Hole, type GoValue } from './model.js';

/** Go's reflect kind as sprig's `kindOf` prints it. */
export function kindOf(value: GoValue): string {
  if (value === undefined || value === null) return 'invalid';
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'number':
      return 'float64';
  }
  if (value instanceof GoInt) return value.kind;
  if (value instanceof GoMap) return 'map';
  if (value instanceof GoList || value instanceof GoBytes) return 'slice';
  if (value instanceof GoStruct) return value.type.startsWith('*') ? 'ptr' : 'struct';
  return 'string';
}

/** Go's `%T` as sprig's `typeOf` prints it. */
export function typeOf(value: GoValue): string {
  if (value === undefined || value === null) return '<nil>';
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'number':
      return 'float64';
  }
  if (value instanceof GoInt) return value.kind;
  if (value instanceof GoBytes) return '[]uint8';
  if (value instanceof Hole) return 'string';
  return value.type;
}

/** What `if` takes for true; structs always are. */
export function isTrue(value: GoValue): boolean {
  if (value instanceof Hole) return value.truthy;
  return !isZero(value);
}

/** What `default`, `empty` and `coalesce` take for empty: like {@link isTrue}, but a hole is empty whatever it stands for. */
export function isEmpty(value: GoValue): boolean {
  return value instanceof Hole ? !value.truthy : isZero(value);
}

function isZero(value: Exclude<GoValue, Hole>): boolean {
  if (value === undefined || value === null || value === false || value === '' || value === 0) return true;
  if (typeof value !== 'object') return false;
  if (value instanceof GoInt) return value.value === 0n;
  if (value instanceof GoMap) return value.entries.size === 0;
  if (value instanceof GoList) return value.entries.length === 0;
  if (value instanceof GoBytes) return value.bytes.length === 0;
  return false;
}

/** Go's reflect.DeepEqual: type-sensitive (an int is no float64, `[]string` no `[]interface {}`). */
export function deepEqual(a: GoValue, b: GoValue): boolean {
  if (a === b) return true;
  if (a === null || a === undefined) return b === null || b === undefined;
  if (a instanceof GoInt) return b instanceof GoInt && a.kind === b.kind && a.value === b.value;
  if (a instanceof GoMap) {
    if (!(b instanceof GoMap) || a.type !== b.type || a.size !== b.size || a.isNil !== b.isNil) return false;
    return [...a.entries].every(([key, entry]) => b.has(key) && deepEqual(entry.value, b.get(key)));
  }
  if (a instanceof GoList) {
    if (!(b instanceof GoList) || a.type !== b.type || a.length !== b.length || a.isNil !== b.isNil) return false;
    return a.entries.every((entry, at) => deepEqual(entry.value, b.entries[at]!.value));
  }
  if (a instanceof GoBytes) return b instanceof GoBytes && a.text === b.text;
  return false;
}

/**
 * sprig's `deepCopy`: new containers, same leaves; places and origins are kept.
 *
 * @param budget entries that may be made: maps that share maps can be a hundred lines and stand for billions
 * @throws GoError where the budget does not suffice
 */
export function deepCopy<T extends GoValue>(value: T, budget = { left: Infinity }): T {
  if (value instanceof GoMap) {
    if ((budget.left -= value.size) < 0) throw new GoError('the value is too large to be copied');
    const copy = new GoMap(value.type, value.isNil);
    copy.place = value.place;
    copy.isCopy = value.place !== null;
    copy.methods = value.methods;
    for (const [key, entry] of value.entries) copy.set(key, deepCopy(entry.value, budget), entry.origin);
    return copy as T;
  }
  if (value instanceof GoList) {
    if ((budget.left -= value.length) < 0) throw new GoError('the value is too large to be copied');
    const copy = new GoList(value.entries.map((entry) => new Entry(deepCopy(entry.value, budget), entry.origin)), value.type, value.isNil);
    copy.place = value.place;
    return copy as T;
  }
  return value;
}
