import { isSecretKey, maskText } from '../secrets/index.js';
import { GoInt, GoList, GoMap, type GoValue } from '../value/index.js';

const MAX_TEXT = 60;

/** What a person is told of a value; of what looks like a secret only that it is set. */
export function presentValue(path: readonly string[], value: GoValue): string {
  if (value === undefined) return 'not set';
  if (value === null || typeof value === 'boolean') return String(value);
  if (value instanceof GoMap) return value.size === 0 ? 'an empty map' : `a map of ${value.size}`;
  if (value instanceof GoList) return value.entries.length === 0 ? 'an empty list' : `a list of ${value.entries.length}`;
  if (typeof value === 'string') return presentText(path, value);
  if (typeof value === 'object' && !(value instanceof GoInt)) return 'not known';
  return isSecretKey(path.at(-1) ?? '') ? 'set' : String(value instanceof GoInt ? value.value : value);
}

function presentText(path: readonly string[], text: string): string {
  if (text !== '' && isSecretKey(path.at(-1) ?? '')) return 'set';
  const shown = maskText(text);
  return JSON.stringify(shown.length > MAX_TEXT ? `${shown.slice(0, MAX_TEXT)}…` : shown);
}
