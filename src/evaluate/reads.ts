import { GoList, GoMap, type GoValue } from '../value/index.js';

/**
 * Which parts of the values were looked at, so that a change elsewhere is known to change nothing. Containers are
 * remembered by identity; their places tell the paths.
 */
export class Reads {
  /** Containers of which single keys were read. */
  readonly touched = new Set<GoMap | GoList>();
  /** Containers that were handed on as a whole: anything below them may have been read. */
  readonly whole = new Set<GoMap | GoList>();

  key(container: GoValue): void {
    if (container instanceof GoMap && container.place !== null) this.touched.add(container);
  }

  value(value: GoValue): void {
    if ((value instanceof GoMap || value instanceof GoList) && value.place !== null) this.whole.add(value);
  }
}
