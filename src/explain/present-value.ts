import { GoInt, GoList, GoMap, isHole, type GoValue } from '../value/index.js';

const SECRET = /pass(?:word|phrase)?|secret|token|credential|api.?key|private.?key/i;
const MAX_TEXT = 60;

/** What a person is told of a value; of what looks like a secret only that it is set. */
export function presentValue(path: readonly string[], value: GoValue): string {
  if (value === undefined) return 'not set';
  if (value === null || typeof value === 'boolean') return String(value);
  if (value instanceof GoMap) return value.size === 0 ? 'an empty map' : `a map of ${value.size}`;
  if (value instanceof GoList) return value.entries.length === 0 ? 'an empty list' : `a list of ${value.entries.length}`;
  if (typeof value === 'string') return presentText(path, value);
  if (value instanceof GoInt) return String(value.value);
  return isHole(value) || typeof value === 'object' ? 'not known' : String(value);
}

function presentText(path: readonly string[], text: string): string {
  if (text !== '' && SECRET.test(path.at(-1) ?? '')) return 'set';
  return JSON.stringify(text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);
}
