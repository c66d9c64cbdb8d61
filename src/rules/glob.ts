const MAX_REMEMBERED = 2000;

/** Name globs: `*` stands for any text, the rest is compared without case. */
export class NameGlobs {
  readonly #globs: readonly (readonly string[])[];
  /** Lower case texts, of which one stands in every name that matches. */
  readonly #needles: readonly string[];
  /** Names repeat from document to document; bounded. */
  #known = new Map<string, boolean>();

  constructor(globs: readonly string[]) {
    this.#globs = globs.map((glob) => glob.toLowerCase().split('*'));
    this.#needles = withoutLonger(this.#globs.map((pieces) => pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest))));
  }

  matches(name: string): boolean {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const text = name.toLowerCase();
    const matches = this.#globs.some((pieces) => matchesPieces(text, pieces));
    if (this.#known.size >= MAX_REMEMBERED) this.#known = new Map();
    this.#known.set(name, matches);
    return matches;
  }

  /** Whether a text, in lower case, can hold a name that matches. */
  occursIn(lowerCase: string): boolean {
    return this.#needles.some((needle) => lowerCase.includes(needle));
  }
}

/** Where one needle holds another, the shorter is found wherever the longer is. */
function withoutLonger(needles: readonly string[]): string[] {
  const kept: string[] = [];
  for (const needle of needles.toSorted((a, b) => a.length - b.length)) if (!kept.some((shorter) => needle.includes(shorter))) kept.push(needle);
  return kept;
}

function matchesPieces(text: string, pieces: readonly string[]): boolean {
  const first = pieces[0]!;
  if (pieces.length === 1) return text === first;
  const last = pieces.at(-1)!;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (let index = 1; index < pieces.length - 1; index++) {
    const found = text.indexOf(pieces[index]!, at);
    if (found < 0) return false;
    at = found + pieces[index]!.length;
  }
  return at <= text.length - last.length;
}
