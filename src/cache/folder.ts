import { lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { FORM } from './entry.js';

const NAME = 'astrago-scan';

/** The platform's folder for what can be made again. */
export function defaultFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  // XDG: a path that is not absolute is to be ignored.
  const xdg = env['XDG_CACHE_HOME'];
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, NAME);
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), NAME, 'Cache');
  return platform === 'darwin' ? join(homedir(), 'Library', 'Caches', NAME) : join(homedir(), '.cache', NAME);
}

/** Where the entries of this form lie; other forms lie beside it and are left alone, but for `clear`. */
export const entriesFolder = (folder: string): string => join(folder, `v${FORM}`);

/** Others could put answers of theirs there; a sticky folder (`/tmp`) lets them add, too. */
export function isTrusted(folder: string): boolean {
  try {
    const stat = lstatSync(folder);
    return stat.isDirectory() && (process.platform === 'win32' || (stat.mode & 0o002) === 0);
  } catch {
    return false;
  }
}

/** See bford.info/cachedir: backups pass by folders with this file. */
const TAG = 'Signature: 8a477f597d28d172789f06886806bc55\n# What astrago-scan keeps to answer faster; it can be deleted at any time.\n';

/** @returns whether there is a folder now that only its owner writes to */
export function makeFolder(folder: string): boolean {
  try {
    const entries = entriesFolder(folder);
    if (mkdirSync(entries, { recursive: true, mode: 0o700 }) !== undefined) writeFileSync(join(folder, 'CACHEDIR.TAG'), TAG);
    return isTrusted(entries);
  } catch {
    return false;
  }
}
