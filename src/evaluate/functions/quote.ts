import { isPrint } from './rune.js';
import { isAscii } from './byte-text.js';

const NAMED: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
};

const SPECIAL = /[^ !#-[\]-~]/u;
const EACH_SPECIAL = new RegExp(SPECIAL, 'gu');

/** Go's strconv.Quote: `"…"` with escapes for what cannot be printed; `asciiOnly` escapes everything beyond ASCII too. */
export function goQuote(text: string, asciiOnly = false): string {
  return `"${SPECIAL.test(text) ? text.replace(EACH_SPECIAL, (rune) => escapedRune(rune, '"', asciiOnly)) : text}"`;
}

/** Go's strconv.QuoteRune. */
export const goQuoteRune = (rune: string, asciiOnly = false): string => `'${escapedRune(rune, "'", asciiOnly)}'`;

/** strconv.CanBackquote: one line without control characters (tabs may be) and without a backquote. */
export const canBackquote = (text: string): boolean => !/[\0-\x08\n-\x1f`\x7f\ufeff]/.test(text);

function escapedRune(rune: string, quote: string, asciiOnly: boolean): string {
  if (rune === quote) return `\\${quote}`;
  const named = NAMED[rune];
  if (named !== undefined) return named;
  const code = rune.codePointAt(0)!;
  // Half a surrogate pair has no UTF-8; Go would hold U+FFFD.
  if (code >= 0xd800 && code < 0xe000) return asciiOnly ? '\\ufffd' : '\ufffd';
  if (isPrint(rune) && (!asciiOnly || isAscii(rune))) return rune;
  const hex = code.toString(16);
  if (code < 0x20 || code === 0x7f) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
