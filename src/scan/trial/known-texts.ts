/** Texts of one file that are kept; of more the oldest goes. */
const MAX_TEXTS = 16;

/** Images of texts that were read before: with other values a file often writes the same. */
export class KnownTexts {
  readonly #byFile = new Map<string, Map<string, ReadonlySet<string>>>();

  find(file: string, text: string): ReadonlySet<string> | undefined {
    return this.#byFile.get(file)?.get(text);
  }

  keep(file: string, text: string, images: ReadonlySet<string>): void {
    let texts = this.#byFile.get(file);
    if (texts === undefined) this.#byFile.set(file, (texts = new Map()));
    texts.set(text, images);
    for (const oldest of texts.keys()) {
      if (texts.size <= MAX_TEXTS) return;
      texts.delete(oldest);
    }
  }
}
