/** Compiles name globs: `*` stands for any text, the rest is compared without case. */
export function nameMatcher(globs: readonly string[]): (name: string) => boolean {
  const lowered = globs.map((glob) => glob.toLowerCase());
  return (name) => {
    const text = name.toLowerCase();
    return lowered.some((glob) => matchesGlob(text, glob));
  };
}

function matchesGlob(text: string, glob: string): boolean {
  const pieces = glob.split('*');
  const first = pieces[0]!;
  if (pieces.length === 1) return text === glob;
  const last = pieces.at(-1)!;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}
