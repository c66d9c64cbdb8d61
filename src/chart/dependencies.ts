import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, posix, resolve } from 'node:path';
import { assembleChart } from './assemble.js';
import type { Chart, ChartMetadata, Dependency } from './chart.js';
import { readFolder } from './folder.js';
import { MAX_CHART_DEPTH } from './limits.js';
import { folderPlace, tell, type Loading, type Place } from './loading.js';
import { dependencySpot } from './validate-metadata.js';
import type { GoMap } from '../value/index.js';
import type { Vendored } from './vendored.js';

/**
 * The charts a chart brings along: what is vendored, and what it declares as `file://` and was not vendored. A declared
 * dependency that is nowhere is reported.
 */
export function findDependencies(vendored: readonly Vendored[], metadata: ChartMetadata, values: GoMap, place: Place, loading: Loading): Chart[] {
  const charts = withoutTwins(vendored, place, loading);
  const names = new Set(charts.map((chart) => chart.metadata.name));
  const seen = new Set<string>();
  metadata.dependencies?.forEach((dependency, at) => {
    const key = `${dependency.name}\n${dependency.repository}`;
    if (names.has(dependency.name) || seen.has(key)) return;
    seen.add(key);
    const chart = readLocal(dependency, place, loading);
    if (chart !== null) charts.push(chart);
    else reportMissing(dependency, dependencySpot(values, at) ?? place.shown, loading);
  });
  return charts;
}

/** One chart both as folder and as archive is one chart; other charts of one name are reported and kept. */
function withoutTwins(vendored: readonly Vendored[], place: Place, loading: Loading): Chart[] {
  const kept: Vendored[] = [];
  for (const one of vendored) {
    const { name, version } = one.chart.metadata;
    const namesake = kept.findIndex((other) => other.chart.metadata.name === name);
    const twin = kept.findIndex(({ chart, packed }) => chart.metadata.name === name && chart.metadata.version === version && packed !== one.packed);
    if (twin < 0) {
      if (namesake >= 0) reportAmbiguous(kept[namesake]!.chart, one.chart, place, loading);
      kept.push(one);
    } else if (!one.packed) kept[twin] = one;
  }
  return kept.map(({ chart }) => chart);
}

function reportAmbiguous(first: Chart, second: Chart, place: Place, loading: Loading): void {
  const told = [first, second].map(({ path, metadata }) => `${path.slice(place.inside.length)} (${metadata.version})`);
  tell(loading.report, 'chart-ambiguous', 'warning', place.shown, `Two vendored charts are called ${first.metadata.name}: ${told.join(' and ')}.`, 'helm picks by chance; remove one of them.');
}

function reportMissing(dependency: Dependency, at: Parameters<typeof tell>[3], loading: Loading): void {
  // helm looks at the dependencies of the root chart only; those of others are silently not there.
  const severity = loading.depth === 0 ? 'error' : 'warning';
  const version = dependency.version === '' ? '' : ` ${dependency.version}`;
  const hint = dependency.repository === '' ? 'Put it below `charts/`.' : 'Run `helm dependency build`.';
  tell(loading.report, 'dependency-missing', severity, at, `The dependency ${dependency.name}${version} is declared and not vendored; its images are unknown.`, hint);
}

/** @returns null for what is not `file://`, not there, being loaded already, or not the chart that was declared */
function readLocal(dependency: Dependency, place: Place, loading: Loading): Chart | null {
  if (place.folder === null || !dependency.repository.startsWith('file://') || loading.depth >= MAX_CHART_DEPTH) return null;
  const path = dependency.repository.slice('file://'.length);
  const named = resolve(place.folder, path);
  const folder = realFolder(named);
  loading.onOutside(named, folder !== null);
  // Charts that share dependencies level by level would be read exponentially often.
  if (folder === null || loading.folders.includes(folder) || --loading.budget.links < 0) return null;
  const local = folderPlace(isAbsolute(path) ? path : posix.join(place.shown, path), folder);
  const inner = { ...loading, depth: loading.depth + 1, folders: [...loading.folders, folder] };
  const chart = assembleChart(readFolder(folder, local.inside, inner), local, inner);
  return chart?.metadata.name === dependency.name ? chart : null;
}

function realFolder(path: string): string | null {
  try {
    return statSync(join(path, 'Chart.yaml')).isFile() ? realpathSync(path) : null;
  } catch {
    return null;
  }
}
