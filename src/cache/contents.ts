import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from './entry.js';
import { fingerprint, type Fingerprint } from './fingerprint.js';
import type { Store } from './store.js';

/** What lies at a path, by a hash of all its bytes. Bytes of files that did not change since they were last read are not read again. */
export class Contents {
  readonly #looked = new Map<string, Looked>();

  constructor(readonly store: Store) {}

  readonly #started = Date.now();

  /**
   * Whether the path was read before and has not changed since.
   * @param path absolute
   */
  isKnown(path: string): boolean {
    return this.#look(path).known !== null;
  }

  /** Hash of the names and bytes; null where that cannot be said. */
  hashOf(path: string): string | null {
    const looked = this.#look(path);
    if (looked.fingerprint === null) return null;
    return (looked.known ??= this.#read(path, looked.fingerprint, looked.lookedAt));
  }

  /** Like {@link hashOf}, of a folder only: null where there is none, undefined where that cannot be said. */
  hashOfFolder(path: string): string | null | undefined {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return null;
    return this.hashOf(path) ?? undefined;
  }

  /** Whether the path still holds what {@link hashOf} found: somebody may have written while it was used. */
  isUnchanged(path: string): boolean {
    const { fingerprint: before, known, lookedAt } = this.#look(path);
    const now = fingerprint(path);
    if (before === null || now === null || now.text !== before.text) return false;
    return before.sureFrom <= lookedAt || hashFiles(path, now) === known;
  }

  /** Whether the path was the same all through the run, whenever it was first looked at. */
  isUnchangedSinceStart(path: string): boolean {
    const { fingerprint: print } = this.#look(path);
    return print !== null && print.sureFrom <= this.#started && this.isUnchanged(path);
  }

  #look(path: string): Looked {
    let looked = this.#looked.get(path);
    if (looked === undefined) {
      const lookedAt = Date.now();
      const print = fingerprint(path);
      const known = print === null ? null : this.store.get('stat', statKey(path, print));
      this.#looked.set(path, (looked = { fingerprint: print, known: known?.toString('latin1') ?? null, lookedAt }));
    }
    return looked;
  }

  #read(path: string, print: Fingerprint, lookedAt: number): string | null {
    const hash = hashFiles(path, print);
    if (hash !== null && print.sureFrom <= lookedAt) this.store.put('stat', statKey(path, print), Buffer.from(hash));
    return hash;
  }
}

interface Looked {
  readonly fingerprint: Fingerprint | null;
  known: string | null;
  /** Milliseconds of the epoch. */
  readonly lookedAt: number;
}

const statKey = (path: string, print: Fingerprint): string => sha256(`${path}\0${print.text}`);

function hashFiles(path: string, { text, files }: Fingerprint): string | null {
  try {
    const hash = createHash('sha256');
    // Links and folders, without what differs from one checkout to the next.
    hash.update(text.replaceAll(/^([^\0]*)\0\d.*$/gm, '$1'));
    for (const file of files) {
      const bytes = readFileSync(file === '' ? path : join(path, file));
      hash.update(`\0${bytes.length}\0`).update(bytes);
    }
    return hash.digest('hex');
  } catch {
    return null;
  }
}
