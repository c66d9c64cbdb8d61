import { GoList, GoMap, type GoValue, type Place } from '../value/index.js';
import { settle } from './fields.js';

/** A path of the values, as far as anybody has asked for it. */
export interface Change {
  /** Undefined: nobody has asked for what stands there. */
  readonly leaf: Place | undefined;
  /** The innermost place around it that is known; null: there is none. */
  readonly around: Place | null;
}

/** @param root of the places that were read */
export const changesAt = (root: Place, paths: readonly (readonly (string | number)[])[]): Change[] => paths.map((path) => changeAt(root, path));

function changeAt(root: Place, path: readonly (string | number)[]): Change {
  let around = root;
  for (const step of path.slice(0, -1)) {
    const next = around.known(step);
    if (next === undefined) return { leaf: undefined, around };
    around = next;
  }
  return { leaf: path.length === 0 ? root : around.known(path.at(-1)!), around };
}

const NOWHERE: ReadonlySet<Place> = new Set();

/** Entries that are looked at for places of values; in more there may be anything. */
const MAX_ENTRIES = 100_000;

/** Entries of a map that are noted one by one. */
const MAX_SINGLE = 1000;

/** Which parts of the values were looked at and changed, so that a change elsewhere is known to change nothing. */
export class Reads {
  /** Places that were read, present or not, and all places above them. */
  readonly #single = new Set<Place>();
  /** Containers of which anything below them may have been read. */
  #whole: Set<Place> | null = null;
  /** Containers that were asked whether they hold anything. */
  #tested: Set<Place> | null = null;
  /** Containers that were handed on: what is read of them is noted when it is. */
  readonly #handed = new Set<Place>();
  /** More was looked at than can be noted. */
  #anything = false;
  /** Keys that a root dot was asked for; null among them: any may have been. */
  #names: Set<string | null> | null = null;
  #written: Set<Place> | null = null;
  /** Of evaluations whose result was used. */
  #parts: Set<Reads> | null = null;
  /** This and all parts, of which many share parts of their own; null until somebody asks. */
  #all: readonly Reads[] | null = null;

  /** Places where the values were changed; anything below them may have been. */
  get written(): ReadonlySet<Place> {
    return this.#written ?? NOWHERE;
  }

  write(place: Place): void {
    (this.#written ??= new Set()).add(place);
  }

  /** What another evaluation looked at counts as looked at here. */
  take(part: Reads): void {
    (this.#parts ??= new Set()).add(part);
    this.#all = null;
    for (const place of part.written) this.write(place);
  }

  /** @param key of a root dot; null: any */
  name(key: string | null): void {
    (this.#names ??= new Set()).add(key);
  }

  /** Whether a root dot was asked for a key. */
  names(key: string): boolean {
    return this.#everything().some((reads) => reads.#names !== null && (reads.#names.has(key) || reads.#names.has(null)));
  }

  key(container: GoValue, key: string | number): void {
    if (!(container instanceof GoMap || container instanceof GoList) || container.place === null) return;
    this.#add(container.place.child(key));
  }

  /** A value was found and goes on to whoever asked for it. */
  hand(value: GoValue): void {
    if (!(value instanceof GoMap || value instanceof GoList) || value.place === null) return;
    this.#add(value.place);
    this.#handed.add(value.place);
  }

  /** A value was asked whether it is empty. */
  test(value: GoValue): void {
    if ((value instanceof GoMap || value instanceof GoList) && value.place !== null) (this.#tested ??= new Set()).add(value.place);
  }

  /** A value was asked what it holds; containers among that are handed on. What a template made was noted when it was made. */
  entries(value: GoValue): void {
    if (!(value instanceof GoMap || value instanceof GoList) || value.place === null) return;
    if (value instanceof GoMap && value.size > MAX_SINGLE) return this.contents(value);
    this.test(value);
    this.#add(value.place);
    const entries: Iterable<readonly [string | number, { readonly value: GoValue }]> = value.entries.entries();
    for (const [key, { value: inner }] of entries) {
      settle(inner, value, key);
      if (inner instanceof GoMap || inner instanceof GoList) this.hand(inner);
      // A list is another one where one of its elements is.
      else if (value instanceof GoMap) this.#add(value.place.child(key));
    }
  }

  /** All that is in a value may have been looked at, or in what it holds. */
  contents(value: GoValue): void {
    if (!(value instanceof GoMap || value instanceof GoList)) return;
    const waiting: (GoMap | GoList)[] = [value];
    for (let left = MAX_ENTRIES; waiting.length > 0; ) {
      const container = waiting.pop()!;
      if (container.place !== null) {
        this.#add(container.place);
        (this.#whole ??= new Set()).add(container.place);
        continue;
      }
      if (container instanceof GoMap && container.type === 'engine.files') continue;
      left -= container instanceof GoMap ? container.size : container.length;
      if (left < 0) return void (this.#anything = true);
      const entries: Iterable<{ readonly value: GoValue }> = container instanceof GoMap ? container.entries.values() : container.entries;
      for (const { value: inner } of entries) if (inner instanceof GoMap || inner instanceof GoList) waiting.push(inner);
    }
  }

  /** Whoever reads something has come by everything above it. */
  #add(place: Place): void {
    for (let at: Place | null = place; at !== null && !this.#single.has(at); at = at.parent) this.#single.add(at);
  }

  /** Whether something was read of a place, of what lies below it, or as a part of what lies above it. */
  readsAt(place: Place): boolean {
    const change: Change = { leaf: place, around: place.parent };
    for (const reads of this.#everything()) if (reads.#anything || reads.#sees(change)) return true;
    return false;
  }

  /** Whether one of several changes can have been seen. */
  see(changes: readonly Change[]): boolean {
    for (const reads of this.#everything()) if (reads.#anything || changes.some((change) => reads.#sees(change))) return true;
    return false;
  }

  /** Whether something was taken out of the values that lies at one of several places, whatever became of it. */
  consume(changes: readonly Change[]): boolean {
    const met = this.#everything();
    return changes.some(({ leaf, around }) => met.some((reads) => (leaf !== undefined && reads.#single.has(leaf)) || reads.#isHandedAround(around)));
  }

  #isHandedAround(around: Place | null): boolean {
    for (let at = around; at !== null; at = at.parent) if (this.#handed.has(at) || this.#whole?.has(at) === true) return true;
    return false;
  }

  #sees({ leaf, around }: Change): boolean {
    if (leaf !== undefined && this.#single.has(leaf)) return true;
    // A key that comes or goes may be the only one.
    if (this.#tested !== null && around !== null && this.#tested.has(around)) return true;
    if (this.#whole !== null) for (let at = around; at !== null; at = at.parent) if (this.#whole.has(at)) return true;
    return false;
  }

  #everything(): readonly Reads[] {
    if (this.#all !== null) return this.#all;
    const met = new Set<Reads>([this]);
    for (const reads of met) for (const part of reads.#parts ?? []) met.add(part);
    return (this.#all = [...met]);
  }
}
