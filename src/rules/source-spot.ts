import { Spot } from '../source/index.js';
import type { Entry } from '../value/index.js';

/** Beyond this length occurrences are not counted. */
const MAX_COUNTED = 1 << 17;

/**
 * Where a range of the text of an entry stands in the file that the entry was read from: indentation, quotes and escapes lie
 * between the two. The whole value where the range cannot be told; null for an entry that was not read from a file.
 */
export function sourceSpot(entry: Entry, start: number, end: number): Spot | null {
  const { value, origin } = entry;
  if (typeof value !== 'string' || !(origin instanceof Spot)) return origin instanceof Spot ? origin : null;
  const raw = origin.file.text.slice(origin.start, origin.end);
  const piece = value.slice(start, end);
  const at = start > MAX_COUNTED ? raw.indexOf(piece, start) : nthIndexOf(raw, piece, countBefore(value, piece, start));
  return at < 0 || piece === '' ? origin : new Spot(origin.file, origin.start + at, origin.start + at + piece.length);
}

function countBefore(text: string, piece: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf(piece); at >= 0 && at < end; at = text.indexOf(piece, at + 1)) count++;
  return count;
}

function nthIndexOf(text: string, piece: string, n: number): number {
  let at = text.indexOf(piece);
  for (let left = n; left > 0 && at >= 0; left--) at = text.indexOf(piece, at + 1);
  return at;
}
