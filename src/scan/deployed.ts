import { resolve } from 'node:path';
import { discoverCharts, type ChartRoot } from '../chart/discover.js';
import type { DeployUnit } from '../deploy/index.js';
import { diagnosticRecord, placeRecord, type Diagnostic, type Spot } from '../source/index.js';
import type { SourceFile } from '../source/index.js';
import { emptyChart } from './empty-chart.js';
import { withPlaces } from './handed-places.js';
import { maskChart } from './masked.js';
import type { Job } from './pool/job.js';
import type { ChartResult, GuardRecord, ImageRecord } from './result.js';
import type { ScanSettings } from './settings.js';
import { shownPath } from './shown-path.js';
import { handOver } from './unit-input.js';

/** What is to be done for one unit. */
export interface PlannedUnit {
  readonly unit: DeployUnit;
  /** Null: its chart is not there. */
  readonly job: Job | null;
  readonly sources: readonly SourceFile[];
  readonly found: readonly Diagnostic[];
}

/** @param isKnown whether the archive of a chart was read before and has not changed */
export function planUnits(units: readonly DeployUnit[], settings: ScanSettings, cwd: string, isKnown: (path: string) => boolean): PlannedUnit[] {
  return units.map((unit) => {
    const found: Diagnostic[] = [];
    const root = rootOf(unit, cwd, (diagnostic) => void found.push(diagnostic), isKnown);
    if (unit.notScanned !== null || root === null) return { unit, job: null, sources: [], found };
    const { input, sources } = handOver(unit);
    return { unit, job: { root, settings, unit: input, variant: null }, sources, found };
  });
}

function rootOf({ chart, manifests }: DeployUnit, cwd: string, report: (diagnostic: Diagnostic) => void, isKnown: (path: string) => boolean): ChartRoot | null {
  if (chart === null) return null;
  const absolute = resolve(cwd, chart);
  const path = shownPath(chart, cwd);
  if (manifests !== null) return { path, absolute, kind: 'folder', bytes: manifests.reduce((sum, { source }) => sum + source.text.length, 0) };
  const root = discoverCharts([absolute], report, isKnown)[0];
  return root === undefined ? null : { ...root, path };
}

/**
 * The result of a unit: what only those know who read the deployer is put in.
 * @param result of its job
 */
export function unitResult({ unit, sources, found }: PlannedUnit, result: ChartResult | null): ChartResult {
  const owner = { kind: unit.owner.kind, name: unit.owner.name, ...fileAndLine(unit.owner.spot) };
  if (result === null) return maskChart(notScanned(unit, unit.chart ?? unit.owner.name, owner, found));
  const placed = withPlaces(result, sources);
  return maskChart({
    ...placed,
    owner,
    images: unit.enabled ? placed.images : placed.images.map((image) => switchedOffImage(image, unit)),
    diagnostics: [...found.map(diagnosticRecord), ...placed.diagnostics],
  });
}

function fileAndLine(spot: Spot): { file: string; line: number } {
  const { file, line } = placeRecord(spot);
  return { file, line };
}

/** Nothing of a release that is off is deployed; its condition stands before all others. */
function switchedOffImage(image: ImageRecord, { condition }: DeployUnit): ImageRecord {
  if (image.status !== 'rendered' && image.status !== 'optional') return image;
  const guards: GuardRecord[] = condition === null ? [] : [{ kind: 'release', expression: condition.expression, ...fileAndLine(condition.spot) }];
  const enabledBy = image.status === 'rendered' ? (condition?.enabledBy ?? null) : null;
  return {
    ...image,
    status: 'optional',
    guards: [...guards, ...image.guards],
    enabled_by: enabledBy,
    enabled_by_reason: enabledBy === null ? 'the release is off; its condition is no single value' : null,
  };
}

function notScanned(unit: DeployUnit, path: string, owner: ChartResult['owner'], found: readonly Diagnostic[]): ChartResult {
  const { release, namespace } = unit;
  return emptyChart(path, { release, namespace, owner, not_scanned: unit.notScanned ?? 'there is no chart at this path', diagnostics: found.map(diagnosticRecord) });
}
