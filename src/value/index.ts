export {
  Entry,
  GoBytes,
  GoError,
  GoInt,
  GoList,
  GoMap,
  GoStruct,
  HOLE_MARKER,
  Hole,
  int,
  int64,
  isHole,
  type GoValue,
  type HoleReason,
  type IntKind,
  type ListType,
  type MapType,
  type Method,
  type Place,
} from './model.js';
export { CallOrigin, FieldOrigin, TextOrigin, type Origin } from './origin.js';
export { deepCopy, deepEqual, isEmpty, isTrue, kindOf, typeOf } from './kind.js';
export { decimalParts, formatFloat } from './number.js';
export { printValue, toText } from './text.js';
