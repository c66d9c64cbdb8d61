import type { GoInt, GoValue } from '../../value/index.js';
import { GoError } from '../../value/index.js';
import { withinBudget } from './budget.js';
import { fromByteText, onBytes, toByteText } from './byte-text.js';
import { isSpace } from './rune.js';
import { fn, type FunctionTable } from './spec.js';

const contains = { text: 'contains' } as const;

export const layoutFunctions: FunctionTable = {
  indent: fn(['int', 'string'], (columns: GoInt, text: string) => indent(Number(columns.value), text, ''), { text: 'indent' }),
  nindent: fn(['int', 'string'], (columns: GoInt, text: string) => indent(Number(columns.value), text, '\n'), { text: 'indent' }),
  nospace: fn(['string'], nospace, contains),
  initials: fn(['string'], initials),
  abbrev: fn(['int', 'string'], (width: GoInt, text: string) => onBytes(text, (bytes) => abbreviate(bytes, 0, Number(width.value))), contains),
  abbrevboth: fn(['int', 'int', 'string'], (left: GoInt, right: GoInt, text: string) => abbrevBoth(Number(left.value), Number(right.value), text), contains),
  wrap: fn(['int', 'string'], (width: GoInt, text: string) => wrap(toByteText(text), Number(width.value), '\n', false), contains),
  wrapWith: fn(
    ['int', 'string', 'string'],
    (width: GoInt, newline: string, text: string) => wrap(toByteText(text), Number(width.value), toByteText(newline) || '\n', true),
    contains,
  ),
};

/** Every line is indented, empty ones too, and what follows a last line break. */
function indent(columns: number, text: string, before: string): GoValue {
  if (columns < 0) throw new GoError('strings: negative Repeat count');
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return withinBudget(text.length + lines * columns, () => {
    const pad = ' '.repeat(columns);
    return before + pad + (lines === 1 ? text : text.replaceAll('\n', `\n${pad}`));
  });
}

/** goutils takes every byte for a character: when something was removed, `é` comes out as `Ã©`. */
function nospace(text: string): string {
  const bytes = toByteText(text);
  const kept = Array.from(bytes).filter((byte) => !isSpace(byte));
  return kept.length === bytes.length ? text : kept.join('');
}

/** The first byte of every word, again one byte a character. */
function initials(text: string): string {
  let out = '';
  let afterSpace = true;
  for (const byte of toByteText(text)) {
    if (!isSpace(byte) && afterSpace) out += byte;
    afterSpace = isSpace(byte);
  }
  return out;
}

function abbrevBoth(left: number, right: number, text: string): string {
  if (right < 4 || (left > 0 && right < 7)) return text;
  return onBytes(text, (bytes) => abbreviate(bytes, left, right));
}

/** goutils' AbbreviateFull: at most `width` bytes including the dots, the byte at `from` among them. */
function abbreviate(bytes: string, from: number, width: number): string {
  const length = bytes.length;
  if (width < 4 || length <= width) return bytes;
  const room = width - 3;
  const start = Math.min(from, length, Math.max(length - room, 0));
  if (start <= 4) return `${bytes.slice(0, room)}...`;
  if (start + room < length) return `...${abbreviate(bytes.slice(start), 0, room)}`;
  return `...${bytes.slice(length - room)}`;
}

/** goutils' WrapCustom: breaks at blanks, which vanish; a longer word stays whole or is cut. Width 0 and below count as 1. */
function wrap(bytes: string, width: number, newline: string, cutWords: boolean): GoValue {
  const column = Math.max(width, 1);
  const lines: string[] = [];
  let at = 0;
  while (bytes.length - at > column) {
    if (bytes[at] === ' ') {
      at++;
      continue;
    }
    let end = bytes.lastIndexOf(' ', at + column);
    if (end < at && cutWords) {
      lines.push(bytes.slice(at, at + column));
      at += column;
      continue;
    }
    if (end < at) end = bytes.indexOf(' ', at + column);
    if (end < 0) break;
    lines.push(bytes.slice(at, end));
    at = end + 1;
  }
  lines.push(bytes.slice(at));
  return withinBudget(bytes.length + lines.length * newline.length, () => fromByteText(lines.join(newline)));
}
