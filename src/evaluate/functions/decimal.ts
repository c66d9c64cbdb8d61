import { decimalParts, GoError } from '../../value/index.js';

/** shopspring/decimal: digits and a power of ten, so that `addf 0.1 0.2` is 0.3. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Digits after the point that a quotient keeps. */
const DIVISION_PRECISION = 16;

export function toDecimal(value: number): Decimal {
  if (value === 0) return { digits: 0n, exponent: 0 };
  if (!Number.isFinite(value)) {
    throw new GoError(`Cannot create a Decimal from ${Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'}`);
  }
  const { negative, digits, exponent } = decimalParts(value);
  const whole = BigInt(digits);
  return { digits: negative ? -whole : whole, exponent: exponent - digits.length + 1 };
}

/** The nearest float64. */
export const toNumber = (decimal: Decimal): number => Number(`${decimal.digits}e${decimal.exponent}`);

export function add(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  return { digits: rescale(a, exponent) + rescale(b, exponent), exponent };
}

export const subtract = (a: Decimal, b: Decimal): Decimal => add(a, { digits: -b.digits, exponent: b.exponent });

export const multiply = (a: Decimal, b: Decimal): Decimal => ({ digits: a.digits * b.digits, exponent: a.exponent + b.exponent });

/** Rounded to {@link DIVISION_PRECISION} digits, halves away from zero. */
export function divide(a: Decimal, b: Decimal): Decimal {
  if (b.digits === 0n) throw new GoError('decimal division by 0');
  const shift = a.exponent - b.exponent + DIVISION_PRECISION;
  const numerator = shift < 0 ? a.digits : a.digits * 10n ** BigInt(shift);
  const denominator = shift < 0 ? b.digits * 10n ** BigInt(-shift) : b.digits;
  const quotient = numerator / denominator;
  const remainder = absolute(numerator % denominator) * 2n;
  const away = a.digits < 0n === b.digits < 0n ? 1n : -1n;
  return { digits: remainder < absolute(denominator) ? quotient : quotient + away, exponent: -DIVISION_PRECISION };
}

const rescale = (value: Decimal, exponent: number): bigint => value.digits * 10n ** BigInt(value.exponent - exponent);

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
