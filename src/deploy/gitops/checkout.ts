import { closeSync, fstatSync, openSync, readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { SourceFile, type Report } from '../../source/index.js';
import { MAX_ENTRIES, MAX_FILE_BYTES, MAX_FOLDER_DEPTH, MAX_MATCHES, MAX_TOTAL_BYTES } from './limits.js';

/** Folders that hold other people's files, or none of the user's. */
const SKIPPED = new Set(['node_modules', '.git']);

/** Paths relative to the checkout, with `/`, in byte order. */
export interface Listing {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** What one scan may still read. */
export class Budget {
  readonly #left = { entries: MAX_ENTRIES, bytes: MAX_TOTAL_BYTES, matches: MAX_MATCHES };
  #told = false;

  constructor(readonly report: Report) {}

  /** @returns whether it was still there; that it was not is said once */
  spend(what: 'entries' | 'bytes' | 'matches', amount: number, file: string): boolean {
    if ((this.#left[what] -= amount) >= 0) return true;
    if (!this.#told) this.report({ code: 'limit-reached', severity: 'error', message: 'This checkout holds more than can be read; from here on it was left out.', file });
    this.#told = true;
    return false;
  }
}

/** One folder of a repository, read through this alone: no path and no link leads out of it. */
export class Checkout {
  readonly #real: string;
  readonly #texts = new Map<string, SourceFile | null>();
  #listing: Listing | null = null;

  /**
   * @param absolute an existing folder
   * @param shown what the user is shown before its files: empty for the working folder
   */
  constructor(
    readonly absolute: string,
    readonly shown: string,
    readonly budget: Budget,
  ) {
    this.#real = realpathSync.native(absolute);
  }

  /** A path of this checkout as the user would write it. */
  show(path: string): string {
    return path === '' ? this.shown || '.' : this.shown === '' ? path : `${this.shown.replace(/\/$/, '')}/${path}`;
  }

  /** What stands at a path once links are resolved; null where there is nothing, or nothing inside. */
  kind(path: string): 'file' | 'folder' | null {
    try {
      const stat = statSync(this.#inside(path));
      return stat.isDirectory() ? 'folder' : stat.isFile() ? 'file' : null;
    } catch {
      return null;
    }
  }

  isChart(path: string): boolean {
    return this.kind(posix.join(path, 'Chart.yaml')) === 'file';
  }

  /** The text of a file; null where it cannot be read, and where it is too large, which is reported. */
  read(path: string): SourceFile | null {
    let text = this.#texts.get(path);
    if (text === undefined) this.#texts.set(path, (text = this.#read(path)));
    return text;
  }

  #read(path: string): SourceFile | null {
    let descriptor: number | null = null;
    try {
      // A named pipe would be waited for.
      if (this.kind(path) !== 'file') return null;
      descriptor = openSync(this.#inside(path), 'r');
      const stat = fstatSync(descriptor);
      if (!stat.isFile()) return null;
      if (stat.size > MAX_FILE_BYTES) {
        this.budget.report({ code: 'limit-reached', severity: 'warning', message: 'This file is larger than 5 MiB; it was left out.', file: this.show(path) });
        return null;
      }
      if (!this.budget.spend('bytes', stat.size, this.show(path))) return null;
      return new SourceFile(this.show(path), readFileSync(descriptor, 'utf8').replace(/^\uFEFF/, ''));
    } catch {
      return null;
    } finally {
      if (descriptor !== null) closeSync(descriptor);
    }
  }

  /** @throws where there is nothing, or where a link leads out */
  #inside(path: string): string {
    const real = realpathSync.native(join(this.absolute, path));
    if (real !== this.#real && !real.startsWith(this.#real.endsWith(sep) ? this.#real : this.#real + sep)) throw new Error('outside');
    return real;
  }

  /** Everything below, links not followed. */
  list(): Listing {
    if (this.#listing !== null) return this.#listing;
    const files: string[] = [];
    const folders: string[] = [];
    this.#walk('', 0, files, folders);
    return (this.#listing = { files: files.sort(), folders: folders.sort() });
  }

  /** Those below that pass a test; `cost` is that of one test. */
  matching(kind: keyof Listing, cost: number, test: (path: string) => boolean): string[] {
    const all = this.list()[kind];
    return this.budget.spend('matches', all.length * cost, this.show('')) ? all.filter(test) : [];
  }

  #walk(prefix: string, depth: number, files: string[], folders: string[]): void {
    for (const entry of this.#entries(prefix)) {
      const path = prefix + entry.name;
      if (SKIPPED.has(entry.name)) continue;
      if (!this.budget.spend('entries', 1, this.show(path))) return;
      if (entry.isFile()) files.push(path);
      else if (entry.isDirectory() && depth < MAX_FOLDER_DEPTH) {
        folders.push(path);
        this.#walk(`${path}/`, depth + 1, files, folders);
      }
    }
  }

  #entries(prefix: string): Dirent[] {
    try {
      return readdirSync(join(this.absolute, prefix), { withFileTypes: true });
    } catch {
      this.budget.report({ code: 'path-unreadable', severity: 'warning', message: 'This folder cannot be read.', file: this.show(prefix.replace(/\/$/, '')) });
      return [];
    }
  }
}

/** A path that stays below its root, without `.` and `..`; null where it leaves it. */
export function normalPath(path: string): string | null {
  const normal = posix.normalize(path.replace(/^\/+/, '')).replace(/\/+$/, '');
  if (normal === '..' || normal.startsWith('../') || normal.includes('\0')) return null;
  return normal === '.' ? '' : normal;
}
