import { dirname, relative } from 'node:path';
import type { Report } from '../../source/index.js';
import type { ManifestSource } from '../unit.js';
import { readObjects } from './documents.js';
import { FetchedCharts } from './fetched-chart.js';
import { Kustomizations } from './kustomize.js';
import { gitTop, Tree } from './tree.js';

/**
 * The manifests of one kustomization.
 * @param folder where it lies, absolute; it may take in what lies elsewhere in the repository, or below the working folder
 * @param report told of patches that are refused; what else lies around is nobody's question
 */
export function readKustomization({ folder, cwd }: { readonly folder: string; readonly cwd: string }, report: Report): { manifests: ManifestSource[]; charts: number } {
  const top = gitTop(folder) ?? (`${folder}/`.startsWith(`${cwd}/`) ? cwd : dirname(folder));
  const tree = new Tree([relative(cwd, top) || '.'], () => {}, cwd);
  const found = tree.find(tree.roots[0]!, relative(top, folder).replaceAll('\\', '/'), 'folder');
  if (found === null) return { manifests: [], charts: 0 };
  const kustomizations = new Kustomizations(readObjects(tree, () => {}), { tree, fetched: new FetchedCharts([], null), report });
  return kustomizations.folder(found);
}
