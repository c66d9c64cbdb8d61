import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { render, type Report } from '../report/index.js';
import type { Helmfile } from '../scan/result.js';
import { writeMessage, writeResult } from './output.js';

/** Where Kubespray's offline tool keeps lists of images. */
const LISTS = join('kubespray-offline', 'imagelists');
const LIST = 'astrago.txt';
/** Folders between the helmfile's and the tool's: `airgap/kubespray-offline`. */
const DEPTH = 2;
/** Names under which a helmfile is found below the folder of its project. */
const HELMFILE_FOLDERS: ReadonlySet<string> = new Set(['helmfile', 'helmfile.d']);

/**
 * Gives the offline tool of a helmfile's project its list, and says so. It takes nothing but plain lists, so the format of the
 * result does not matter; its images are those of the result.
 *
 * @param statuses to which the result is limited
 */
export async function writeOfflineList(report: Report, helmfile: Helmfile, statuses: readonly string[] | undefined): Promise<void> {
  const file = offlineListTarget(dirname(resolve(helmfile.path)));
  if (file === null) return;
  writeResult(await render(report, 'text'), file);
  const images = `${report.images.length} ${report.images.length === 1 ? 'image' : 'images'}`;
  writeMessage(`the list is also in ${relative('.', file)}: ${images}${statuses === undefined ? '' : `, only ${statuses.join(', ')}`}\n`);
}

/**
 * The list that the offline tool of a project takes, where its folder stands under the helmfile's folder or beside it; null
 * where there is none. The file itself need not be there. The nearest folder wins, then the first by name.
 *
 * @param folder of the helmfile
 */
export function offlineListTarget(folder: string): string | null {
  const parent = dirname(folder);
  // What lies deep below a parent belongs to the project only where the helmfile has a folder of its own in it.
  const ofProject = HELMFILE_FOLDERS.has(basename(folder)) ? DEPTH : 0;
  const lists = listsBelow(folder, 0) ?? listsBelow(parent, 0) ?? listsBelow(folder, DEPTH) ?? listsBelow(parent, ofProject);
  return lists === null ? null : join(lists, LIST);
}

/** Breadth first. Links are not followed: they may lead out of the project, or in a circle. */
function listsBelow(folder: string, depth: number): string | null {
  let level = [folder];
  for (let below = 0; below <= depth; below++) {
    const found = level.map((one) => join(one, LISTS)).find(isFolder);
    if (found !== undefined) return found;
    if (below < depth) level = level.flatMap(foldersIn);
  }
  return null;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .map((entry) => join(folder, entry.name))
      .sort();
  } catch {
    return [];
  }
}
