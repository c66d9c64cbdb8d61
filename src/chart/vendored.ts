import { join } from 'node:path';
import { readArchive } from './archive.js';
import { assembleChart } from './assemble.js';
import type { Chart } from './chart.js';
import type { StoredFile } from './chart-file.js';
import { MAX_CHART_DEPTH } from './limits.js';
import { archivePlace, folderPlace, tell, type Loading, type Place } from './loading.js';

/** A chart below `charts/`. */
export interface Vendored {
  readonly chart: Chart;
  readonly packed: boolean;
}

/** @param components what lies below `charts/`, by first path component */
export function readVendored(components: ReadonlyMap<string, readonly StoredFile[]>, parent: string, place: Place, loading: Loading): Vendored[] {
  if (components.size === 0) return [];
  if (loading.depth >= MAX_CHART_DEPTH) {
    tell(loading.report, 'limit-reached', 'error', place.shown, `Charts inside charts are read ${MAX_CHART_DEPTH} levels deep; what ${parent} holds was left out.`);
    return [];
  }
  const inner = { ...loading, depth: loading.depth + 1 };
  const vendored: Vendored[] = [];
  for (const [component, files] of components) {
    if (component.startsWith('_') || component.startsWith('.')) continue;
    const packed = component.endsWith('.tgz');
    const chart = packed ? readPacked(component, files, place, inner) : readNested(component, files, place, inner);
    if (chart !== null) vendored.push({ chart, packed });
  }
  return vendored;
}

function readPacked(component: string, files: readonly StoredFile[], place: Place, loading: Loading): Chart | null {
  const [file] = files;
  if (file!.name !== component) {
    tell(loading.report, 'chart-invalid', 'error', `${place.inside}charts/${component}`, 'A folder must not be called `.tgz` here; helm refuses the chart.');
    return null;
  }
  const inner = archivePlace(file!.shown);
  const content = readArchive(file!.bytes, inner, loading);
  return content.length === 0 ? null : assembleChart(content, inner, loading);
}

function readNested(component: string, files: readonly StoredFile[], place: Place, loading: Loading): Chart | null {
  const prefix = component.length + 1;
  const nested = files.filter((file) => file.name.length >= prefix).map((file) => file.renamed(file.name.slice(prefix)));
  const shown = `${place.inside}charts/${component}`;
  if (!nested.some((file) => file.name === 'Chart.yaml')) {
    const what = nested.length === 0 ? 'This file is not a chart archive' : 'This folder has no Chart.yaml';
    tell(loading.report, 'chart-invalid', 'error', shown, `${what}; below \`charts/\` helm refuses it.`);
    return null;
  }
  const folder = place.folder === null ? null : join(place.folder, 'charts', component);
  return assembleChart(nested, folderPlace(shown, folder), loading);
}
