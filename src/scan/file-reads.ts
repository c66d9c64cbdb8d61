import { changesAt, Reads } from '../evaluate/index.js';
import type { Place } from '../value/index.js';

/** Steps below the root chart's `.Values`. */
export type ValuesPath = readonly (string | number)[];

/** What one template file looked at. */
export interface FileReads {
  readonly reads: Reads;
  /** Of the root chart's `.Values`. */
  readonly root: Place;
}

/** What several files looked at, all together. */
export class AllReads {
  readonly #byRoot = new Map<Place, Reads>();

  constructor(files: Iterable<FileReads>) {
    for (const { reads, root } of files) {
      let all = this.#byRoot.get(root);
      if (all === undefined) this.#byRoot.set(root, (all = new Reads()));
      all.take(reads);
    }
  }

  /** Whether something was taken out of the values at one of the paths. */
  consume(paths: readonly ValuesPath[]): boolean {
    return [...this.#byRoot].some(([root, reads]) => reads.consume(changesAt(root, paths)));
  }
}

/**
 * Files that hand each other values: one changes what another reads. None of a group can be run without the others.
 *
 * @returns for each file that changes values or reads changed ones the number of its group
 */
export function groupsOf(files: ReadonlyMap<string, FileReads>): ReadonlyMap<string, number> {
  const groups = new Map<string, number>();
  const writers = [...files].filter(([, { reads }]) => reads.written.size > 0);
  for (const [number, [writer, { reads }]] of writers.entries()) {
    const linked = [...files].filter(([id, other]) => id === writer || [...reads.written].some((place) => other.reads.readsAt(place) || other.reads.written.has(place)));
    const joined = new Set(linked.map(([id]) => groups.get(id)).filter((group) => group !== undefined));
    for (const [id, group] of groups) if (joined.has(group)) groups.set(id, number);
    for (const [id] of linked) groups.set(id, number);
  }
  return groups;
}
