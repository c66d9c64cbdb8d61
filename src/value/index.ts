export {
  Entry,
  GoBytes,
  GoError,
  GoInt,
  GoList,
  GoMap,
  GoStruct,
  HOLE_MARKER,
  MARKER,
  MARKERS,
  WHOLE_MARKER,
  markerOf,
  Hole,
  Sourced,
  int,
  int64,
  isHole,
  type GoValue,
  type HoleReason,
  type IntKind,
  type ListType,
  type MapType,
  type Method,
  Place,
} from './model.js';
export { CallOrigin, DerivedSource, FieldOrigin, TextOrigin, type Chunk, type Origin, type Range } from './origin.js';
export { deepCopy, deepEqual, isEmpty, isTrue, kindOf, typeOf } from './kind.js';
export { decimalParts, formatFloat } from './number.js';
export { fromPlain, toPlain } from './plain.js';
export { checkPrintable, printValue, toText } from './text.js';
