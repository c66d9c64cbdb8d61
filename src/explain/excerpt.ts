import type { Place } from './result.js';

/** Characters of a line that are shown around the caret. */
const MAX_WIDTH = 110;

/** `file:line:column`. */
export const placeText = ({ file, line, column }: Omit<Place, 'text'>): string => [file, line, column].filter((part) => part !== null).join(':');

/** The line of a place and a caret below the column; nothing where the line is not at hand. */
export function excerpt({ line, column, text }: Place): { readonly source: string; readonly caret: string | null } | null {
  if (text === null) return null;
  // Leading white space says nothing once the line stands alone.
  const indent = /^\s*/.exec(text)![0].length;
  const at = column === null ? 0 : Math.max(0, column - 1 - indent);
  const body = printable(text.slice(indent).trimEnd());
  const from = body.length <= MAX_WIDTH || at < MAX_WIDTH - 20 ? 0 : at - 20;
  const shown = (from > 0 ? '…' : '') + body.slice(from, from + MAX_WIDTH) + (from + MAX_WIDTH < body.length ? '…' : '');
  const number = String(line).padStart(4);
  return { source: `${number} | ${shown}`, caret: column === null ? null : `${' '.repeat(number.length)} | ${' '.repeat(at - from + (from > 0 ? 1 : 0))}^` };
}

/** Charts are not ours: no control character of theirs reaches the terminal. One for one, so that columns stay. */
export const printable = (text: string): string => text.replace(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, (char) => (char === '\t' ? ' ' : '�'));
