import { closeSync, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { sep } from 'node:path';
import { StoredFile } from './chart-file.js';
import { IgnoreRules } from './helmignore.js';
import { MAX_FILE_BYTES } from './limits.js';
import { tell, type Loading } from './loading.js';

/** Reads the files of a chart folder in helm's order: depth first, names of one folder sorted. */
export function readFolder(folder: string, inside: string, loading: Loading): StoredFile[] {
  return new FolderReader(folder, inside, loading).read();
}

/** What can stand at a path once links are resolved. */
interface Target {
  readonly kind: 'file' | 'folder' | 'other';
  /** Real path of what a link points to; null for what is no link. */
  readonly linked: string | null;
}

class FolderReader {
  readonly #files: StoredFile[] = [];
  #rules: IgnoreRules | undefined;
  #realRoot: string | undefined;
  #full = false;

  constructor(
    readonly folder: string,
    readonly inside: string,
    readonly loading: Loading,
  ) {}

  read(): StoredFile[] {
    const top = this.#list('');
    this.#rules = new IgnoreRules(this.#ignoreFile(top)?.source ?? null, this.loading.report);
    this.#walk('', top, []);
    return this.#files;
  }

  #ignoreFile(top: readonly Dirent[]): StoredFile | null {
    const listed = top.some((dirent) => dirent.name === '.helmignore');
    return listed && this.#linkStaysInside('.helmignore') ? this.#readFile('.helmignore') : null;
  }

  #linkStaysInside(name: string): boolean {
    try {
      return this.#isInside(realpathSync(this.folder + sep + name));
    } catch {
      return false;
    }
  }

  /** @param chain real paths of the folders that links led from and to on the way here */
  #walk(prefix: string, dirents: readonly Dirent[], chain: readonly string[]): void {
    for (const dirent of dirents) {
      if (this.#full) return;
      const name = prefix + dirent.name;
      const target = this.#resolve(dirent, name);
      if (target === null || this.#rules!.ignores(name, target.kind === 'folder')) continue;
      if (this.#spend(target.linked === null ? 'folderEntries' : 'links', 1, name)) return;
      if (target.linked !== null && !this.#isInside(target.linked)) {
        this.#tell('symlink-outside', name, 'This link leaves the chart and was not followed; helm follows it.');
      } else if (target.kind === 'folder') this.#enter(name, target.linked, chain);
      else if (target.kind === 'file') this.#add(name);
      else this.#tell('path-unreadable', name, 'This is neither a file nor a folder; helm refuses the chart.');
    }
  }

  #enter(name: string, linked: string | null, chain: readonly string[]): void {
    if (linked === null) return this.#walk(`${name}/`, this.#list(`${name}/`), chain);
    const here = realpathSync(this.folder + sep + name.slice(0, name.lastIndexOf('/') + 1));
    const onTheWay = [...chain, here];
    if (onTheWay.some((path) => isBelow(path, linked))) this.#tell('path-unreadable', name, 'This link leads back to a folder it lies in.');
    else this.#walk(`${name}/`, this.#list(`${name}/`), [...onTheWay, linked]);
  }

  #list(prefix: string): Dirent[] {
    try {
      return readdirSync(this.folder + sep + prefix, { withFileTypes: true }).toSorted(byName);
    } catch (error) {
      this.#tell('path-unreadable', prefix.slice(0, -1), `This folder cannot be read: ${reason(error)}.`);
      return [];
    }
  }

  #resolve(dirent: Dirent, name: string): Target | null {
    if (dirent.isFile()) return { kind: 'file', linked: null };
    if (dirent.isDirectory()) return { kind: 'folder', linked: null };
    if (!dirent.isSymbolicLink()) return { kind: 'other', linked: null };
    try {
      const path = this.folder + sep + name;
      const stat = statSync(path);
      const kind = stat.isDirectory() ? 'folder' : stat.isFile() ? 'file' : 'other';
      return { kind, linked: realpathSync(path) };
    } catch (error) {
      // helm stumbles over a broken link even where .helmignore names it.
      this.#tell('path-unreadable', name, `This link leads nowhere (${reason(error)}); helm refuses the chart.`);
      return null;
    }
  }

  #add(name: string): void {
    const file = this.#readFile(name);
    if (file !== null && !this.#spend('bytes', file.bytes.length, name)) this.#files.push(file);
  }

  #readFile(name: string): StoredFile | null {
    try {
      const bytes = readCapped(this.folder + sep + name, MAX_FILE_BYTES);
      if (bytes !== null) return new StoredFile(name, this.inside + name, bytes);
      this.#tell('limit-reached', name, 'This file is larger than the 5 MiB that helm reads; it was left out.');
    } catch (error) {
      this.#tell('path-unreadable', name, `This file cannot be read: ${reason(error)}.`);
    }
    return null;
  }

  /** @returns whether the budget is spent, which is said once */
  #spend(what: 'bytes' | 'folderEntries' | 'links', amount: number, name: string): boolean {
    this.loading.budget[what] -= amount;
    if (this.loading.budget[what] >= 0) return false;
    if (!this.#full) this.#tell('limit-reached', name, 'This chart holds more than can be read; from here on it was left out.');
    return (this.#full = true);
  }

  #isInside(real: string): boolean {
    return isBelow(real, (this.#realRoot ??= realpathSync(this.folder)));
  }

  #tell(code: 'symlink-outside' | 'path-unreadable' | 'limit-reached', name: string, message: string): void {
    tell(this.loading.report, code, 'error', this.inside + name, message);
  }
}

/** @returns null where the file is larger than `cap` bytes; it is not read then */
export function readCapped(path: string, cap: number): Buffer | null {
  const descriptor = openSync(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    if (size > cap) return null;
    const bytes = Buffer.allocUnsafeSlow(size);
    let read = 0;
    while (read < size) {
      const count = readSync(descriptor, bytes, read, size - read, null);
      if (count === 0) break;
      read += count;
    }
    return bytes.subarray(0, read);
  } finally {
    closeSync(descriptor);
  }
}

/** What the system says about a failed call, without the path. */
export function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'EACCES' || code === 'EPERM' ? 'permission denied' : (code ?? message);
}

const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : 1);

const isBelow = (path: string, folder: string): boolean => path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
