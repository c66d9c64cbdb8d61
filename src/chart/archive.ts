import { posix } from 'node:path';
import { StoredFile } from './chart-file.js';
import { gunzip, isGzip } from './gunzip.js';
import { MAX_FILE_BYTES } from './limits.js';
import { tell, type Loading, type Place } from './loading.js';
import { readTar, type TarEntry } from './tar.js';

/**
 * Unpacks a chart archive in memory, nothing is ever written. What helm would refuse the archive for is reported and left
 * out, the rest is answered.
 */
export function readArchive(packed: Uint8Array, place: Place, loading: Loading): StoredFile[] {
  const { report, budget } = loading;
  if (!isGzip(packed)) {
    tell(report, 'archive-invalid', 'error', place.shown, 'This is not a gzip archive.', hintFor(packed));
    return [];
  }
  const unzipped = gunzip(packed, budget);
  const tar = readTar(unzipped.bytes, budget.archiveEntries);
  budget.archiveEntries -= tar.entries.length;
  const problem = unzipped.problem ?? tar.problem;
  if (problem !== null) {
    const found = `${tar.entries.length} of its files could be read`;
    if (problem === 'limit') tell(report, 'archive-limit', 'error', place.shown, `This archive is larger than an archive may be; ${found}.`);
    else tell(report, 'archive-invalid', 'error', place.shown, `This archive is ${MEANING[problem]}; ${found}.`);
  } else if (tar.entries.length === 0) tell(report, 'archive-invalid', 'error', place.shown, 'This archive holds no files.');
  return safeFiles(tar.entries, place, loading);
}

const MEANING = { truncated: 'cut off', corrupt: 'damaged', invalid: 'not a valid tar archive' } as const;

function hintFor(packed: Uint8Array): string | undefined {
  const start = Buffer.from(packed.subarray(0, 64)).toString('latin1');
  return start.startsWith('version https://git-lfs') ? 'It is a Git LFS pointer: run `git lfs pull`.' : undefined;
}

function safeFiles(entries: readonly TarEntry[], place: Place, loading: Loading): StoredFile[] {
  const files: StoredFile[] = [];
  const unsafe: string[] = [];
  for (const entry of entries) {
    const name = nameInChart(entry.path);
    if (name === null) unsafe.push(entry.path);
    else if (entry.data.length > MAX_FILE_BYTES) {
      tell(loading.report, 'archive-limit', 'error', place.inside + name, 'This file is larger than the 5 MiB that helm reads; it was left out.');
    } else files.push(new StoredFile(name, place.inside + name, entry.data));
  }
  if (unsafe.length > 0) {
    const more = unsafe.length > 1 ? ` and ${unsafe.length - 1} more` : '';
    tell(loading.report, 'archive-unsafe', 'error', place.shown, `The entry ${JSON.stringify(unsafe[0]!.slice(0, 200))}${more} lies outside the folder of the chart; helm refuses the archive.`);
  }
  return files;
}

/**
 * The path inside the chart: whatever the first component is called, it goes. A backslash anywhere makes backslashes the
 * separators of that entry (archives made on Windows).
 * @returns null for what helm refuses: absolute, leaving the chart, not in a folder
 */
export function nameInChart(path: string): string | null {
  const parts = path.split(path.includes('\\') ? '\\' : '/');
  if (parts[0] === 'Chart.yaml') return null;
  const rest = parts.slice(1).join('/');
  if (rest === '' || rest.startsWith('/')) return null;
  const name = posix.normalize(rest).replace(/\/$/, '');
  return name === '.' || name === '' || name.startsWith('..') || /^[a-zA-Z]:\//.test(name) ? null : name;
}
