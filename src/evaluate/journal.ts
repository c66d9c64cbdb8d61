import { GoList, GoMap, type Entry, type GoValue, type Place } from '../value/index.js';
import { IncludeMemo } from './include-memo.js';
import type { Namespace } from './namespace.js';
import type { Reads } from './reads.js';
import { isRootDot } from './template-object.js';

/** A change of one map, which can be taken back and done again. */
interface Change {
  /** What changed, or lies somewhere below it; null: it is not for templates to see. */
  readonly place: Place | null;
  /** Key of a root dot that changed; null: none. */
  readonly name: string | null;
  /** Takes it back, or does it again. */
  readonly swap: () => void;
}

/** What was changed since the first rendering, the last change first. */
interface Later {
  readonly change: Change;
  readonly before: Later | null;
  readonly count: number;
}

/** A state of the values. */
export interface State {
  /** How many changes of the first rendering are in force. */
  readonly first: number;
  readonly later: Later | null;
}

/** Maps in what a merge may change, and entries in what is put into the values; with more the values are made anew afterwards. */
const MAX_WATCHED = 10_000;

/**
 * What templates change in the values, so that it can be taken back and done again. The first rendering leads from one state of the
 * values to the next; whatever is run later starts in one of these, and its own changes are taken back.
 */
export class Journal {
  /** What named templates wrote. */
  memo: IncludeMemo = new IncludeMemo(this);
  /** Something was changed that cannot be taken back. */
  lost = false;
  /** How often copies of the values were changed that belong to no values. */
  copies = 0;
  readonly #memo = this.memo;
  readonly #first: Change[] = [];
  /** How many of those are in force. */
  #state = 0;
  #isFirst = true;
  #later: Later | null = null;

  constructor(
    /** Of the whole release: what `tpl` defines is seen only there. */
    readonly namespace: Namespace,
  ) {}

  get state(): State {
    return { first: this.#state, later: this.#later };
  }

  /** A file is about to be rendered: the state to {@link enter} for it later; null: it is not its first rendering. */
  start(): number | null {
    return this.#isFirst ? this.#state : null;
  }

  /** Takes back what was changed since, and leads to a state of the first rendering, which is over now. */
  enter(state: number): void {
    this.#isFirst = false;
    for (; this.#later !== null; this.#later = this.#later.before) this.#later.change.swap();
    while (this.#state > state) this.#first[--this.#state]!.swap();
    while (this.#state < state) this.#first[this.#state++]!.swap();
    this.memo = this.#memo;
  }

  /** The values become others by other means than templates: in no state of the first rendering, and nothing remembered holds for them. */
  leave(): void {
    this.#isFirst = false;
    this.memo = new IncludeMemo(this);
  }

  /**
   * A template is about to change a map that can be reached from the values.
   *
   * @param key of the entry; null: any entries, and those of maps below
   */
  change(map: GoMap, key: string | null, place: Place | null): void {
    const name = place === null && isRootDot(map) ? key : null;
    // Whatever was remembered may have read it.
    if (place === null && name === null) this.#forget();
    const maps = key === null ? mapsIn(map) : [];
    if (maps === null) this.lost = true;
    if (key !== null) this.#note({ place, name, swap: swapEntry(map.entries, key) });
    for (const { entries } of maps ?? []) this.#note({ place, name, swap: swapAll(entries) });
  }

  /** An entry is about to be changed for the time of a branch: templates may change it, too, and all is taken back in its order. */
  assume({ entries }: GoMap, key: string): void {
    this.#note({ place: null, name: null, swap: swapEntry(entries, key) });
  }

  #note(change: Change): void {
    if (this.#isFirst) this.#state = this.#first.push(change);
    else this.#later = { change, before: this.#later, count: (this.#later?.count ?? 0) + 1 };
  }

  /**
   * Does changes of the first rendering again, those from one of its states to another.
   *
   * @returns false where not all of them can be: what has no place in the values belongs to one rendering
   */
  redo(from: number, to: number): boolean {
    const changes = this.#first.slice(from, to);
    if (changes.length < to - from || changes.some(({ place }) => place === null)) return false;
    for (const change of changes) {
      change.swap();
      this.#note(change);
    }
    return true;
  }

  /** Places that were changed since a state from which the present one was reached. */
  changedSince({ later }: State): Place[] {
    const places: Place[] = [];
    for (let at = this.#later; at !== null && at !== later; at = at.before) if (at.change.place !== null) places.push(at.change.place);
    return places;
  }

  /** Whether something that was read in another state is not what it was. */
  hasChanged(since: State, reads: Reads | null): boolean {
    const seen = ({ place, name }: Change): boolean => (place !== null && (reads === null || reads.readsAt(place))) || (name !== null && (reads === null || reads.names(name)));
    const [low, high] = since.first < this.#state ? [since.first, this.#state] : [this.#state, since.first];
    for (let at = low; at < high; at++) if (seen(this.#first[at]!)) return true;
    let one = since.later;
    let other = this.#later;
    // Down to where both come from.
    while (one !== other) {
      const last: Later = other === null || (one !== null && one.count > other.count) ? one! : other;
      if (seen(last.change)) return true;
      if (last === one) one = one.before;
      else other = last.before;
    }
    return false;
  }

  #forget(): void {
    this.memo.forget();
    this.#memo.forget();
  }

  /** Something reaches the values that cannot be watched. */
  lose(): void {
    this.lost = true;
    this.memo.end();
    this.#memo.end();
  }
}

function swapEntry(entries: Map<string, Entry>, key: string): () => void {
  let other = entries.get(key);
  return () => {
    const present = entries.get(key);
    if (other === undefined) entries.delete(key);
    else entries.set(key, other);
    other = present;
  };
}

function swapAll(entries: Map<string, Entry>): () => void {
  let other = [...entries];
  return () => {
    const present = [...entries];
    entries.clear();
    for (const [key, entry] of other) entries.set(key, entry);
    other = present;
  };
}

/** A map and all maps below it; null: too many. */
function mapsIn(map: GoMap): readonly GoMap[] | null {
  const found = new Set<GoMap>();
  const waiting: GoValue[] = [map];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (value instanceof GoMap) {
      if (found.has(value)) continue;
      if (found.size === MAX_WATCHED) return null;
      found.add(value);
      for (const entry of value.entries.values()) waiting.push(entry.value);
    } else if (value instanceof GoList) for (const entry of value.entries) waiting.push(entry.value);
  }
  return [...found];
}

/**
 * Makes changes of maps be noticed that have no place in the values, where they are put into them. What is put into a pinned map later
 * has to be pinned then.
 *
 * @returns false where that is too much to be watched; nothing is pinned then
 */
export function pin(data: GoValue): boolean {
  const waiting = [data];
  const pinned: GoMap[] = [];
  for (let left = MAX_WATCHED; waiting.length > 0; ) {
    const value = waiting.pop();
    if (!(value instanceof GoMap || value instanceof GoList) || value.place !== null || (value instanceof GoMap && value.pinned)) continue;
    left -= value instanceof GoMap ? value.size : value.length;
    if (left < 0) {
      for (const map of pinned) map.pinned = false;
      return false;
    }
    if (value instanceof GoMap) {
      value.pinned = true;
      pinned.push(value);
    }
    const entries: Iterable<{ readonly value: GoValue }> = value instanceof GoMap ? value.entries.values() : value.entries;
    for (const entry of entries) waiting.push(entry.value);
  }
  return true;
}
