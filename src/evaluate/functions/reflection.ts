import { deepCopy, deepEqual, GoError, kindOf, typeOf, type GoValue } from '../../value/index.js';
import { fn, type FunctionTable } from './spec.js';

/** Entries that one copy may make. */
const MAX_COPIED = 500_000;

export const reflectionFunctions: FunctionTable = {
  kindOf: fn(['any'], kindOf),
  kindIs: fn(['string', 'any'], (kind: string, value: GoValue) => kindOf(value) === kind),
  typeOf: fn(['any'], typeOf),
  typeIs: fn(['string', 'any'], (type: string, value: GoValue) => typeOf(value) === type),
  typeIsLike: fn(['string', 'any'], (type: string, value: GoValue) => typeOf(value) === type || typeOf(value) === `*${type}`),
  deepEqual: fn(['any', 'any'], deepEqual),
  deepCopy: fn(['any'], copy, { text: 'container' }),
  mustDeepCopy: fn(['any'], copy, { text: 'container' }),
};

/** copystructure asks a nil for its type. */
function copy(value: GoValue): GoValue {
  if (value === undefined || value === null) throw new GoError('reflect: call of reflect.Value.Type on zero Value');
  return deepCopy(value, { left: MAX_COPIED });
}
