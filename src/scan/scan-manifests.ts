import type { ManifestSource } from '../deploy/index.js';
import { Rewriter } from '../kustomize/index.js';
import { findImages } from '../manifest/index.js';
import { diagnosticRecord, type Diagnostic } from '../source/index.js';
import { emptyChart } from './empty-chart.js';
import { imageRecords } from './image-records.js';
import { maskChart } from './masked.js';
import type { ChartResult } from './result.js';
import type { ChartContext } from './scan-chart.js';
import type { Sighting } from './sightings.js';

export interface ScannedManifests {
  readonly result: ChartResult;
  /** What was laid over them. */
  readonly rewriters: readonly Rewriter[];
}

/** Plain manifests: what they say is deployed as it is. */
export function scanManifests(path: string, manifests: readonly ManifestSource[], context: Pick<ChartContext, 'packs' | 'statuses'>): ScannedManifests {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const rewriters: Rewriter[] = [];
  const sightings = manifests.flatMap(({ source, rewrites }) => {
    const rewriter = rewrites.length === 0 ? null : new Rewriter(rewrites, report);
    if (rewriter !== null) rewriters.push(rewriter);
    return findImages(source, { packs: context.packs, rewriter, report, loose: false }).map((finding): Sighting => ({ finding, holes: [], status: finding.when === null ? 'rendered' : 'catalog', guards: [] }));
  });
  const { images, unresolved } = imageRecords(sightings, null);
  const shown = images.filter(({ status }) => context.statuses.includes(status));
  const result = maskChart(emptyChart(path, { images: shown, unresolved, diagnostics: found.map(diagnosticRecord) }));
  return { result, rewriters };
}
