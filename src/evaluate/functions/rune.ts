import { isAscii } from './byte-text.js';

/**
 * Go's `unicode` package for one character (a string of one code point). Case mapping is the simple one, character by
 * character: `ß` has no upper case, and a final sigma is an ordinary sigma. Go 1.26 knows Unicode 15: characters added since
 * then count as unknown there and not here.
 */

const SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;

export const isSpace = (rune: string): boolean => SPACE.test(rune);
export const isUpper = (rune: string): boolean => /^\p{Lu}$/u.test(rune);
export const isTitle = (rune: string): boolean => /^\p{Lt}$/u.test(rune);
export const isLower = (rune: string): boolean => /^\p{Ll}$/u.test(rune);
export const isLetter = (rune: string): boolean => /^\p{L}$/u.test(rune);
export const isDigit = (rune: string): boolean => /^\p{Nd}$/u.test(rune);
/** strconv.IsPrint: letters, marks, numbers, punctuation, symbols, and the ASCII space. */
export const isPrint = (rune: string): boolean => rune === ' ' || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(rune);

export function toUpper(rune: string): string {
  const upper = rune.toUpperCase();
  return isOneRune(upper) ? upper : greekWithIota(rune);
}

export function toLower(rune: string): string {
  const lower = rune.toLowerCase();
  if (isOneRune(lower)) return lower;
  return rune === 'İ' ? 'i' : rune;
}

/** Title case: differs from upper case for the digraphs of Latin, and Georgian keeps its small letters. */
export function toTitle(rune: string): string {
  const code = rune.codePointAt(0)!;
  if (code >= 0x1c4 && code <= 0x1cc) return ['ǅ', 'ǈ', 'ǋ'][Math.floor((code - 0x1c4) / 3)]!;
  if (code >= 0x1f1 && code <= 0x1f3) return 'ǲ';
  if (code >= 0x10d0 && code <= 0x10ff) return rune;
  return toUpper(rune);
}

/** Where the full upper case is several characters, simple mapping knows one for the Greek vowels with iota below only. */
function greekWithIota(rune: string): string {
  const code = rune.codePointAt(0)!;
  if (code >= 0x1f80 && code <= 0x1faf) return String.fromCodePoint(code | 8);
  if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return String.fromCodePoint(code + 9);
  return rune;
}

const isOneRune = (text: string): boolean => text.length === 1 || (text.length === 2 && text.codePointAt(0)! > 0xffff);

/** Maps every character of a text; ASCII texts through the built-in mapping. */
export const upperText = (text: string): string => (isAscii(text) ? text.toUpperCase() : mapRunes(text, toUpper));
export const lowerText = (text: string): string => (isAscii(text) ? text.toLowerCase() : mapRunes(text, toLower));

export function mapRunes(text: string, change: (rune: string) => string): string {
  let out = '';
  for (const rune of text) out += change(rune);
  return out;
}
