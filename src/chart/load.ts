import { realpathSync } from 'node:fs';
import type { Report } from '../source/index.js';
import { readArchive } from './archive.js';
import { assembleChart } from './assemble.js';
import type { Chart } from './chart.js';
import { StoredFile } from './chart-file.js';
import type { ChartRoot } from './discover.js';
import { readCapped, readFolder, reason } from './folder.js';
import { MAX_CHART_BYTES } from './limits.js';
import { archivePlace, folderPlace, startLoading, tell, type Loading } from './loading.js';

/**
 * Loads a chart and everything vendored in it. Nothing is merged, enabled or renamed yet.
 * @param onOutside told of every folder that a `file://` dependency names, and whether there is a chart
 * @returns null where there is no chart at all; the reason was reported then
 */
export function loadChart(root: ChartRoot, report: Report, onOutside?: Loading['onOutside']): Chart | null {
  try {
    return root.kind === 'folder' ? loadFolder(root, report, onOutside) : loadArchive(root, report);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    tell(report, 'path-unreadable', 'error', root.path, `This chart cannot be read: ${reason(error)}.`);
    return null;
  }
}

function loadFolder(root: ChartRoot, report: Report, onOutside?: Loading['onOutside']): Chart | null {
  const place = folderPlace(root.path, root.absolute);
  const loading = { ...startLoading(report, onOutside), folders: [realpathSync(root.absolute)] };
  return assembleChart(readFolder(root.absolute, place.inside, loading), place, loading);
}

function loadArchive(root: ChartRoot, report: Report): Chart | null {
  const packed = readCapped(root.absolute, MAX_CHART_BYTES);
  if (packed === null) {
    tell(report, 'archive-limit', 'error', root.path, 'This archive is larger than a chart may be; it was not read.');
    return null;
  }
  const place = archivePlace(root.path);
  const loading = startLoading(report);
  const files = readArchive(packed, place, loading);
  return files.length === 0 ? null : assembleChart(files, place, loading);
}

/**
 * Makes a chart of files in memory, as if they lay in a folder without a `.helmignore`.
 * @param path what the chart is called in reports
 * @param files content by path inside the chart
 */
export function loadChartFromFiles(path: string, files: Readonly<Record<string, string | Uint8Array>>, report: Report): Chart | null {
  const place = folderPlace(path, null);
  const stored = Object.entries(files).map(([name, content]) => new StoredFile(name, place.inside + name, Buffer.from(content)));
  return assembleChart(stored, place, startLoading(report));
}
