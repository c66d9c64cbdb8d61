import { FieldOrigin, GoInt, GoList, GoMap, HOLE_PREFIX, type GoValue, type Origin, type TextOrigin } from '../value/index.js';
import { Spot } from '../source/index.js';
import type { Definition, Namespace } from './namespace.js';
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

interface Entry extends Written {
  readonly data: GoValue;
  readonly origin: Origin | null;
}

/** Kept for one template; of more the oldest goes. */
const MAX_ENTRIES = 16;
/** Values that may be in what a template made for a call; nothing is remembered of calls with more. */
const MAX_DATA = 200;

/**
 * What named templates wrote when they were called with some data: a chart asks for its name and its labels in every file, many times
 * over. Forgotten as soon as a template changes anything that the data may reach.
 */
export class IncludeMemo {
  readonly #entries = new Map<Definition, Entry[]>();
  #ended = false;

  constructor(
    /** Of the whole release: what `tpl` defines is seen only there. */
    readonly namespace: Namespace,
  ) {}

  find(definition: Definition, data: GoValue, origin: Origin | null, wanted: Wanted): Written | null {
    const entries = this.#entries.get(definition);
    if (entries === undefined) return null;
    const { tracing, reads, assumes } = wanted;
    const found = entries.find((entry) => entry.out.traced === tracing && (entry.reads !== null || !reads) && sameData(entry, { value: data, origin }));
    return found === undefined || (assumes !== null && (found.reads === null || assumes(found.reads))) ? null : found;
  }

  /** @param holes whether there are any: the number in a marker leads to a hole of one evaluation only */
  keep(definition: Definition, data: GoValue, origin: Origin | null, written: Written, holes: boolean): void {
    if (this.#ended || (holes && written.text.includes(HOLE_PREFIX))) return;
    const entries = this.#entries.get(definition);
    if (entries === undefined) this.#entries.set(definition, [{ ...written, data, origin }]);
    else if (entries.push({ ...written, data, origin }) > MAX_ENTRIES) entries.shift();
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

interface Sourced {
  readonly value: GoValue;
  readonly origin: Origin | null;
}

function sameData(a: { readonly data: GoValue; readonly origin: Origin | null }, b: Sourced): boolean {
  const same = (one: Sourced, other: Sourced): boolean => {
    const { value } = one;
    if (value instanceof GoMap || value instanceof GoList) return value === other.value || sameParts(value, other.value, same);
    if (value instanceof GoInt) return other.value instanceof GoInt && value.value === other.value.value && value.kind === other.value.kind && sameOrigin(one.origin, other.origin);
    return Object.is(value, other.value) && sameOrigin(one.origin, other.origin);
  };
  return same({ value: a.data, origin: a.origin }, b);
}

/** Containers that a template made for the call (`dict "value" .Values.x "context" $`): those of the values and the root dot are compared by identity. */
function sameParts(a: GoMap | GoList, b: GoValue, same: (one: Sourced, other: Sourced) => boolean): boolean {
  if (a.place !== null || (a instanceof GoMap && a.entries.has(TEMPLATE))) return false;
  if (a instanceof GoList) {
    return b instanceof GoList && b.place === null && a.type === b.type && a.length === b.length && a.entries.every((entry, at) => same(entry, b.entries[at]!));
  }
  if (!(b instanceof GoMap) || b.place !== null || a.type !== b.type || a.methods !== b.methods || a.size !== b.size) return false;
  for (const [key, entry] of a.entries) {
    const other = b.entries.get(key);
    if (other === undefined || !same(entry, other)) return false;
  }
  return true;
}

function sameOrigin(a: Origin | null, b: Origin | null): boolean {
  if (a === b) return true;
  if (a instanceof FieldOrigin) return b instanceof FieldOrigin && a.container === b.container && a.key === b.key;
  return a instanceof Spot && b instanceof Spot && a.file === b.file && a.start === b.start && a.end === b.end;
}

/**
 * Makes changes of maps be noticed that belong to no values, where they are reached from what a call is given or what is put into the
 * values. What is put into a pinned map later has to be pinned then.
 *
 * @returns false where that is too much to be watched; nothing is pinned then
 */
export function pin(data: GoValue): boolean {
  const waiting = [data];
  const pinned: GoMap[] = [];
  for (let left = MAX_DATA; waiting.length > 0; ) {
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
