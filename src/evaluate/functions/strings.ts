import { GoError, GoList, GoMap, type GoInt, type GoValue } from '../../value/index.js';
import { withinBudget } from './budget.js';
import { onBytes } from './byte-text.js';
import { isSpace, mapRunes } from './rune.js';
import { fn, type FunctionTable } from './spec.js';

const contains = { text: 'contains' } as const;

export const stringFunctions: FunctionTable = {
  hello: fn([], () => 'Hello!'),
  trim: fn(['string'], trimSpace, contains),
  trimAll: fn(['string', 'string'], trimCutset, contains),
  trimall: fn(['string', 'string'], trimCutset, contains),
  trimPrefix: fn(['string', 'string'], (prefix: string, text: string) => (text.startsWith(prefix) ? text.slice(prefix.length) : text), contains),
  trimSuffix: fn(
    ['string', 'string'],
    (suffix: string, text: string) => (text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text),
    contains,
  ),
  contains: fn(['string', 'string'], (part: string, text: string) => text.includes(part)),
  hasPrefix: fn(['string', 'string'], (part: string, text: string) => text.startsWith(part)),
  hasSuffix: fn(['string', 'string'], (part: string, text: string) => text.endsWith(part)),
  replace: fn(['string', 'string', 'string'], replace, contains),
  repeat: fn(['int', 'string'], repeat),
  trunc: fn(['int', 'string'], (size: GoInt, text: string) => trunc(Number(size.value), text), contains),
  substr: fn(
    ['int', 'int', 'string'],
    (start: GoInt, end: GoInt, text: string) => onBytes(text, (bytes) => substr(Number(start.value), Number(end.value), bytes)),
    contains,
  ),
  plural: fn(['string', 'string', 'int'], (one: string, many: string, count: GoInt) => (count.value === 1n ? one : many), { text: 'choice' }),
  split: fn(['string', 'string'], (separator: string, text: string) => numbered(splitText(text, separator))),
  splitn: fn(['string', 'int', 'string'], (separator: string, limit: GoInt, text: string) =>
    numbered(splitText(text, separator, Number(limit.value))),
  ),
  splitList: fn(['string', 'string'], (separator: string, text: string) => GoList.of(splitText(text, separator), '[]string')),
};

function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text[start]!)) start++;
  while (end > start && isSpace(text[end - 1]!)) end--;
  return text.slice(start, end);
}

function trimCutset(cutset: string, text: string): string {
  const cut = new Set(cutset);
  const runes = Array.from(text);
  let start = 0;
  let end = runes.length;
  while (start < end && cut.has(runes[start]!)) start++;
  while (end > start && cut.has(runes[end - 1]!)) end--;
  return runes.slice(start, end).join('');
}

function replace(old: string, by: string, text: string): GoValue {
  if (old === '') return withinBudget(text.length + (text.length + 1) * by.length, () => by + mapRunes(text, (rune) => rune + by));
  if (by.length <= old.length) return text.replaceAll(old, () => by);
  const parts = text.split(old);
  return withinBudget(text.length + (parts.length - 1) * by.length, () => parts.join(by));
}

function repeat(count: GoInt, text: string): GoValue {
  if (count.value < 0n) throw new GoError('strings: negative Repeat count');
  return withinBudget(Number(count.value) * text.length, () => text.repeat(Number(count.value)));
}

function trunc(size: number, text: string): string {
  return onBytes(text, (bytes) => {
    if (size < 0) return bytes.length + size > 0 ? bytes.slice(size) : bytes;
    return bytes.slice(0, size);
  });
}

/** sprig: a negative start means "from the beginning", a negative or too large end "to the end". */
function substr(start: number, end: number, bytes: string): string {
  const length = bytes.length;
  if (start < 0) {
    if (end < 0) throw outOfRange(`:${end}`);
    if (end > length) throw outOfRange(`:${end}`, ` with length ${length}`);
    return bytes.slice(0, end);
  }
  if (end < 0 || end > length) {
    if (start > length) throw outOfRange(`${start}:${length}`);
    return bytes.slice(start);
  }
  if (start > end) throw outOfRange(`${start}:${end}`);
  return bytes.slice(start, end);
}

const outOfRange = (range: string, detail = ''): GoError => new GoError(`runtime error: slice bounds out of range [${range}]${detail}`);

/** Go's strings.SplitN: an empty separator splits into characters, 0 gives nothing, a negative limit means all. */
function splitText(text: string, separator: string, limit = -1): string[] {
  if (limit === 0) return [];
  if (separator === '') return explode(text, limit);
  const parts = text.split(separator);
  if (limit < 0 || parts.length <= limit) return parts;
  return [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)];
}

function explode(text: string, limit: number): string[] {
  const runes = Array.from(text);
  if (limit < 0 || runes.length <= limit) return runes;
  return [...runes.slice(0, limit - 1), runes.slice(limit - 1).join('')];
}

function numbered(parts: readonly string[]): GoMap {
  const map = new GoMap('map[string]string');
  parts.forEach((part, at) => map.set(`_${at}`, part));
  return map;
}
