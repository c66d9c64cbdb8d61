import { resolve } from 'node:path';
import type { ManifestImages } from '../deploy/index.js';
import { findImages } from '../manifest/index.js';
import { diagnosticRecord, type Diagnostic } from '../source/index.js';
import { TextOrigin } from '../value/index.js';
import { contextOf } from './context.js';
import { scanUnit } from './deployed.js';
import type { Deployments } from './deployments.js';
import { emptyChart } from './empty-chart.js';
import { imageRecords } from './image-records.js';
import { maskChart } from './masked.js';
import type { ChartResult, ScanOptions } from './result.js';
import { rewriteImages } from './rewrite-images.js';
import type { ChartContext } from './scan-chart.js';
import type { ScanSettings } from './settings.js';
import type { Sighting } from './sightings.js';

/** The releases and manifests of a tree, each as an entry of its own, in the order in which they were found. */
export function scanDeployed({ units, manifests }: Deployments, settings: ScanSettings, options: ScanOptions): ChartResult[] {
  const context = contextOf(settings, undefined, options.cwd);
  const releases = units.map((unit) => scanUnit(unit, context, resolve(options.cwd ?? '.')));
  return [...releases, ...manifests.map((file) => scanManifest(file, context)).filter(({ images, unresolved }) => images.length + unresolved.length > 0)];
}

/** A file of plain manifests: what it says is deployed as it is. */
function scanManifest({ source, imageRewrites }: ManifestImages, context: ChartContext): ChartResult {
  const found: Diagnostic[] = [];
  const origin = new TextOrigin(source);
  origin.write(source.text, { start: 0, end: source.text.length }, null, null);
  const findings = findImages({ source, origin }, { packs: context.packs, report: (diagnostic) => void found.push(diagnostic), loose: false });
  const sightings = findings.map((finding): Sighting => ({ finding, holes: [], status: finding.when === null ? 'rendered' : 'catalog', guards: [] }));
  const { images, unresolved } = imageRecords(sightings, null);
  const chart = emptyChart(source.name, {
    owner: { kind: 'Manifest', name: source.name, file: source.name, line: 1 },
    images: rewriteImages(images, imageRewrites).filter(({ status }) => context.statuses.includes(status)),
    unresolved,
    diagnostics: found.map(diagnosticRecord),
  });
  return maskChart(chart);
}
