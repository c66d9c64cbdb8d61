import type { NumberExpr } from '../template/index.js';
import { GoError, GoInt, GoList, GoMap, Hole, int, typeOf, type GoValue } from '../value/index.js';
import type { ParamType, Signature } from './functions/spec.js';

const GO_TYPE: Readonly<Record<ParamType, string>> = {
  any: 'interface {}',
  string: 'string',
  int: 'int',
  int64: 'int64',
  uint64: 'uint64',
  float64: 'float64',
  bool: 'bool',
  map: 'map[string]interface {}',
  list: '[]interface {}',
  strings: '[]string',
};

/** Go's validateType: no conversion takes place, a nil that went through a pipeline becomes a nil map or list. */
export function conform(value: GoValue, type: ParamType): GoValue {
  if (type === 'any') return value;
  if (fits(value, type)) return type === 'map' ? (value as GoMap).plain() : value;
  if (value instanceof Hole) return standIn(value, type);
  if (value === undefined) {
    if (type === 'map') return new GoMap('map[string]interface {}', true);
    if (type === 'list' || type === 'strings') return new GoList([], '[]interface {}', true);
    throw new GoError(`invalid value; expected ${GO_TYPE[type]}`);
  }
  const got = value === null ? 'interface {}' : typeOf(value);
  throw new GoError(`wrong type for value; expected ${GO_TYPE[type]}; got ${got}`);
}

function fits(value: GoValue, type: ParamType): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'boolean';
    case 'float64':
      return typeof value === 'number';
    case 'map':
      return value instanceof GoMap && value.type !== 'map[string]string';
    case 'list':
      return value instanceof GoList && value.type === '[]interface {}';
    case 'strings':
      return value instanceof GoList && value.type === '[]string';
    default:
      return value instanceof GoInt && value.kind === type;
  }
}

/** What a function computes with in place of a hole. */
function standIn(hole: Hole, type: ParamType): GoValue {
  switch (type) {
    case 'string':
      return hole.marker;
    case 'bool':
      return hole.truthy;
    case 'float64':
      return 0;
    case 'map':
      return new GoMap();
    case 'list':
    case 'strings':
      return GoList.of([]);
    case 'any':
      return hole;
    default:
      return new GoInt(0n, type);
  }
}

/** A number constant takes the type of the parameter. */
export function numberFor(expr: NumberExpr, type: ParamType, text: string): GoValue {
  switch (type) {
    case 'any':
      return expr.isFloat ? expr.float : int(expr.int!);
    case 'float64':
      return expr.float;
    case 'int':
    case 'int64':
    case 'uint64':
      if (expr.int !== null) return new GoInt(expr.int, type);
      throw new GoError(`expected integer; found ${text}`);
    case 'string':
    case 'bool':
      throw new GoError(`expected ${type}; found ${text}`);
    default:
      throw new GoError(`can't handle ${text} for arg of type ${GO_TYPE[type]}`);
  }
}

/** Type of the parameter that argument `at` of `count` goes to. */
export const paramType = (spec: Signature, at: number): ParamType => spec.params[at] ?? spec.rest!;

export function checkCount(name: string, spec: Signature, got: number): void {
  const want = spec.params.length;
  if (spec.rest !== undefined) {
    if (got < want) throw new GoError(`wrong number of args for ${name}: want at least ${want} got ${got}`);
  } else if (got !== want) throw new GoError(`wrong number of args for ${name}: want ${want} got ${got}`);
}
