import { Spot } from '../source/index.js';
import { Entry, GoError, GoList, int64, type GoValue } from '../value/index.js';
import { jsonEnd, readJson } from './json-value.js';
import type { SetCursor } from './set-cursor.js';

/** What follows a `=`. */
export interface SetValue {
  readonly entry: Entry;
  /** The text ends right after the `=`; helm drops such a value in some places. */
  readonly missing: boolean;
}

export type ReadSetValue = (cursor: SetCursor) => SetValue;

/** What a text between commas or in braces stands for. @throws GoError */
export type ReadText = (text: string, spot: Spot) => Entry;

/** helm: only a decimal int64 without a leading zero becomes a number; `1.5` and `007` stay text. */
export const typed: ReadText = (text, spot) => new Entry(typedValue(text), spot);
export const untyped: ReadText = (text, spot) => new Entry(text, spot);

function typedValue(text: string): GoValue {
  // Go's EqualFold, as the flags i and u fold together.
  if (/^true$/iu.test(text)) return true;
  if (/^false$/iu.test(text)) return false;
  if (/^null$/iu.test(text)) return null;
  if (text === '0') return int64(0);
  if (!/^(?:[+-]\d|[1-9])\d*$/.test(text)) return text;
  const value = BigInt(text.replace(/^\+/, ''));
  return value === BigInt.asIntN(64, value) ? int64(value) : text;
}

/** `{a,b}`, or text up to a comma. */
export function textOrList(read: ReadText): ReadSetValue {
  return (cursor) => {
    if (cursor.atEnd) return { entry: new Entry('', cursor.spot(cursor.at)), missing: true };
    if (cursor.text[cursor.at] === '{') return { entry: readList(cursor, read), missing: false };
    const { text, spot } = cursor.until(',');
    return { entry: read(text, spot), missing: false };
  };
}

function readList(cursor: SetCursor, read: ReadText): Entry {
  const start = cursor.at++;
  const entries: Entry[] = [];
  for (;;) {
    const { text, stop, spot } = cursor.until(',}');
    if (stop === '') throw new GoError("list must terminate with '}'");
    entries.push(read(text, spot));
    if (stop === '}') break;
  }
  const entry = new Entry(new GoList(entries), cursor.spot(start));
  if (cursor.text[cursor.at] === ',') cursor.at++;
  return entry;
}

/** One JSON value, then blanks and a comma; nothing is null. */
export const jsonValue: ReadSetValue = (cursor) => {
  const start = cursor.at;
  if (cursor.skipBlank()) return { entry: new Entry(null, cursor.spot(start, start)), missing: false };
  const end = jsonEnd(cursor.text, cursor.at);
  if (end < 0) throw new GoError('invalid JSON');
  const spot = cursor.spot(cursor.at, end);
  cursor.at = end;
  const entry = new Entry(parseJson(cursor.text.slice(spot.start, end), spot), spot);
  cursor.skipBlank();
  return { entry, missing: false };
};

function parseJson(text: string, spot: Spot): GoValue {
  try {
    return readJson(text, spot);
  } catch (error) {
    throw new GoError(`invalid JSON: ${(error as Error).message}`);
  }
}

/** Everything that is left. */
export const restOfText: ReadSetValue = (cursor) => {
  const { text, spot } = cursor.until('');
  return { entry: new Entry(text, spot), missing: false };
};
