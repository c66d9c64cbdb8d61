import type { GoInt } from '../../value/index.js';
import { pad, type Flags } from './format-flags.js';
import { goQuoteRune } from './quote.js';
import { isPrint } from './rune.js';

const BASES: Readonly<Record<string, number>> = { v: 10, d: 10, b: 2, o: 8, O: 8, x: 16, X: 16 };

/** Go's fmt of an integer; undefined for a verb that integers do not have. */
export function formatInteger(value: GoInt, verb: string, flags: Flags): string | undefined {
  const base = BASES[verb];
  const isUnsigned = value.kind.startsWith('u');
  if (base !== undefined) {
    if (verb === 'v' && flags.sharpV && isUnsigned) return digitsOf(value.value, 16, 'v', { ...flags, sharp: true });
    return digitsOf(value.value, base, verb, flags);
  }
  switch (verb) {
    case 'c':
      return pad(runeOf(value.value), flags);
    case 'q':
      return pad(goQuoteRune(runeOf(value.value), flags.plus), flags);
    case 'U':
      return formatUnicode(value.value, flags);
  }
  return undefined;
}

function digitsOf(value: bigint, base: number, verb: string, flags: Flags): string {
  const isNegative = value < 0n;
  let digits = (isNegative ? -value : value).toString(base);
  if (verb === 'X') digits = digits.toUpperCase();
  if (flags.precision === 0 && value === 0n) return ' '.repeat(Math.max(flags.width, 0));
  const hasSign = isNegative || flags.plus || flags.space;
  if (flags.precision >= 0) digits = digits.padStart(flags.precision, '0');
  else if (flags.zero && !flags.minus && flags.width >= 0) digits = digits.padStart(flags.width - (hasSign ? 1 : 0), '0');
  if (flags.sharp) {
    if (base === 2) digits = `0b${digits}`;
    else if (base === 16) digits = (verb === 'X' ? '0X' : '0x') + digits;
    else if (base === 8 && digits[0] !== '0') digits = `0${digits}`;
  }
  if (verb === 'O') digits = `0o${digits}`;
  const sign = isNegative ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  return pad(sign + digits, { ...flags, zero: false });
}

const isRune = (value: bigint): boolean => value >= 0n && value <= 0x10ffffn && !(value >= 0xd800n && value < 0xe000n);

const runeOf = (value: bigint): string => (isRune(value) ? String.fromCodePoint(Number(value)) : '\ufffd');

function formatUnicode(value: bigint, flags: Flags): string {
  const digits = BigInt.asUintN(64, value).toString(16).toUpperCase().padStart(Math.max(flags.precision, 4), '0');
  const shown = flags.sharp && isRune(value) && isPrint(runeOf(value)) ? ` '${runeOf(value)}'` : '';
  return pad(`U+${digits}${shown}`, { ...flags, zero: false });
}
