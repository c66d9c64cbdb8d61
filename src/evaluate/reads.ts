import { GoList, GoMap, type GoValue } from '../value/index.js';

/**
 * Which parts of the values were looked at, so that a change elsewhere is known to change nothing. Containers are
 * remembered by identity; their places tell the paths.
 */
export class Reads {
  /** Keys that were read one by one, by container. */
  readonly keys = new Map<GoMap, Set<string>>();
  /** Containers that were handed on as a whole: anything below them may have been read. */
  readonly whole = new Set<GoMap | GoList>();

  key(container: GoValue, key: string): void {
    if (!(container instanceof GoMap) || container.place === null) return;
    const known = this.keys.get(container);
    if (known === undefined) this.keys.set(container, new Set([key]));
    else known.add(key);
  }

  value(value: GoValue): void {
    if ((value instanceof GoMap || value instanceof GoList) && value.place !== null) this.whole.add(value);
  }
}
