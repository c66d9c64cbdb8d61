import type { Reads } from '../evaluate/index.js';
import type { Place } from '../value/index.js';

/** Steps below the root chart's `.Values`. */
export type ValuesPath = readonly (string | number)[];

/** What one template file looked at. */
export class FileReads {
  constructor(
    readonly reads: Reads,
    /** Of the root chart's `.Values`. */
    readonly root: Place,
    /** Whether the file has changed the values that others see. */
    readonly changedValues: boolean,
  ) {}

  /** Whether a change at one of the paths can be seen from this file. */
  sees(paths: readonly ValuesPath[]): boolean {
    return paths.some((path) => this.reads.sees(this.root, path));
  }
}
