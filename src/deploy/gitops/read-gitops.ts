import type { Rewrite } from '../../kustomize/index.js';
import type { Report } from '../../source/index.js';
import type { GoMap } from '../../value/index.js';
import type { DeployUnit, ManifestSource } from '../unit.js';
import { readApplication, type ArgoApplication, type FolderRewrites, type Surroundings } from './argo-application.js';
import { readApplicationSet } from './application-set.js';
import { readObjects, type KubeObject } from './documents.js';
import { FetchedCharts, helmCache } from './fetched-chart.js';
import { at, textAt } from './fields.js';
import { FluxObjects } from './flux-objects.js';
import { readSubstitutions, substituted } from './flux-substitute.js';
import { readHelmRelease } from './flux.js';
import { kustomizeRewrites } from './kustomize-patches.js';
import { Kustomizations } from './kustomize.js';
import { MAX_UNITS } from './limits.js';
import { Tree } from './tree.js';

export interface GitopsOptions {
  /** Folders of checkouts, as the user would write them. */
  readonly roots: readonly string[];
  /** Folders with charts that were fetched from repositories, as folders or archives. */
  readonly chartDir: readonly string[];
  /** helm's folder of archives; null: do not look there. Left out: helm's own. */
  readonly helmCache?: string | null;
}

export interface GitopsResult {
  /** Those that kustomizations make come first, each group in the order of its files. */
  readonly units: readonly DeployUnit[];
  /** Files of plain manifests; no templates of charts, and not what deploys charts. */
  readonly manifests: readonly ManifestSource[];
  /** Of all kustomizations; what they are of need not be here. */
  readonly patches: readonly Rewrite[];
}

/**
 * Reads what Argo CD, Flux and kustomize would deploy from checkouts. Asks no cluster and no network: what only they know is
 * a diagnostic, or a unit without a chart.
 */
export function readGitops(options: GitopsOptions, report: Report): GitopsResult {
  const tree = new Tree(options.roots, report);
  const cache = options.helmCache === undefined ? helmCache() : options.helmCache;
  const around: Surroundings = { tree, fetched: new FetchedCharts(options.chartDir, cache), report };
  const read = readObjects(tree, report);
  const kustomizations = new Kustomizations(read, around);
  const built = kustomizations.build();
  const written = new FluxObjects(built.objects, read.kustomizations);
  const substitutions = readSubstitutions(built.objects, written, tree, report);
  const objects = substitutions.length === 0 ? built.objects : built.objects.map((object) => substituted(object, substitutions));
  const flux = substitutions.length === 0 ? written : new FluxObjects(objects, read.kustomizations);
  const units: DeployUnit[] = [];
  const folders: FolderRewrites[] = [];
  const seen = new Set<GoMap>();
  for (const object of objects) {
    // What two outermost kustomizations take in unchanged is deployed once.
    if (seen.has(object.value)) continue;
    seen.add(object.value);
    if (units.length > MAX_UNITS) break;
    const one = readObject(object, flux, around);
    units.push(...one.units);
    folders.push(...one.folders);
  }
  units.push(...built.units);
  if (units.length > MAX_UNITS) report({ code: 'limit-reached', severity: 'error', message: `More than ${MAX_UNITS} charts are deployed here; the others were left out.` });
  return { units: units.slice(0, MAX_UNITS), ...kustomizations.manifests(folders, new Set([...written.used, ...flux.used])) };
}

interface Deployed {
  readonly units: readonly DeployUnit[];
  readonly folders: readonly FolderRewrites[];
}

function readObject(object: KubeObject, flux: FluxObjects, around: Surroundings): Deployed {
  switch (object.kind) {
    case 'Application':
      return readApplication(applicationOf(object), around);
    case 'ApplicationSet': {
      const { applications, unknown } = readApplicationSet(object, around.tree, around.report);
      const all = applications.map((one) => readApplication(one, around));
      return { units: [...all.flatMap(({ units }) => units), ...unknown], folders: all.flatMap(({ folders }) => folders) };
    }
    case 'HelmRelease': {
      const unit = readHelmRelease(object, flux, around);
      return { units: unit === null ? [] : [unit], folders: [] };
    }
    case 'Kustomization':
      return { units: [], folders: fluxFolder(object, around) };
    default:
      return { units: [], folders: [] };
  }
}

const applicationOf = ({ value, spot, from, file }: KubeObject): ArgoApplication => ({ value, spot, checkout: from.checkout, file });

/** Flux's own Kustomization builds a folder, with patches and images of its own. */
function fluxFolder(object: KubeObject, { tree }: Surroundings): FolderRewrites[] {
  const rewrites = kustomizeRewrites(at(object.value, 'spec'), object.file.name, () => null);
  const folder = rewrites.length === 0 ? null : tree.find(object.from.checkout, textAt(object.value, 'spec', 'path') || '.', 'folder');
  return folder === null ? [] : [{ folder, rewrites }];
}
