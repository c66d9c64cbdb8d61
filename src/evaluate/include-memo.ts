import { FieldOrigin, GoInt, GoList, GoMap, type Entry, type GoValue, type Origin, type TextOrigin } from '../value/index.js';
import { Spot } from '../source/index.js';
import type { Journal, State } from './journal.js';
import type { Definition } from './namespace.js';
import type { Reads } from './reads.js';
import { TEMPLATE } from './template-object.js';

/** What a call of a named template wrote, and what it looked at for that. */
export interface Written {
  readonly text: string;
  readonly out: TextOrigin;
  /** Null where nobody recorded it. */
  readonly reads: Reads | null;
}

/** What whoever asks has to get with the text. */
export interface Wanted {
  /** Where it came from. */
  readonly tracing: boolean;
  /** What was looked at for it. */
  readonly reads: boolean;
  /** Whether something that was read has another value for the time being; null: nothing has. */
  readonly assumes: ((reads: Reads) => boolean) | null;
}

interface Known extends Written {
  readonly data: GoValue;
  readonly origin: Origin | null;
  readonly watched: Watched;
  /** Of the values, when it was written. */
  readonly state: State;
}

/** Kept for one template; of more the oldest goes. */
const MAX_ENTRIES = 64;
/** Entries that may be in what a template made for a call; nothing is remembered of calls with more. */
const MAX_DATA = 200;

/**
 * What named templates wrote when they were called with some data: a chart asks for its name and its labels in every file, many times
 * over. It holds as long as nothing has another value that was looked at for it, see `Journal`.
 */
export class IncludeMemo {
  readonly #entries = new Map<Definition, Known[]>();
  #ended = false;

  constructor(readonly journal: Journal) {}

  find(definition: Definition, data: GoValue, origin: Origin | null, wanted: Wanted): Written | null {
    const entries = this.#entries.get(definition);
    if (entries === undefined) return null;
    const { tracing, reads, assumes } = wanted;
    for (const entry of entries) {
      if (entry.out.traced !== tracing || (entry.reads === null && reads) || !isSame(entry.data, entry.origin, data, origin) || !this.#holds(entry)) continue;
      return assumes !== null && (entry.reads === null || assumes(entry.reads)) ? null : entry;
    }
    return null;
  }

  #holds({ watched, state, reads }: Known): boolean {
    return isAsWatched(watched, this.journal) && !this.journal.hasChanged(state, reads);
  }

  keep(definition: Definition, data: GoValue, origin: Origin | null, watched: Watched, written: Written): void {
    if (this.#ended || !isAsWatched(watched, this.journal)) return;
    const entries = this.#entries.get(definition);
    const { text, out, reads } = written;
    const entry = { text, out, reads, data, origin, watched, state: this.journal.state };
    if (entries === undefined) this.#entries.set(definition, [entry]);
    else if (entries.push(entry) > MAX_ENTRIES) entries.shift();
  }

  forget(): void {
    this.#entries.clear();
  }

  /** Nothing is remembered any more: something reaches the values that cannot be watched. */
  end(): void {
    this.#ended = true;
    this.forget();
  }
}

function isSame(a: GoValue, from: Origin | null, b: GoValue, otherFrom: Origin | null): boolean {
  if (a instanceof GoMap || a instanceof GoList) return a === b || sameParts(a, b);
  if (a instanceof GoInt) return b instanceof GoInt && a.value === b.value && a.kind === b.kind && sameOrigin(from, otherFrom);
  return Object.is(a, b) && sameOrigin(from, otherFrom);
}

/** Containers that a template made for the call (`dict "value" .Values.x "context" $`): those of the values and the root dot are compared by identity. */
function sameParts(a: GoMap | GoList, b: GoValue): boolean {
  if (a.place !== null || (a instanceof GoMap && a.entries.has(TEMPLATE))) return false;
  if (a instanceof GoList) return b instanceof GoList && b.place === null && a.type === b.type && a.length === b.length && a.entries.every((entry, at) => sameEntry(entry, b.entries[at]!));
  if (!(b instanceof GoMap) || b.place !== null || a.type !== b.type || a.methods !== b.methods || a.size !== b.size) return false;
  for (const [key, entry] of a.entries) {
    const other = b.entries.get(key);
    if (other === undefined || !sameEntry(entry, other)) return false;
  }
  return true;
}

const sameEntry = (a: Entry, b: Entry): boolean => isSame(a.value, a.origin, b.value, b.origin);

function sameOrigin(a: Origin | null, b: Origin | null): boolean {
  if (a === b) return true;
  if (a instanceof FieldOrigin) return b instanceof FieldOrigin && a.container === b.container && a.key === b.key;
  return a instanceof Spot && b instanceof Spot && a.file === b.file && a.start === b.start && a.end === b.end;
}

/** The parts of what a call is given that belong to no values, as they were then. */
export interface Watched {
  readonly maps: readonly { readonly map: GoMap; readonly changes: number }[];
  /** How many changes of copies of the values there were; null: none is among the data. */
  readonly copies: number | null;
}

/** Nothing that a template made, or what is watched anyway. */
const UNWATCHED: Watched = { maps: [], copies: null };

/** @returns null where that is too much to be watched */
export function watch(data: GoValue, { copies }: Journal): Watched | null {
  if (!(data instanceof GoMap || data instanceof GoList) || (data instanceof GoMap && data.place === null && data.pinned)) return UNWATCHED;
  const maps = new Map<GoMap, number>();
  let holdsCopy = false;
  const waiting: GoValue[] = [data];
  for (let left = MAX_DATA; waiting.length > 0; ) {
    const value = waiting.pop();
    if (!(value instanceof GoMap || value instanceof GoList)) continue;
    if (value.place !== null) {
      holdsCopy ||= value instanceof GoMap && value.isCopy;
      continue;
    }
    if (value instanceof GoMap) {
      if (value.pinned || maps.has(value)) continue;
      maps.set(value, value.changes);
    }
    if ((left -= value instanceof GoMap ? value.size : value.length) < 0) return null;
    const entries: Iterable<{ readonly value: GoValue }> = value instanceof GoMap ? value.entries.values() : value.entries;
    for (const entry of entries) waiting.push(entry.value);
  }
  return { maps: [...maps].map(([map, changes]) => ({ map, changes })), copies: holdsCopy ? copies : null };
}

const isAsWatched = ({ maps, copies }: Watched, journal: Journal): boolean => (copies === null || copies === journal.copies) && maps.every(({ map, changes }) => map.changes === changes);
