/** A YAML document inside a rendered file; offsets, white space at both ends left out. */
export interface DocumentRange {
  readonly start: number;
  readonly end: number;
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13 && code !== 11);

/**
 * Cuts a rendered file the way helm 3 does: at three hyphens in the first column, with all white space around them, the
 * indentation of the next line included. Hyphens right behind another separator belong to the document.
 */
export function splitDocuments(text: string): DocumentRange[] {
  const [first, last] = trimmed(text, 0, text.length);
  const documents: DocumentRange[] = [];
  const add = (from: number, to: number): void => {
    const [start, end] = trimmed(text, from, to);
    if (end > start) documents.push({ start, end });
  };
  let from = first;
  let at = text.startsWith('---', first) ? first : nextSeparator(text, first, last);
  while (at >= 0) {
    add(from, at);
    from = at + 3;
    while (from < last && isSpace(text.charCodeAt(from))) from++;
    at = nextSeparator(text, from, last);
  }
  add(from, last);
  return documents;
}

/** Offset of the hyphens, or -1. */
function nextSeparator(text: string, from: number, end: number): number {
  const at = text.indexOf('\n---', from);
  return at < 0 || at + 4 > end ? -1 : at + 1;
}

function trimmed(text: string, start: number, end: number): [number, number] {
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return [start, end];
}
