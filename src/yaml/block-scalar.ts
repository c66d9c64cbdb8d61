/** A literal or folded scalar whose header has been read. */
export interface BlockScalar {
  readonly value: string;
  /** Start of the first line that is not part of it. */
  readonly next: number;
  /** After the last character that is neither space nor line break. */
  readonly stop: number;
}

export interface BlockHeader {
  readonly folded: boolean;
  readonly chomp: 'clip' | 'strip' | 'keep';
  /** Indentation of the content in columns; 0 where the first line decides. */
  readonly indent: number;
}

/**
 * Reads the lines of a block scalar from `from`, the start of the line after the header. Folding and chomping are go-yaml
 * v2's: without a line break at the end of the text, clipping adds none.
 *
 * @param headerStop end of the header, where an empty scalar ends
 * @returns null where the indentation is ambiguous or holds tabs
 */
export function readBlockScalar(
  text: string,
  from: number,
  end: number,
  parentIndent: number,
  header: BlockHeader,
  headerStop: number,
): BlockScalar | null {
  const indent = header.indent > 0 ? header.indent : detectIndent(text, from, end, parentIndent);
  if (indent < 0) return null;
  let value = '';
  let lineBreak = '';
  let emptyLines = '';
  let wasBlank = false;
  let stop = headerStop;
  let at = from;
  while (at < end) {
    const lineEnd = endOfLine(text, at, end);
    const content = skipSpaces(text, at, lineEnd);
    const contentEnd = lineEnd > at && text.charCodeAt(lineEnd - 1) === 13 && lineEnd < end ? lineEnd - 1 : lineEnd;
    const column = content - at;
    if (content >= contentEnd && column <= indent) {
      if (lineEnd < end) emptyLines += '\n';
      at = lineEnd + 1;
      continue;
    }
    if (column < indent) {
      if (text.charCodeAt(content) === 9) return null;
      break;
    }
    const first = text.charCodeAt(at + indent);
    const isBlank = first === 32 || first === 9;
    if (header.folded && lineBreak !== '' && !wasBlank && !isBlank) {
      if (emptyLines === '') value += ' ';
    } else value += lineBreak;
    value += emptyLines + text.slice(at + indent, contentEnd);
    emptyLines = '';
    wasBlank = isBlank;
    lineBreak = lineEnd < end ? '\n' : '';
    if (content < contentEnd) stop = trimEnd(text, content, contentEnd);
    at = lineEnd + 1;
  }
  if (header.chomp !== 'strip') value += lineBreak;
  if (header.chomp === 'keep') value += emptyLines;
  return { value, next: Math.min(at, end), stop };
}

/** The column of the first line with content; -1 where empty lines before it are longer or tabs stand in it. */
function detectIndent(text: string, from: number, end: number, parentIndent: number): number {
  let longestEmpty = 0;
  for (let at = from; at < end; ) {
    const lineEnd = endOfLine(text, at, end);
    const content = skipSpaces(text, at, lineEnd);
    const code = text.charCodeAt(content);
    if (content < lineEnd && code !== 13) {
      if (code === 9) return -1;
      const column = content - at;
      if (column < Math.max(parentIndent + 1, 1)) break;
      return longestEmpty > column ? -1 : column;
    }
    longestEmpty = Math.max(longestEmpty, content - at);
    at = lineEnd + 1;
  }
  return Math.max(parentIndent + 1, 1, longestEmpty);
}

function endOfLine(text: string, at: number, end: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 || found > end ? end : found;
}

function skipSpaces(text: string, at: number, end: number): number {
  let to = at;
  while (to < end && text.charCodeAt(to) === 32) to++;
  return to;
}

function trimEnd(text: string, from: number, end: number): number {
  let to = end;
  while (to > from && (text.charCodeAt(to - 1) === 32 || text.charCodeAt(to - 1) === 9)) to--;
  return to;
}
