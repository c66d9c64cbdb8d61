import { GoError, Hole, int64, isHole, type GoInt, type GoValue } from '../../value/index.js';
import { castFloat64, castInt64 } from './cast.js';
import { add, divide, multiply, subtract, toDecimal, toNumber, type Decimal } from './decimal.js';
import { fn, type FunctionSpec, type FunctionTable } from './spec.js';

const maximum = integers(1, (a, b) => (b > a ? b : a));

/** sprig's arithmetic. Whole numbers are int64 and wrap around; the f-forms compute in decimals and give float64. */
export const mathFunctions: FunctionTable = {
  add: fn([], (...values: GoValue[]) => whole(values, (all) => all.reduce((sum, value) => sum + value, 0n)), { rest: 'any' }),
  add1: fn(['any'], (value: GoValue) => whole([value], (all) => all[0]! + 1n)),
  sub: fn(['any', 'any'], (a: GoValue, b: GoValue) => whole([a, b], ([x, y]) => x! - y!)),
  mul: integers(1, (a, b) => BigInt.asIntN(64, a * b)),
  div: fn(['any', 'any'], (a: GoValue, b: GoValue) => whole([a, b], ([x, y]) => x! / divisor(y!))),
  mod: fn(['any', 'any'], (a: GoValue, b: GoValue) => whole([a, b], ([x, y]) => x! % divisor(y!))),
  max: maximum,
  biggest: maximum,
  min: integers(1, (a, b) => (b < a ? b : a)),
  addf: fn([], (...values: GoValue[]) => decimals(0, values, add), { rest: 'any' }),
  add1f: fn(['any'], (value: GoValue) => decimals(value, [1], add)),
  subf: fn(['any'], (first: GoValue, ...others: GoValue[]) => decimals(first, others, subtract), { rest: 'any' }),
  mulf: fn(['any'], (first: GoValue, ...others: GoValue[]) => decimals(first, others, multiply), { rest: 'any' }),
  divf: fn(['any'], (first: GoValue, ...others: GoValue[]) => decimals(first, others, divide), { rest: 'any' }),
  maxf: fn(['any'], (...values: GoValue[]) => floats(values, (all) => Math.max(...all)), { rest: 'any' }),
  minf: fn(['any'], (...values: GoValue[]) => floats(values, (all) => Math.min(...all)), { rest: 'any' }),
  ceil: fn(['any'], (value: GoValue) => floats([value], ([x]) => Math.ceil(x!))),
  floor: fn(['any'], (value: GoValue) => floats([value], ([x]) => Math.floor(x!))),
  round: fn(['any', 'int'], round, { rest: 'float64' }),
};

/** A function that folds its arguments, of which there must be at least one, as int64. */
function integers(required: 1, fold: (a: bigint, b: bigint) => bigint): FunctionSpec {
  const params = Array.from({ length: required }, () => 'any' as const);
  return fn(params, (...values: GoValue[]) => whole(values, (all) => all.reduce(fold)), { rest: 'any' });
}

/** A number that cannot be known makes the result unknown. */
function whole(values: readonly GoValue[], run: (values: bigint[]) => bigint): GoInt | Hole {
  return values.find(isHole) ?? int64(run(values.map(castInt64)));
}

function floats(values: readonly GoValue[], run: (values: number[]) => number): number | Hole {
  return values.find(isHole) ?? run(values.map(castFloat64));
}

function decimals(first: GoValue, others: readonly GoValue[], fold: (a: Decimal, b: Decimal) => Decimal): number | Hole {
  const run = ([start, ...more]: number[]): number => toNumber(more.map(toDecimal).reduce(fold, toDecimal(start!)));
  return floats([first, ...others], run);
}

function divisor(value: bigint): bigint {
  if (value === 0n) throw new GoError('runtime error: integer divide by zero');
  return value;
}

/** Up only where the fraction reaches `on`, so that negative numbers always go down. */
function round(value: GoValue, places: GoInt, ...on: number[]): GoValue {
  return floats([value], ([x]) => {
    const power = powerOfTen(Number(places.value));
    const scaled = power * x!;
    const fraction = scaled - Math.trunc(scaled);
    return (fraction >= (on[0] ?? 0.5) ? Math.ceil(scaled) : Math.floor(scaled)) / power;
  });
}

/** Go's math.Pow(10, n): squaring, and one division for a negative n, rounds differently from JavaScript's. */
function powerOfTen(n: number): number {
  let result = 1;
  let square = 10;
  for (let bits = Math.abs(n); bits >= 1; bits = Math.floor(bits / 2)) {
    if (bits % 2 === 1) result *= square;
    square *= square;
  }
  return n < 0 ? 1 / result : result;
}
