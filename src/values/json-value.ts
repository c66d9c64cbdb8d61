import { Entry, GoList, GoMap, type GoValue, type Origin } from '../value/index.js';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERAL = /true|false|null/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const MARK = /"(?:[^"\\]|\\.)*"|[[\]{}]/g;

/** End of the JSON value that starts at an offset; -1 where none does. What follows it does not matter, as with Go's decoder. */
export function jsonEnd(text: string, start: number): number {
  for (const shape of [STRING, NUMBER, LITERAL]) {
    shape.lastIndex = start;
    if (shape.test(text)) return shape.lastIndex;
  }
  if (text[start] !== '{' && text[start] !== '[') return -1;
  MARK.lastIndex = start;
  for (let depth = 0, mark = MARK.exec(text); mark !== null; mark = MARK.exec(text)) {
    if (mark[0] === '{' || mark[0] === '[') depth++;
    else if (mark[0] === '}' || mark[0] === ']') depth--;
    if (depth === 0) return MARK.lastIndex;
  }
  return -1;
}

/** Every entry gets the one origin. @throws SyntaxError as JSON.parse does, and for numbers beyond float64 */
export function readJson(text: string, origin: Origin | null): GoValue {
  return toValue(JSON.parse(text) as Json, origin);
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

function toValue(json: Json, origin: Origin | null): GoValue {
  if (typeof json === 'number' && !Number.isFinite(json)) throw new SyntaxError('number out of range');
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return new GoList((json as readonly Json[]).map((item) => new Entry(toValue(item, origin), origin)));
  const map = new GoMap();
  for (const [key, item] of Object.entries(json)) map.set(key, toValue(item, origin), origin);
  return map;
}
