import type { ChartFile } from '../chart/index.js';
import type { ChartNode } from '../values/index.js';

/** One template file of a release. */
export interface TemplateFile {
  /** helm's id: full path of the chart and the name of the file, `app/charts/db/templates/x.yaml`. */
  readonly id: string;
  readonly node: ChartNode;
  readonly file: ChartFile;
  /** Its text goes into the manifests: not a partial, and no notes. */
  readonly printed: boolean;
}

/** Its definitions can be called, but it is not run. */
export const isPartial = ({ name }: ChartFile): boolean => name.slice(name.lastIndexOf('/') + 1).startsWith('_');

export function templateFiles(node: ChartNode): TemplateFile[] {
  const own = node.chart.templates.map((file) => ({
    id: `${node.path}/${file.name}`,
    node,
    file,
    printed: !file.name.endsWith('NOTES.txt'),
  }));
  return [...own, ...node.children.flatMap(templateFiles)];
}

/** helm parses and executes deeper paths first, and equally deep ones in descending byte order. Of one id the last file stays. */
export function inOrder(files: readonly TemplateFile[]): TemplateFile[] {
  const byId = new Map(files.map((file) => [file.id, file]));
  const keyed = [...byId.values()].map((file) => ({ file, depth: file.id.split('/').length }));
  keyed.sort((a, b) => b.depth - a.depth || (a.file.id < b.file.id ? 1 : -1));
  return keyed.map(({ file }) => file);
}
