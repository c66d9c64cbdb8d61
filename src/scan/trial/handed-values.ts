import type { Evaluator } from '../../evaluate/index.js';
import type { Release, TemplateFile } from '../../release/index.js';
import type { Place, TextOrigin } from '../../value/index.js';
import type { FileReads } from '../file-reads.js';

/** Runs files that hand each other values, in helm's order: of one that cannot see a difference its changes are only done again. */
export class HandedValues {
  /** Where something was changed anew. */
  readonly #changed: Place[] = [];

  constructor(
    readonly release: Release,
    readonly reads: ReadonlyMap<string, FileReads>,
    /** Whether the values with which the chart is run make a difference to a file. */
    readonly sees: (file: TemplateFile) => boolean,
  ) {}

  /** @returns null where it is what the file wrote before */
  render(file: TemplateFile, evaluator: Evaluator): TextOrigin | null {
    if (!this.sees(file) && !this.#isHanded(file) && this.release.repeat(file)) return null;
    const { written, changed } = this.release.renderWatched(file, evaluator);
    // Even the same values are in other maps now, to which what others changed in them is not done again.
    this.#changed.push(...(this.reads.get(file.id)?.reads.written ?? []), ...changed);
    return written;
  }

  #isHanded({ id }: TemplateFile): boolean {
    const reads = this.reads.get(id)?.reads;
    return reads === undefined ? this.#changed.length > 0 : this.#changed.some((place) => reads.readsAt(place) || reads.written.has(place));
  }
}
