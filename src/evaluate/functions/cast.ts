import { GoInt, GoStruct, type GoValue } from '../../value/index.js';

const MIN_INT64 = -(1n << 63n);
const MAX_INT64 = (1n << 63n) - 1n;

/** Go's integer literals: a leading zero is octal, underscores only between digits. */
const GO_INTEGER = /^([+-]?)(?:0[bB]((?:_?[01])+)|0[oO]((?:_?[0-7])+)|0[xX]((?:_?[0-9a-fA-F])+)|0((?:_?[0-7])*)|([1-9](?:_?[0-9])*))$/;
const DECIMAL_FLOAT = /^[+-]?(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/;
const HEX_FLOAT = /^([+-]?)0[xX]([0-9a-fA-F_]*)\.?([0-9a-fA-F_]*)[pP]([+-]?\d+)$/;

/** spf13/cast's ToInt64, which never fails: what it cannot read is 0. */
export function castInt64(value: GoValue): bigint {
  if (value instanceof GoInt) return BigInt.asIntN(64, value.value);
  if (typeof value === 'number') return truncateFloat(value);
  if (typeof value === 'string') return parseInt64(trimZeroDecimal(value)) ?? 0n;
  if (value === true) return 1n;
  return namedInt(value);
}

/** spf13/cast's ToFloat64; what it cannot read is 0. */
export function castFloat64(value: GoValue): number {
  if (typeof value === 'number') return value;
  if (value instanceof GoInt) return Number(value.value);
  if (typeof value === 'string') return parseFloat64(value) ?? 0;
  if (value === true) return 1;
  return Number(namedInt(value));
}

/** `strconv.ParseInt(text, 10, 64)` as its callers use it that ignore the error: out of range gives the nearest value. */
export function parseDecimalClamped(text: string): bigint {
  const match = /^([+-]?)0*(\d*)$/.exec(text);
  if (match === null || !/\d$/.test(text)) return 0n;
  const [, sign, digits = ''] = match;
  return inRange(sign, digits) ?? (sign === '-' ? MIN_INT64 : MAX_INT64);
}

/** `strconv.ParseInt(text, 8, 64)`, or null. */
export function parseOctal(text: string): bigint | null {
  const match = /^([+-]?)0*([0-7]*)$/.exec(text);
  return match === null || !/\d$/.test(text) ? null : inRange(match[1], match[2]!, '0o');
}

/** A month or weekday is an int with a name. */
function namedInt(value: GoValue): bigint {
  return value instanceof GoStruct && typeof value.inner === 'bigint' ? value.inner : 0n;
}

/** amd64: what does not fit, and NaN, becomes the smallest int64. */
function truncateFloat(value: number): bigint {
  if (!(value >= -9223372036854775808 && value < 9223372036854775808)) return MIN_INT64;
  return BigInt(Math.trunc(value));
}

/** `12.00` is 12, upstream `12.00.` too; any other fraction stays and is refused afterwards. */
function trimZeroDecimal(text: string): string {
  const match = /\.0+\.*$/.exec(text);
  return match === null ? text : text.slice(0, match.index);
}

function parseInt64(text: string): bigint | null {
  const match = GO_INTEGER.exec(text);
  if (match === null) return null;
  const [, sign, binary, octal, hex, old = '', decimal] = match;
  if (decimal !== undefined) return inRange(sign, decimal);
  if (binary !== undefined) return inRange(sign, binary, '0b');
  return hex === undefined ? inRange(sign, octal ?? old, '0o') : inRange(sign, hex, '0x');
}

/** The number of these digits (`0b`, `0o`, `0x` or decimal), or null where it is no int64. */
function inRange(sign: string | undefined, digits: string, prefix = ''): bigint | null {
  const significant = digits.replaceAll('_', '').replace(/^0+/, '');
  // No int64 has more digits; a text of megabytes must not become a number.
  if (significant.length > 64) return null;
  const size = BigInt(`${prefix}${significant === '' ? '0' : significant}`);
  const value = sign === '-' ? -size : size;
  return value < MIN_INT64 || value > MAX_INT64 ? null : value;
}

function parseFloat64(text: string): number | null {
  if (DECIMAL_FLOAT.test(text)) {
    const value = Number(text.replaceAll('_', ''));
    return Number.isFinite(value) ? value : null;
  }
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (special !== null) return special[2]!.toLowerCase() === 'nan' ? (special[1] === '' ? NaN : null) : special[1] === '-' ? -Infinity : Infinity;
  return parseHexFloat(text);
}

function parseHexFloat(text: string): number | null {
  const match = HEX_FLOAT.exec(text);
  if (match === null) return null;
  const [, sign, whole = '', fraction = '', power = ''] = match;
  if (whole + fraction === '') return null;
  const mantissa = Number(BigInt(`0x${(whole + fraction).replaceAll('_', '')}`));
  const value = mantissa * 2 ** (Number(power) - 4 * fraction.replaceAll('_', '').length);
  if (!Number.isFinite(value)) return null;
  return sign === '-' ? -value : value;
}
