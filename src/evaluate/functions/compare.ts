import { GoBytes, GoError, GoInt, GoList, GoMap, GoStruct, isHole, kindOf, printValue, typeOf, type GoValue } from '../../value/index.js';

type BasicKind = 'bool' | 'int' | 'uint' | 'float' | 'string' | null;

/** Go's `eq`: whether the first equals any of the others. Nil compares with everything, an int with no float. */
export function equalsAny(first: GoValue, others: readonly GoValue[]): boolean {
  if (others.length === 0) throw new GoError('missing argument for comparison');
  return others.some((other) => equals(first, other));
}

/** Go's `lt`; only numbers of one kind and strings have an order. */
export function lessThan(a: GoValue, b: GoValue): boolean {
  if (isHole(a) || isHole(b)) return false;
  const kindA = orderedKind(a);
  const kindB = orderedKind(b);
  if (kindA === 'bool' && kindB === 'bool') throw new GoError('invalid type for comparison');
  if (a instanceof GoInt && b instanceof GoInt) return a.value < b.value;
  if (kindA !== kindB) throw incompatible(a, b);
  return typeof a === 'string' ? compareBytes(a, b as string) < 0 : (a as number) < (b as number);
}

export function lessOrEqual(a: GoValue, b: GoValue): boolean {
  return lessThan(a, b) || equals(a, b);
}

/** A hole equals only itself, and nothing about it aborts. */
function equals(a: GoValue, b: GoValue): boolean {
  if (isHole(a) || isHole(b)) return a === b;
  const kindA = basicKind(a);
  const kindB = basicKind(b);
  if (a instanceof GoInt && b instanceof GoInt) return a.value === b.value;
  if (kindA === null && kindB === null) return equalsOther(a, b);
  if (kindA === kindB) return a === b;
  if (isNilValue(a) || isNilValue(b)) return false;
  throw incompatible(a, b);
}

/** Neither is a number, text or bool: nil compares with all, a pointer is equal to itself, maps and lists do not compare. */
function equalsOther(a: GoValue, b: GoValue): boolean {
  if (!isNilValue(a) && !isNilValue(b) && kindOf(a) !== kindOf(b)) {
    throw new GoError(`non-comparable types ${printValue(a)}: ${typeOf(a)}, ${typeOf(b)}: ${printValue(b)}`);
  }
  const nilA = isNil(a);
  const nilB = isNil(b);
  if (nilA || nilB) return nilA === nilB;
  if (b instanceof GoMap || b instanceof GoList || b instanceof GoBytes) throw new GoError(`non-comparable type ${printValue(b)}: ${typeOf(b)}`);
  return a === b || (a instanceof GoStruct && b instanceof GoStruct && !a.type.startsWith('*') && a.type === b.type && printValue(a) === printValue(b));
}

const isNilValue = (value: GoValue): value is null | undefined => value === null || value === undefined;

function isNil(value: GoValue): boolean {
  return isNilValue(value) || ((value instanceof GoMap || value instanceof GoList) && value.isNil);
}

function basicKind(value: GoValue): BasicKind {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return 'float';
  if (value instanceof GoInt) return value.kind.startsWith('u') ? 'uint' : 'int';
  return null;
}

function orderedKind(value: GoValue): BasicKind {
  const kind = basicKind(value);
  if (kind === null) throw new GoError('invalid type for comparison');
  return kind;
}

const incompatible = (a: GoValue, b: GoValue): GoError =>
  new GoError(`incompatible types for comparison: ${typeOf(a)} and ${typeOf(b)}`);

/** Go orders by UTF-8 bytes, which is by code points; JavaScript by UTF-16 units. */
function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x === y) continue;
    const surrogateX = x >= 0xd800 && x <= 0xdfff;
    const surrogateY = y >= 0xd800 && y <= 0xdfff;
    return surrogateX === surrogateY ? x - y : surrogateX ? 1 : -1;
  }
  return a.length - b.length;
}
