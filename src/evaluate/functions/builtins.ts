import { GoBytes, GoError, GoInt, GoList, GoMap, int, isHole, isTrue, typeOf, type GoValue } from '../../value/index.js';
import { equalsAny, lessOrEqual, lessThan } from './compare.js';
import { fn, type FunctionTable } from './spec.js';

/** Go's own template functions that only compute; `and`, `or` and `call` steer evaluation and belong to the interpreter. */
export const builtinFunctions: FunctionTable = {
  eq: fn(['any'], (first: GoValue, ...others: GoValue[]) => equalsAny(first, others), { rest: 'any' }),
  ne: fn(['any', 'any'], (a: GoValue, b: GoValue) => !equalsAny(a, [b])),
  lt: fn(['any', 'any'], lessThan),
  le: fn(['any', 'any'], lessOrEqual),
  gt: fn(['any', 'any'], (a: GoValue, b: GoValue) => !isHole(a) && !isHole(b) && !lessOrEqual(a, b)),
  ge: fn(['any', 'any'], (a: GoValue, b: GoValue) => !isHole(a) && !isHole(b) && !lessThan(a, b)),
  not: fn(['any'], (value: GoValue) => !isTrue(value)),
  len: fn(['any'], lengthOf),
  index: fn(['any'], index, { rest: 'any', text: 'choice' }),
};

function lengthOf(value: GoValue): GoValue {
  if (isHole(value)) return value;
  if (value === null) throw new GoError('len of nil pointer');
  if (value === undefined) throw new GoError('reflect: call of reflect.Value.Type on zero Value');
  if (typeof value === 'string') return int(Buffer.byteLength(value));
  if (value instanceof GoMap) return int(value.size);
  if (value instanceof GoList) return int(value.length);
  if (value instanceof GoBytes) return int(value.bytes.length);
  throw new GoError(`len of type ${pointedType(value)}`);
}

/** Go follows pointers before it looks. */
const pointedType = (value: GoValue): string => typeOf(value).replace(/^\*/, '');

function index(item: GoValue, ...keys: GoValue[]): GoValue {
  if (item === null || item === undefined) throw new GoError('index of untyped nil');
  return keys.reduce(step, item);
}

function step(item: GoValue, key: GoValue): GoValue {
  if (isHole(item)) return item;
  if (item === null || item === undefined) throw new GoError('index of nil pointer');
  if (item instanceof GoMap) return mapElement(item, key);
  if (isHole(key)) return key;
  if (item instanceof GoList) return item.entries[position(key, item.length, 'slice')]!.value;
  if (item instanceof GoBytes) return byte(item.bytes, key, 'slice');
  if (typeof item === 'string') return byte(Buffer.from(item), key, 'string');
  throw new GoError(`can't index item of type ${pointedType(item)}`);
}

/** A missing key gives the zero value of the element type: nil, or the empty text of a `map[string]string`. */
function mapElement(map: GoMap, key: GoValue): GoValue {
  if (isHole(key)) return key;
  if (key === null || key === undefined) throw new GoError('value is nil; should be of type string');
  if (typeof key !== 'string') throw new GoError(`value has type ${typeOf(key)}; should be string`);
  return map.has(key) ? map.get(key) : map.zero();
}

const byte = (bytes: Uint8Array, key: GoValue, kind: string): GoInt => new GoInt(BigInt(bytes[position(key, bytes.length, kind)]!), 'uint8');

/** One past the end passes Go's own check and fails in reflect. */
function position(key: GoValue, length: number, kind: string): number {
  if (key === null || key === undefined) throw new GoError('cannot index slice/array with nil');
  if (!(key instanceof GoInt)) throw new GoError(`cannot index slice/array with type ${typeOf(key)}`);
  if (key.value < 0n || key.value > BigInt(length)) throw new GoError(`index out of range: ${key.value}`);
  if (key.value === BigInt(length)) throw new GoError(`reflect: ${kind} index out of range`);
  return Number(key.value);
}
