import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Unpacked to packed size of charts, in the mean. */
const USUAL_RATIO = 5;
/** A template or the like, in the mean. */
const USUAL_FILE_BYTES = 3 * 1024;

export const estimateArchive = (path: string): number => statSync(path).size * USUAL_RATIO;

/** Counts files without asking for their sizes, but for vendored archives and values.yaml, which make most of the work. */
export function estimateFolder(folder: string): number {
  let bytes = 0;
  for (const dirent of list(folder)) {
    const path = join(folder, dirent.name);
    if (dirent.isDirectory()) bytes += dirent.name === 'node_modules' || dirent.name === '.git' ? 0 : estimateFolder(path);
    else if (dirent.name.endsWith('.tgz') || dirent.name === 'values.yaml') bytes += sizeOf(path) * (dirent.name.endsWith('.tgz') ? USUAL_RATIO : 1);
    else bytes += USUAL_FILE_BYTES;
  }
  return bytes;
}

function list(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
