const MARKER = /zqh\d+qz/i;

/** Documents by template id in `helm template`'s output. */
export function helmDocuments(output: string): Map<string, string[]> {
  const documents = new Map<string, string[]>();
  for (const part of `\n${output}`.split(/\n---\n# Source: /).slice(1)) {
    const end = part.indexOf('\n');
    const id = end < 0 ? part : part.slice(0, end);
    const list = documents.get(id) ?? [];
    list.push(end < 0 ? '' : part.slice(end + 1).trim());
    documents.set(id, list);
  }
  return documents;
}

/** What differs first between the documents of a template, or null. helm prints documents in the order of their kinds, so order is free. */
export function firstDifference(expected: readonly string[], actual: readonly string[]): string | null {
  const left = [...expected];
  for (const document of actual) {
    const at = left.findIndex((candidate) => candidate === document || (MARKER.test(document) && matchesMasked(document, candidate)));
    if (at >= 0) left.splice(at, 1);
    else return lineDifference(closest(document, left), document);
  }
  return left.length === 0 ? null : `helm has a document more: ${JSON.stringify(left[0]!.slice(0, 80))}`;
}

/** A hole stands for any text; base64 and the like of a hole are holes themselves. */
function matchesMasked(masked: string, text: string): boolean {
  let at = 0;
  const pieces = masked.split(/zqh\d+qz/i);
  for (const [index, piece] of pieces.entries()) {
    const found = index === 0 ? (text.startsWith(piece) ? 0 : -1) : text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at === text.length || pieces.at(-1) === '' || text.endsWith(pieces.at(-1)!);
}

function closest(document: string, candidates: readonly string[]): string {
  const head = document.slice(0, 200);
  return candidates.find((candidate) => candidate.slice(0, 200) === head) ?? candidates[0] ?? '';
}

function lineDifference(expected: string, actual: string): string {
  const [a, b] = [expected.split('\n'), actual.split('\n')];
  const at = b.findIndex((line, index) => line !== a[index] && !(MARKER.test(line) && matchesMasked(line, a[index] ?? '')));
  return `line ${at + 1}: helm ${JSON.stringify(a[at]?.slice(0, 160))}, here ${JSON.stringify(b[at]?.slice(0, 160))}`;
}
