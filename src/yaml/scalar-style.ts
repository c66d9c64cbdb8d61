import { isTimestamp, resolvePlain } from './resolve.js';

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal';

/** Text that go-yaml writes plain, unless it is a word with a meaning. */
const SIMPLE = /^[A-Za-z_/][A-Za-z0-9_./-]*(?::[A-Za-z0-9_./-]+)*$/;
/** What libyaml's emitter escapes: all but line feed, ASCII from the space on and the printable rest of the first plane. */
const UNPRINTABLE = /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const UNPRINTABLE_BUT_TAB = /[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const ESCAPED = /[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]|["\\]/gu;
const SPACE_BREAK = / [\n\u2028\u2029]/;
const BREAK_SPACE = /[\n\u2028\u2029] /;
const BREAK = /[\n\u2028\u2029]/;
const BLOCK_INDICATOR = /^(?:[#,[\]{}&*!|>'"%@`]|[?:-](?:[ \t]|$)|---|\.\.\.)|:(?:[ \t]|$)|[ \t]#/;
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/**
 * The style in which go-yaml writes a string outside flow collections.
 *
 * @param pretty go-yaml v3, which leaves tabs in literals
 */
export function styleOf(text: string, isKey: boolean, pretty: boolean): ScalarStyle {
  const asText = readsAsText(text);
  if (asText && SIMPLE.test(text)) return 'plain';
  if (text.includes('\n')) return !isKey && blockAllowed(text, pretty) ? 'literal' : 'double';
  if (!asText || UNPRINTABLE.test(text) || SPACE_BREAK.test(text)) return 'double';
  const broken = BREAK.test(text);
  if (!broken && !text.startsWith(' ') && !text.endsWith(' ') && !BLOCK_INDICATOR.test(text)) return 'plain';
  return broken && (isKey || BREAK_SPACE.test(text)) ? 'double' : 'single';
}

function blockAllowed(text: string, pretty: boolean): boolean {
  return !text.endsWith(' ') && !(pretty ? UNPRINTABLE_BUT_TAB : UNPRINTABLE).test(text) && !SPACE_BREAK.test(text);
}

/** Whether the text, written plain, is a string again for YAML 1.1 readers. */
function readsAsText(text: string): boolean {
  if (typeof resolvePlain(text) !== 'string') return false;
  const first = text.charCodeAt(0);
  const numberLike = (first >= 48 && first <= 57) || first === 43 || first === 45;
  return !numberLike || !(isTimestamp(text) || BASE_60.test(text));
}

/** Indentation and chomping indicators of a literal. */
export function literalHeader(text: string): string {
  const indent = /^[ \n\u2028\u2029]/.test(text) ? '2' : '';
  if (!/[\n\u2028\u2029]$/.test(text)) return `${indent}-`;
  return text.length === 1 || /[\n\u2028\u2029]{2}$/.test(text) ? `${indent}+` : indent;
}

const SHORT_ESCAPES = new Map([
  [0x00, '0'], [0x07, 'a'], [0x08, 'b'], [0x09, 't'], [0x0a, 'n'], [0x0b, 'v'], [0x0c, 'f'], [0x0d, 'r'], [0x1b, 'e'],
  [0x22, '"'], [0x5c, '\\'], [0x85, 'N'], [0xa0, '_'], [0x2028, 'L'], [0x2029, 'P'],
]);

/** The inside of a double quoted scalar. */
export function escapeDouble(text: string): string {
  // go-yaml asks whether the whole value begins with a byte order mark, at every character.
  const pattern = text.charCodeAt(0) === 0xfeff ? /[^]/gu : ESCAPED;
  return text.replace(pattern, (character) => {
    const code = character.codePointAt(0)!;
    const short = SHORT_ESCAPES.get(code);
    if (short !== undefined) return `\\${short}`;
    const [letter, length] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : (['U', 8] as const);
    return `\\${letter}${code.toString(16).toUpperCase().padStart(length as number, '0')}`;
  });
}
