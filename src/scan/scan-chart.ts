import { loadChart, type Chart, type ChartRoot } from '../chart/index.js';
import { Evaluator, type TemplateCache } from '../evaluate/index.js';
import { findImages, outputOf } from '../manifest/index.js';
import { Release, type ReleaseOptions } from '../release/index.js';
import type { Diagnostic, Report } from '../source/index.js';
import type { GoMap } from '../value/index.js';
import { coalesceValues, enableDependencies, kubeVersionProblem } from '../values/index.js';
import { imageRecords, type Sighting } from './image-records.js';
import { diagnosticRecord } from './places.js';
import type { ChartResult } from './result.js';

/** What all charts of a scan share. */
export interface ChartContext {
  readonly userValues: GoMap;
  readonly release: ReleaseOptions;
  readonly templates: TemplateCache;
}

/** The story of one chart, from its bytes to the images it can pull. Pure once the chart is loaded. */
export function scanChart(root: ChartRoot, context: ChartContext): ChartResult {
  const found: Diagnostic[] = [];
  const report: Report = (diagnostic) => void found.push(diagnostic);
  const chart = loadChart(root, report);
  if (chart === null) return emptyResult(root, context.release, found);

  const enabled = enableDependencies(chart, context.userValues, report, 'as-given');
  const makeValues = (): GoMap => coalesceValues(enabled.root, enabled.userValues, report);
  const release = new Release(enabled.root, makeValues, context.release, context.templates, report);
  const kubeVersion = kubeVersionProblem(chart, context.release.kubeVersion);
  if (kubeVersion !== null) report(kubeVersion);

  const evaluator = new Evaluator(report, context.templates, null);
  const sightings: Sighting[] = [];
  for (const file of release.files) {
    const written = release.render(file, evaluator);
    if (!file.printed) continue;
    for (const finding of findImages(outputOf(file.id, written), report)) sightings.push({ finding, status: 'rendered' });
  }
  return chartResult(root, chart, context.release, sightings, evaluator, found);
}

function chartResult(root: ChartRoot, chart: Chart, release: ReleaseOptions, sightings: readonly Sighting[], evaluator: Evaluator, found: Diagnostic[]): ChartResult {
  const { images, unresolved } = imageRecords(sightings, evaluator.holes);
  return {
    path: root.path,
    name: chart.metadata.name,
    version: chart.metadata.version,
    app_version: chart.metadata.appVersion,
    release: release.name,
    namespace: release.namespace,
    owner: null,
    not_scanned: null,
    images,
    unresolved,
    diagnostics: once(found).map(diagnosticRecord),
    needs: [],
  };
}

function emptyResult(root: ChartRoot, release: ReleaseOptions, found: readonly Diagnostic[]): ChartResult {
  const reason = found.find(({ severity }) => severity === 'error')?.message ?? 'the chart could not be read';
  return {
    path: root.path,
    name: '',
    version: '',
    app_version: '',
    release: release.name,
    namespace: release.namespace,
    owner: null,
    not_scanned: reason,
    images: [],
    unresolved: [],
    diagnostics: found.map(diagnosticRecord),
    needs: [],
  };
}

/** The same problem met again (a helper included many times) is told once. */
function once(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, message, spot, file }) => {
    const key = [code, message, spot?.file.name ?? file, spot?.start].join('\0');
    return !seen.has(key) && seen.add(key);
  });
}
