import { GoList, GoMap, type GoValue, type Place } from '../value/index.js';

/** Which parts of the values were looked at and changed, so that a change elsewhere is known to change nothing. */
export class Reads {
  /** Places that were read, present or not, and all places above them. */
  readonly #single = new Set<Place>();
  /** Containers that were handed on as a whole: anything below them may have been read. */
  readonly #whole = new Set<Place>();
  /** Places where the values were changed; anything below them may have been. */
  readonly written = new Set<Place>();
  /** Of evaluations whose result was used. */
  readonly #parts = new Set<Reads>();

  /** What another evaluation looked at counts as looked at here. */
  take(part: Reads): void {
    this.#parts.add(part);
    for (const place of part.written) this.written.add(place);
  }

  key(container: GoValue, key: string): void {
    if (!(container instanceof GoMap) || container.place === null) return;
    this.#add(container.place.child(key));
  }

  value(value: GoValue): void {
    if (!(value instanceof GoMap || value instanceof GoList) || value.place === null) return;
    this.#add(value.place);
    this.#whole.add(value.place);
  }

  /** Whoever reads something has come by everything above it. */
  #add(place: Place): void {
    for (let at: Place | null = place; at !== null && !this.#single.has(at); at = at.parent) this.#single.add(at);
  }

  /** Whether something was read of a place, of what lies below it, or as a part of what lies above it. */
  readsAt(place: Place): boolean {
    return this.#any((reads) => {
      if (reads.#single.has(place)) return true;
      for (let at: Place | null = place.parent; at !== null; at = at.parent) if (reads.#whole.has(at)) return true;
      return false;
    });
  }

  /**
   * Whether a change at a path can have been seen.
   * @param root of the places that were read
   */
  sees(root: Place, path: readonly (string | number)[]): boolean {
    const above = [root];
    for (const step of path.slice(0, -1)) {
      const next = above.at(-1)!.known(step);
      if (next === undefined) break;
      above.push(next);
    }
    const leaf = above.length < path.length ? undefined : path.length === 0 ? root : above.at(-1)!.known(path.at(-1)!);
    return this.#any((reads) => (leaf !== undefined && reads.#single.has(leaf)) || above.some((place) => reads.#whole.has(place)));
  }

  /** Whether something holds of this or of one of its parts, which share parts of their own. */
  #any(holds: (reads: Reads) => boolean): boolean {
    if (this.#parts.size === 0) return holds(this);
    const met = new Set<Reads>([this]);
    for (const reads of met) {
      if (holds(reads)) return true;
      for (const part of reads.#parts) met.add(part);
    }
    return false;
  }
}
