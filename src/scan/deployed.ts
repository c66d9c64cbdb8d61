import { resolve } from 'node:path';
import { discoverCharts } from '../chart/index.js';
import type { DeployUnit } from '../deploy/index.js';
import { DEFAULT_RELEASE } from '../release/index.js';
import { diagnosticRecord, placeRecord, type Diagnostic } from '../source/index.js';
import type { SourceFile } from '../source/index.js';
import { GoMap } from '../value/index.js';
import { overlay, readUserValues } from '../values/index.js';
import { readYaml } from '../yaml/index.js';
import { emptyChart } from './empty-chart.js';
import { maskChart } from './masked.js';
import type { ChartResult, GuardRecord, ImageRecord } from './result.js';
import { rewriteImages } from './rewrite-images.js';
import { shownPath } from './shown-path.js';
import { scanChart, type ChartContext } from './scan-chart.js';

/** Scans a chart as something deploys it: with the values, the name and the image rewrites of that release. */
export function scanUnit(unit: DeployUnit, context: ChartContext, cwd: string): ChartResult {
  const owner = { kind: unit.owner.kind, name: unit.owner.name, ...fileAndLine(unit) };
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const path = unit.chart === null ? unit.owner.name : shownPath(unit.chart, cwd);
  const root = unit.chart === null ? undefined : discoverCharts([resolve(cwd, unit.chart)], report)[0];
  if (unit.notScanned !== null || root === undefined) return maskChart(notScanned(unit, path, owner, found));
  const sources = { valuesFiles: unit.values, set: unit.set, setString: unit.setString, setFile: unit.setFile.map(({ argument, file }) => ({ argument, read: () => file })) };
  const result = scanChart(
    { ...root, path },
    {
      ...context,
      userValues: readUserValues(sources, report),
      release: { ...context.release, name: unit.release, namespace: unit.namespace, kubeVersion: unit.kubeVersion ?? DEFAULT_RELEASE.kubeVersion, apiVersions: unit.apiVersions },
      chartValues: unit.chartValues === null ? null : mergedValues(unit.chartValues),
      holes: unit.holes ?? [],
    },
  );
  const images = rewriteImages(result.images, unit.imageRewrites);
  return {
    ...result,
    owner,
    images: unit.enabled ? images : images.map((image) => switchedOffImage(image, unit)),
    diagnostics: [...found.map(diagnosticRecord), ...result.diagnostics],
  };
}

function fileAndLine({ owner }: DeployUnit): { file: string; line: number } {
  const { file, line } = placeRecord(owner.spot);
  return { file, line };
}

/** What Flux does with `valuesFiles`: they take the place of values.yaml, later ones win. */
function mergedValues(files: readonly SourceFile[]): GoMap {
  const values = new GoMap();
  for (const file of files) {
    const { value } = readYaml(file);
    if (value instanceof GoMap) overlay(values, value);
  }
  return values;
}

/** Nothing of a release that is off is deployed; its condition stands before all others. */
function switchedOffImage(image: ImageRecord, { condition }: DeployUnit): ImageRecord {
  if (image.status !== 'rendered' && image.status !== 'optional') return image;
  const guards: GuardRecord[] = condition === null ? [] : [{ kind: 'release', expression: condition.expression, ...place(condition.spot) }];
  const enabledBy = image.status === 'rendered' ? (condition?.enabledBy ?? null) : null;
  return {
    ...image,
    status: 'optional',
    guards: [...guards, ...image.guards],
    enabled_by: enabledBy,
    enabled_by_reason: enabledBy === null ? 'the release is off; its condition is no single value' : null,
  };
}

function place(spot: DeployUnit['owner']['spot']): { file: string; line: number } {
  const { file, line } = placeRecord(spot);
  return { file, line };
}

function notScanned(unit: DeployUnit, path: string, owner: ChartResult['owner'], found: readonly Diagnostic[]): ChartResult {
  const { release, namespace } = unit;
  return emptyChart(path, { release, namespace, owner, not_scanned: unit.notScanned ?? 'there is no chart at this path', diagnostics: found.map(diagnosticRecord) });
}
