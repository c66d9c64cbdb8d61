import { FieldOrigin, GoError, GoList, GoMap, GoStruct, Hole, typeOf, type GoValue, type Method, type Origin } from '../value/index.js';

/** What a field access gave. One object is reused by the evaluator: reading a field is the commonest thing there is. */
export interface FieldResult {
  value: GoValue;
  origin: Origin | null;
  /** Set instead of a value where the name is a method. */
  method: Method | null;
  /** Go's `missingkey=error`. */
  readonly strict: boolean;
  /** Whether origins are recorded. */
  tracing: boolean;
}

/**
 * `.name` on a receiver, as Go's evalField; `into` takes the result.
 *
 * @param isLast false: it is only a step on the way to another field
 */
export function readField(receiver: GoValue, name: string, origin: Origin | null, isLast: boolean, into: FieldResult): void {
  into.method = null;
  if (receiver instanceof GoMap) return readMap(receiver, name, isLast, into);
  into.origin = origin;
  if (receiver === undefined || receiver instanceof Hole) {
    into.value = receiver;
    return;
  }
  if (receiver === null) throw new GoError(`nil pointer evaluating interface {}.${name}`);
  if (receiver instanceof GoStruct) return readStruct(receiver, name, into);
  if (receiver instanceof GoList && receiver.methods !== null && Object.hasOwn(receiver.methods, name)) {
    into.method = receiver.methods[name]!;
    return;
  }
  throw new GoError(`can't evaluate field ${name} in type ${typeOf(receiver)}`);
}

function readMap(map: GoMap, name: string, isLast: boolean, into: FieldResult): void {
  if (map.methods !== null && Object.hasOwn(map.methods, name)) {
    into.method = map.methods[name]!;
    return;
  }
  const entry = map.entries.get(name);
  if (into.strict && entry === undefined) throw new GoError(`map has no entry for key ${JSON.stringify(name)}`);
  const value = entry === undefined ? map.zero() : entry.value;
  into.value = value;
  if (map.place !== null) settle(value, map, name);
  // On the way to a field nobody asks where the maps came from.
  into.origin = into.tracing && (isLast || !(value instanceof GoMap)) ? new FieldOrigin(map, name, entry === undefined ? null : entry.origin) : null;
}

/** A container learns where it stands when it is first reached through one that knows. */
export function settle(value: GoValue, parent: GoMap | GoList, key: string | number): void {
  if ((value instanceof GoMap || value instanceof GoList) && value.place === null && parent.place !== null) {
    value.place = parent.place.child(key);
  }
}

function readStruct(struct: GoStruct, name: string, into: FieldResult): void {
  if (Object.hasOwn(struct.methods, name)) {
    into.method = struct.methods[name]!;
    return;
  }
  const entry = struct.fields.get(name);
  if (entry === undefined) throw new GoError(`can't evaluate field ${name} in type ${struct.type}`);
  into.value = entry.value;
  into.origin = entry.origin;
}
