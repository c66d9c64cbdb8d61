import { APOSTROPHE, BACKSLASH, NEWLINE, NOT_MINE, QUOTE, type Cursor } from './cursor.js';

/** Reads the quoted scalar at the cursor, over as many lines as it has, and goes behind it. */
export function readQuoted(cursor: Cursor): string {
  const { text, end } = cursor;
  const quote = text.charCodeAt(cursor.pos);
  const from = cursor.pos + 1;
  let escaped = false;
  let lines = false;
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE) lines = true;
    else if (code === BACKSLASH && quote === QUOTE) {
      escaped = true;
      if (text.charCodeAt(at + 1) !== NEWLINE) at++;
    } else if (code === quote) {
      if (quote === APOSTROPHE && text.charCodeAt(at + 1) === APOSTROPHE && at + 1 < end) {
        escaped = true;
        at++;
        continue;
      }
      cursor.pos = at + 1;
      const inside = lines ? foldLines(text.slice(from, at), quote === QUOTE) : text.slice(from, at);
      if (!escaped) return inside;
      return quote === APOSTROPHE ? inside.replaceAll("''", "'") : (unescapeDouble(inside) ?? cursor.refuse());
    }
  }
  throw NOT_MINE;
}

/** Joins the lines of a quoted scalar: one break is a space, more are one less; a backslash before the break joins without. */
function foldLines(inside: string, double: boolean): string {
  const lines = inside.split(/\r?\n/);
  const last = lines.length - 1;
  let value = '';
  let joined = true;
  let breaks = 0;
  lines.forEach((line, number) => {
    if (number > 0 && /^(?:---|\.\.\.)(?:[ \t]|$)|^ *\t/.test(line)) throw NOT_MINE;
    const start = number === 0 ? line : line.replace(/^ +/, '');
    if (number > 0) breaks++;
    if (start === '' && number > 0 && number < last) return;
    if (number > 0) value += joined ? '\n'.repeat(breaks - 1) : breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
    breaks = 0;
    joined = number < last && double && /(?:^|[^\\])(?:\\\\)*\\$/.test(start);
    if (number < last && double && /\\[ \t]+$/.test(start)) throw NOT_MINE;
    value += number === last ? start : joined ? start.slice(0, -1) : start.replace(/[ \t]+$/, '');
  });
  return value;
}

/** Escapes of a double quoted scalar that stand for one character, as go-yaml v2 knows them. */
const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

const HEX_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The inside of a double quoted scalar, or null for an escape that go-yaml v2 refuses. */
function unescapeDouble(inside: string): string | null {
  let at = inside.indexOf('\\');
  let value = '';
  let from = 0;
  while (at >= 0) {
    value += inside.slice(from, at);
    const letter = inside[at + 1] ?? '';
    const length = HEX_LENGTH[letter];
    if (length === undefined) {
      const character = ESCAPES[letter];
      if (character === undefined) return null;
      value += character;
      from = at + 2;
    } else {
      const digits = inside.slice(at + 2, at + 2 + length);
      const code = digits.length === length && /^[0-9a-fA-F]+$/.test(digits) ? Number.parseInt(digits, 16) : -1;
      if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
      value += String.fromCodePoint(code);
      from = at + 2 + length;
    }
    at = inside.indexOf('\\', from);
  }
  return value + inside.slice(from);
}
