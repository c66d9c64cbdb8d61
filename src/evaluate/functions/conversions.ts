import { GoInt, int64, isHole, printValue, type GoValue } from '../../value/index.js';
import { castFloat64, castInt64, parseDecimalClamped, parseOctal } from './cast.js';
import { fn, type FunctionTable } from './spec.js';

/** sprig's conversions to numbers; none of them fails. */
export const conversionFunctions: FunctionTable = {
  int: fn(['any'], (value: GoValue) => (isHole(value) ? value : new GoInt(castInt64(value), 'int'))),
  int64: fn(['any'], (value: GoValue) => (isHole(value) ? value : int64(castInt64(value)))),
  float64: fn(['any'], (value: GoValue) => (isHole(value) ? value : castFloat64(value))),
  atoi: fn(['string'], (text: string) => new GoInt(parseDecimalClamped(text), 'int')),
  toDecimal: fn(['any'], (value: GoValue) => (isHole(value) ? value : int64(parseOctal(printValue(value)) ?? 0n))),
};
