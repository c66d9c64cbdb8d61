import { Entry, GoList, GoMap, type GoValue } from '../value/index.js';
import { ASTERISK, NOT_MINE, type Cursor } from './cursor.js';

/** Below this number of copied nodes go-yaml v2 never speaks of excessive aliasing. */
const MAX_COPIED = 900;
const NAME = /[A-Za-z0-9_-]+/y;

/** The anchors of a document so far. An alias makes a copy of its own, as the way over JSON does. */
export class Anchors {
  readonly #entries = new Map<string, Entry | 'open'>();
  #copied = 0;

  /** `&name` or `*name` at the cursor; goes behind it. */
  takeName(cursor: Cursor): string {
    NAME.lastIndex = cursor.pos + 1;
    const found = NAME.exec(cursor.text);
    if (found === null) throw NOT_MINE;
    cursor.pos += 1 + found[0].length;
    return found[0];
  }

  /** From here on the name means the node that is being read, which must not hold itself. */
  open(name: string): void {
    this.#entries.set(name, 'open');
  }

  close(name: string, entry: Entry): void {
    this.#entries.set(name, entry);
  }

  /** What the alias at the cursor stands for; the origin is that of the anchored value. */
  take(cursor: Cursor): Entry {
    if (cursor.text.charCodeAt(cursor.pos) !== ASTERISK) throw NOT_MINE;
    const entry = this.#entries.get(this.takeName(cursor));
    if (entry === undefined || entry === 'open') throw NOT_MINE;
    return new Entry(this.#copy(entry.value), entry.origin);
  }

  #copy(value: GoValue): GoValue {
    if (++this.#copied > MAX_COPIED) throw NOT_MINE;
    if (value instanceof GoMap) {
      const copy = new GoMap();
      for (const [key, entry] of value.entries) {
        this.#copied++;
        copy.entries.set(key, new Entry(this.#copy(entry.value), entry.origin));
      }
      return copy;
    }
    return value instanceof GoList ? new GoList(value.entries.map((entry) => new Entry(this.#copy(entry.value), entry.origin))) : value;
  }
}
