import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeEntry, encodeEntry, type Kind } from './entry.js';
import { sweep } from './evict.js';
import { defaultFolder, entriesFolder, isTrusted, makeFolder } from './folder.js';

export interface CacheSettings {
  /** Default: see {@link defaultFolder}. */
  readonly folder?: string | undefined;
  /** Milliseconds; what is older is made anew. */
  readonly maxAge?: number | undefined;
  /** Bytes of all entries; the oldest go first. */
  readonly maxBytes?: number | undefined;
}

const DEFAULT_MAX_AGE = 30 * 24 * 60 * 60 * 1000;
const DEFAULT_MAX_BYTES = 128 * 1024 * 1024;

/**
 * Entries by key, a file each. Several runs may use one folder at once: a file appears whole, by renaming, and what two runs
 * write under one key is the same. Nothing here fails: what cannot be read is not there, what cannot be written is left out.
 */
export class Store {
  readonly #entries: string;
  readonly #maxAge: number;
  readonly #maxBytes: number;
  #readable: boolean | undefined;
  #writable: boolean | undefined;
  #written = 0;

  constructor(settings: CacheSettings, readonly now: number = Date.now()) {
    this.folder = settings.folder ?? defaultFolder();
    this.#entries = entriesFolder(this.folder);
    this.#maxAge = settings.maxAge ?? DEFAULT_MAX_AGE;
    this.#maxBytes = settings.maxBytes ?? DEFAULT_MAX_BYTES;
  }

  readonly folder: string;

  get(kind: Kind, key: string): Buffer | null {
    if (!(this.#readable ??= isTrusted(this.#entries))) return null;
    try {
      const entry = decodeEntry(kind, key, readFileSync(this.#path(kind, key)));
      return entry === null || this.#isStale(entry.created) ? null : entry.body;
    } catch {
      return null;
    }
  }

  put(kind: Kind, key: string, body: Uint8Array): void {
    if (!(this.#writable ??= this.#readable = makeFolder(this.folder))) return;
    const path = this.#path(kind, key);
    const temporary = `${path}.${process.pid}.${this.#written++}.tmp`;
    try {
      writeFileSync(temporary, encodeEntry(kind, key, body, this.now), { flag: 'wx', mode: 0o600 });
      renameSync(temporary, path);
    } catch {
      rmSync(temporary, { force: true });
    }
  }

  /** Keeps to the limits; costs a look at every entry, so only after something was written. */
  close(): void {
    if (this.#written > 0) sweep(this.#entries, { maxAge: this.#maxAge, maxBytes: this.#maxBytes, now: this.now });
  }

  /** A clock that was wrong once must not keep an entry for ever. */
  #isStale(created: number): boolean {
    return this.now - created >= this.#maxAge || created > this.now + DEFAULT_MAX_AGE;
  }

  #path(kind: Kind, key: string): string {
    return join(this.#entries, `${kind}-${key}`);
  }
}
