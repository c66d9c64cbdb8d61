import { readdirSync, readFileSync, realpathSync, statSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { compileGlob, matchGlob } from '../../chart/index.js';
import { SourceFile } from '../../source/index.js';
import { MAX_ALL_FILES, MAX_FILE, MAX_LISTED } from './limits.js';

/** Not files at all, or a way round the list of allowed variables. */
const SYSTEM = /^\/(?:proc|sys|dev)(?:\/|$)/;
const MAGIC = /[*?[\\]/;
/** Archives, and git where there are no links, have the target of a link as the text of a file. */
const LINK = /^\.{1,2}\/[^\s:{}]{1,250}$/;
const MAX_LINKS = 5;

export interface DirectoryEntry {
  readonly name: string;
  readonly isDirectory: boolean;
}

/** What is read of the disk. Each file is read once; nothing throws but a {@link FileProblem}. */
export class Files {
  readonly #texts = new Map<string, SourceFile>();
  #size = 0;
  #listed = 0;

  constructor(readonly cwd: string) {}

  absolute(path: string): string {
    return resolve(this.cwd, path);
  }

  /** A path as a person in the working folder writes it. */
  shown(path: string): string {
    const below = relative(this.cwd, path).replaceAll('\\', '/');
    return below === '' ? '.' : below;
  }

  isFile(path: string): boolean {
    return stat(path)?.isFile() ?? false;
  }

  /** Links followed. */
  isInside(folder: string, path: string): boolean {
    const below = relative(real(folder), real(path));
    return below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below);
  }

  isFolder(path: string): boolean {
    return stat(path)?.isDirectory() ?? false;
  }

  /** @throws FileProblem in Go's words */
  read(path: string, depth = 0): SourceFile {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const found = stat(path);
    if (found === null || SYSTEM.test(real(path))) throw new FileProblem(`open ${this.shown(path)}: no such file or directory`);
    if (!found.isFile()) throw new FileProblem(`read ${this.shown(path)}: is a directory`);
    this.#size += found.size;
    if (found.size > MAX_FILE || this.#size > MAX_ALL_FILES) throw new FileProblem(`read ${this.shown(path)}: the file is too large`);
    try {
      const text = readFileSync(path, 'utf8');
      const target = LINK.test(text) && depth < MAX_LINKS ? join(dirname(path), text) : null;
      const file = target !== null && this.isFile(target) ? this.read(target, depth + 1) : new SourceFile(this.shown(path), text);
      this.#texts.set(path, file);
      return file;
    } catch (error) {
      if (error instanceof FileProblem) throw error;
      throw new FileProblem(`open ${this.shown(path)}: ${(error as NodeJS.ErrnoException).code ?? 'unreadable'}`);
    }
  }

  /** The entries of a folder by name. @throws FileProblem */
  list(path: string): DirectoryEntry[] {
    try {
      const entries = readdirSync(path, { withFileTypes: true });
      this.#listed += entries.length;
      if (this.#listed > MAX_LISTED) throw new FileProblem(`read ${this.shown(path)}: too many files`);
      return entries.map((entry) => ({ name: entry.name, isDirectory: entry.isDirectory() })).sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      if (error instanceof FileProblem) throw error;
      throw new FileProblem(`open ${this.shown(path)}: no such file or directory`);
    }
  }

  /** Go's filepath.Glob on an absolute pattern, sorted. @throws FileProblem */
  glob(pattern: string): string[] {
    if (!MAGIC.test(pattern)) return stat(pattern) === null ? [] : [pattern];
    const folder = dirname(pattern);
    const name = compileGlob(pattern.slice(folder.length + (folder.endsWith('/') ? 0 : 1)));
    const folders = MAGIC.test(folder) ? this.glob(folder) : [folder];
    return folders
      .filter((candidate) => this.isFolder(candidate))
      .flatMap((candidate) => this.list(candidate).filter((entry) => matchGlob(name, entry.name)).map((entry) => join(candidate, entry.name)))
      .sort();
  }
}

/** A file that cannot be read; the message is Go's. */
export class FileProblem extends Error {}

export const within = (folder: string, path: string): string => (isAbsolute(path) ? path : join(folder, path));

function stat(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
