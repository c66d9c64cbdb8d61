import { GoList, GoMap, type GoValue, type Place } from '../value/index.js';

/** Which parts of the values were looked at and changed, so that a change elsewhere is known to change nothing. */
export class Reads {
  /** Places that were read one by one, present or not. */
  readonly #single = new Set<Place>();
  /** Containers that were handed on as a whole: anything below them may have been read. */
  readonly #whole = new Set<Place>();
  /** Places where the values were changed; anything below them may have been. */
  readonly written = new Set<Place>();

  key(container: GoValue, key: string): void {
    if (container instanceof GoMap && container.place !== null) this.#single.add(container.place.child(key));
  }

  value(value: GoValue): void {
    if ((value instanceof GoMap || value instanceof GoList) && value.place !== null) this.#whole.add(value.place);
  }

  /** Whether something was read of a place, of what lies below it, or as a part of what lies above it. */
  readsAt(place: Place): boolean {
    for (let at: Place | null = place; at !== null; at = at.parent) if (this.#whole.has(at)) return true;
    return [this.#single, this.#whole].some((places) => [...places].some((read) => isWithin(read, place)));
  }

  /**
   * Whether a change at a path can have been seen.
   * @param root of the places that were read
   */
  sees(root: Place, path: readonly (string | number)[]): boolean {
    let at: Place | undefined = root;
    for (const step of path) {
      if (this.#whole.has(at)) return true;
      at = at.known(step);
      if (at === undefined) return false;
    }
    return this.#single.has(at);
  }
}

function isWithin(place: Place, outer: Place): boolean {
  for (let at: Place | null = place; at !== null; at = at.parent) if (at === outer) return true;
  return false;
}
