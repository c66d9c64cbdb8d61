import type { ManifestSource } from '../deploy/index.js';
import { Rewriter } from '../kustomize/index.js';
import type { SourceFile } from '../source/index.js';
import { contextOf } from './context.js';
import type { Deployments } from './deployments.js';
import type { ChartResult, ScanOptions } from './result.js';
import { scanManifests } from './scan-manifests.js';
import type { ScanSettings } from './settings.js';
import { unusedPatches } from './unused-patches.js';

/** The files of plain manifests of a tree, each as an entry of its own, in the order in which they were found. */
export function scanManifestFiles({ manifests, patches }: Pick<Deployments, 'manifests' | 'patches'>, settings: ScanSettings, options: ScanOptions): ChartResult[] {
  const context = contextOf(settings, undefined, options.cwd);
  const rewriters = [new Rewriter(patches, () => {})];
  const scanOne = (manifest: ManifestSource): ChartResult => {
    const { name } = manifest.source;
    const scanned = scanManifests(name, [manifest], context);
    rewriters.push(...scanned.rewriters);
    return { ...scanned.result, owner: { kind: 'Manifest', name, file: name, line: 1 } };
  };
  const results = manifests.map(scanOne);
  // What they patch is not here, a remote base: the images that they name are all that is known of it.
  const lonely = new Set<SourceFile>(unusedPatches(rewriters).map(({ spot }) => spot.file));
  const others = [...lonely].map((source) => scanOne({ source, rewrites: [] }));
  return [...results, ...others].filter(({ images, unresolved }) => images.length + unresolved.length > 0);
}
