import { keepNewest } from './newest.js';

/** Texts of one file that are kept. */
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
    keepNewest(texts, text, images, MAX_TEXTS);
  }
}
