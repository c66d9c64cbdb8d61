import { formatFloat } from '../value/index.js';

/** What an untagged plain scalar can be; infinities and NaN stand for YAML's `.inf` and `.nan`, which JSON refuses. */
export type PlainValue = null | boolean | number | string;

const CONSTANTS = new Map<string, null | boolean | number>();
for (const text of ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']) CONSTANTS.set(text, true);
for (const text of ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']) CONSTANTS.set(text, false);
for (const text of ['', '~', 'null', 'Null', 'NULL']) CONSTANTS.set(text, null);
for (const text of ['.nan', '.NaN', '.NAN']) CONSTANTS.set(text, NaN);
for (const text of ['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF']) CONSTANTS.set(text, Infinity);
for (const text of ['-.inf', '-.Inf', '-.INF']) CONSTANTS.set(text, -Infinity);

const LONGEST_CONSTANT = 5;
const SMALL_INTEGER = /^[1-9][0-9]{0,14}$/;
const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** Go's own syntax: underscores between digits. */
const DOT_FLOAT = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;
const MAX_INT64 = (1n << 63n) - 1n;
const MAX_UINT64 = (1n << 64n) - 1n;

/** go-yaml v2's types of plain scalars (YAML 1.1 without base 60); the first character decides what is tried. */
export function resolvePlain(text: string): PlainValue {
  switch (hintOf(text)) {
    case 'text':
      return text;
    case 'word': {
      if (text.length > LONGEST_CONSTANT) return text;
      const constant = CONSTANTS.get(text);
      return constant === undefined ? text : constant;
    }
    case 'dot': {
      const constant = CONSTANTS.get(text);
      if (constant !== undefined) return constant;
      return DOT_FLOAT.test(text) ? finiteOr(text.replaceAll('_', ''), text) : text;
    }
    case 'number':
      return resolveNumber(text);
  }
}

/** The integer that a plain scalar is, or null: int64 or, without a sign, uint64. */
export function integerOf(text: string): bigint | null {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const match = INTEGER.exec(plain);
  if (match !== null) {
    const value = magnitude(match[2]!);
    if (match[1] === '-') return value <= MAX_INT64 + 1n ? -value : null;
    return value <= (match[1] === '+' ? MAX_INT64 : MAX_UINT64) ? value : null;
  }
  // go-yaml v2 hands what follows `0b` to the number parser, sign and all.
  const binary = /^(-?)0b([-+])([01]+)$/.exec(plain);
  if (binary === null || binary[1] === '-') return null;
  const value = BigInt(`0b${binary[3]}`);
  return binary[2] === '-' ? -value : value;
}

/** Text of a map key that is no string: integers decimal, floats shortest for 32 bits. Null keys give null, as do uint64. */
export function keyText(text: string): string | null {
  const value = resolvePlain(text);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value === null) return null;
  const integer = integerOf(text);
  if (integer === null) return float32Text(value);
  return integer > MAX_INT64 ? null : integer.toString();
}

/** Whether go-yaml v2 reads the plain text as a timestamp; its value stays text, but the writer must quote it. */
export function isTimestamp(text: string): boolean {
  if (text.charCodeAt(4) !== 45) return false;
  const match = TIMESTAMP.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return false;
  return Number(match[4] ?? 0) < 24 && Number(match[5] ?? 0) < 60 && Number(match[6] ?? 0) < 60;
}

const TIMESTAMP =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](?=.*(?:Z|[-+]\d\d:\d\d)$)| (?!.*(?:Z|[-+]\d\d:\d\d)$))(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[-+](?:[01]\d|2[0-4]):(?:[0-5]\d|60))?)?$/;

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function hintOf(text: string): 'text' | 'word' | 'dot' | 'number' {
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return 'number';
  switch (first) {
    case 43: // +
    case 45: // -
      return 'number';
    case 46: // .
      return 'dot';
    case 70: // F
    case 78: // N
    case 79: // O
    case 84: // T
    case 89: // Y
    case 102: // f
    case 110: // n
    case 111: // o
    case 116: // t
    case 121: // y
    case 126: // ~
      return 'word';
  }
  return text === '' ? 'word' : 'text';
}

function resolveNumber(text: string): PlainValue {
  if (SMALL_INTEGER.test(text)) return Number(text);
  const constant = CONSTANTS.get(text);
  if (constant !== undefined) return constant;
  const integer = integerOf(text);
  if (integer !== null) return Number(integer);
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  return FLOAT.test(plain) ? finiteOr(plain, text) : text;
}

function finiteOr(number: string, otherwise: string): number | string {
  const value = Number(number);
  return Number.isFinite(value) ? value : otherwise;
}

function magnitude(digits: string): bigint {
  if (digits.length > 1 && digits.charCodeAt(0) === 48 && /^[0-7]/.test(digits.slice(1))) return BigInt(`0o${digits.slice(1)}`);
  return BigInt(digits);
}

function float32Text(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  const rounded = Math.fround(value);
  if (!Number.isFinite(rounded)) return rounded > 0 ? '.inf' : '-.inf';
  for (let digits = 1; digits < 9; digits++) {
    const candidate = Number(rounded.toPrecision(digits));
    if (Math.fround(candidate) === rounded) return formatFloat(candidate);
  }
  return formatFloat(Number(rounded.toPrecision(9)));
}
