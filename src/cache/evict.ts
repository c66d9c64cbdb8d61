import { readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { entriesFolder } from './folder.js';

export interface Limits {
  /** Milliseconds. */
  readonly maxAge: number;
  readonly maxBytes: number;
  readonly now: number;
}

interface Stored {
  readonly path: string;
  readonly bytes: number;
  readonly changed: number;
}

/** What a run that broke off left behind; a run that goes on has no file of this age. */
const TEMPORARY_MAX_AGE = 60 * 60 * 1000;

/** Removes what is too old, then the oldest until the rest is within the size. */
export function sweep(entries: string, { maxAge, maxBytes, now }: Limits): void {
  let bytes = 0;
  for (const file of stored(entries).sort((a, b) => b.changed - a.changed)) {
    const old = now - file.changed >= (file.path.endsWith('.tmp') ? TEMPORARY_MAX_AGE : maxAge);
    bytes += file.bytes;
    if (old || bytes > maxBytes) remove(file.path);
  }
}

export interface CacheInfo {
  readonly folder: string;
  readonly entries: number;
  readonly bytes: number;
}

export function cacheInfo(folder: string): CacheInfo {
  const files = stored(entriesFolder(folder));
  return { folder, entries: files.length, bytes: files.reduce((sum, file) => sum + file.bytes, 0) };
}

/** Removes everything this program put there, of whatever version, and nothing else. */
export function clearCache(folder: string): CacheInfo {
  const info = cacheInfo(folder);
  for (const name of list(folder)) if (/^v\d+$/.test(name)) clear(join(folder, name));
  return info;
}

function clear(entries: string): void {
  for (const { path } of stored(entries)) remove(path);
  try {
    rmdirSync(entries);
  } catch {
    // Something else lies in it.
  }
}

/** Whatever else lies in a folder that was named as the cache is not ours to remove. */
const ENTRY = /^[a-z]+-[0-9a-f]{64}(?:\.\d+\.\d+\.tmp)?$/;

function stored(entries: string): Stored[] {
  return list(entries).filter((name) => ENTRY.test(name)).flatMap((name) => {
    const path = join(entries, name);
    try {
      const { size, mtimeMs } = statSync(path);
      return [{ path, bytes: size, changed: mtimeMs }];
    } catch {
      return [];
    }
  });
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Another run may have been faster. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {}
}
