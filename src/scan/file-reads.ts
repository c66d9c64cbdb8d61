import type { Reads } from '../evaluate/index.js';
import { pathOf } from '../values/index.js';

/** Steps below the root chart's `.Values`. */
export type ValuesPath = readonly (string | number)[];

/** What one template file looked at, by path. */
export class FileReads {
  readonly #keys = new Set<string>();
  readonly #whole = new Set<string>();

  constructor(
    { keys, whole }: Reads,
    /** Whether the file has changed the values that others see. */
    readonly changedValues: boolean,
  ) {
    for (const [map, names] of keys) {
      const path = pathOf(map.place!);
      for (const name of names) this.#keys.add(keyOf([...path, name]));
    }
    for (const container of whole) this.#whole.add(keyOf(pathOf(container.place!)));
  }

  /** Whether a change at one of the paths can be seen from this file. */
  sees(paths: readonly ValuesPath[]): boolean {
    return paths.some((path) => this.#keys.has(keyOf(path)) || path.some((_, length) => this.#whole.has(keyOf(path.slice(0, length)))));
  }
}

const keyOf = (path: ValuesPath): string => path.join('\0');
