import { join } from 'node:path';
import { scan, type ChartResult, type ImageRecord, type ScanOptions } from '../../src/index.js';
import { chartYaml, writeTree, type Tree } from '../chart/tree.js';

/** Scans the chart `c` made of files; places in the result are relative to the chart. */
export async function scanTree(files: Tree, options: Partial<ScanOptions> = {}): Promise<ChartResult> {
  const tree = { 'Chart.yaml': chartYaml('c'), ...files };
  const root = writeTree(Object.fromEntries(Object.entries(tree).map(([name, content]) => [`c/${name}`, content])));
  const result = await scan({ workers: 1, ...options, paths: [join(root, 'c')], valuesFiles: options.valuesFiles?.map((name) => join(root, 'c', name)) });
  const [chart] = result.charts;
  if (chart === undefined) throw new Error(JSON.stringify(result.diagnostics));
  return JSON.parse(JSON.stringify(chart).replaceAll(`${root}/c/`, '')) as ChartResult;
}

/** A subchart below `charts/`. */
export const subchart = (name: string, files: Tree, more = ''): Tree =>
  Object.fromEntries(Object.entries({ 'Chart.yaml': chartYaml(name, more), ...files }).map(([file, content]) => [`charts/${name}/${file}`, content]));

/** A pod whose containers have the given images, one a line: the first at line 5. */
export const pod = (...images: string[]): string => `kind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n${images.map((image) => `  - image: ${image}\n`).join('')}`;

/** `reference status`, sorted. */
export const summary = ({ images }: ChartResult): string[] => images.map(({ reference, status }) => `${reference} ${status}`);

export const imageOf = ({ images }: ChartResult, reference: string): ImageRecord => {
  const image = images.find((candidate) => candidate.reference === reference);
  if (image === undefined) throw new Error(`no ${reference} among ${images.map((candidate) => candidate.reference).join(', ')}`);
  return image;
};
