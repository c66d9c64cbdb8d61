import { readdirSync, readFileSync, readlinkSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import { join } from 'node:path';

/** What the system says about a file, or about every file of a folder, without reading any. */
export interface Fingerprint {
  /** Equal as long as nothing was changed, added or removed. */
  readonly text: string;
  /** In the order of {@link text}; paths below the folder with `/`, or '' for a file. */
  readonly files: readonly string[];
  /** Changes from here on show in {@link text}; earlier ones may have the time of the one before. Milliseconds of the epoch. */
  readonly sureFrom: number;
}

/** Larger folders are no charts that are scanned twice. */
const MAX_FILES = 20_000;
/** Changes that follow each other faster can have one time: the tick of the system's clock, or two seconds (FAT). */
const TICK = 50;
const COARSE_TICK = 2000;

/** @returns null where something cannot be read, is no plain file, or is too much */
export function fingerprint(path: string): Fingerprint | null {
  try {
    const taken = new Taken();
    const stat = statSync(path);
    if (stat.isDirectory()) walk(path, '', taken);
    else taken.file('', stat);
    return taken.result();
  } catch {
    return null;
  }
}

class Refused extends Error {}

class Taken {
  readonly #lines: string[] = [];
  readonly #files: string[] = [];
  #newest = 0;
  #coarse = true;

  file(name: string, { size, mtimeMs, ctimeMs, ino, dev }: Stats): void {
    this.#lines.push(`${name}\0${size} ${mtimeMs} ${ctimeMs} ${ino} ${dev}`);
    if (this.#files.push(name) > MAX_FILES) throw new Refused();
    this.#newest = Math.max(this.#newest, ctimeMs);
    if (ctimeMs % 1000 !== 0) this.#coarse = false;
  }

  other(name: string, what: string): void {
    this.#lines.push(`${name}\0${what}`);
  }

  result(): Fingerprint {
    return { text: this.#lines.join('\n'), files: this.#files, sureFrom: this.#newest + (this.#coarse ? COARSE_TICK : TICK) };
  }
}

function walk(folder: string, prefix: string, taken: Taken): void {
  const entries = readdirSync(join(folder, prefix), { withFileTypes: true });
  // A repository's own data changes with every command, and only a chart at its top has it inside.
  const kept = prefix === '' && entries.some(isGit) ? withoutGit(folder, entries) : entries;
  for (const entry of kept.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = prefix + entry.name;
    // Would make two listings read alike.
    if (name.includes('\n')) throw new Refused();
    if (entry.isDirectory()) {
      taken.other(name, 'folder');
      walk(folder, `${name}/`, taken);
    } else if (entry.isFile()) taken.file(name, statSync(join(folder, name)));
    else if (entry.isSymbolicLink()) link(folder, name, taken);
    else throw new Refused();
  }
}

/** What a link leads to is part of the answer, and so is where that lies; broken links are told about. */
function link(folder: string, name: string, taken: Taken): void {
  const path = join(folder, name);
  taken.other(name, `link ${readlinkSync(path)} ${realpathSync(path)}`);
  const stat = statSync(path);
  if (stat.isFile()) taken.file(name, stat);
}

const isGit = ({ name }: Dirent): boolean => name === '.git';

/** Only where `.helmignore` surely names it. */
function withoutGit(folder: string, entries: readonly Dirent[]): Dirent[] {
  const rules = entries.some(({ name }) => name === '.helmignore') ? readFileSync(join(folder, '.helmignore'), 'utf8').split(/\r?\n/) : [];
  if (rules.some((rule) => rule.startsWith('!')) || !rules.some((rule) => /^\.git\/?$/.test(rule.trim()))) throw new Refused();
  return entries.filter((entry) => !isGit(entry));
}
