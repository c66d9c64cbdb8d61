import { basename } from 'node:path';
import type { ChartRoot } from '../chart/index.js';
import { DEFAULT_RELEASE } from '../release/index.js';
import { diagnosticRecord, type Diagnostic, type SourceFile } from '../source/index.js';
import { GoMap } from '../value/index.js';
import { overlay, readUserValues } from '../values/index.js';
import { readYaml } from '../yaml/index.js';
import { maskDiagnostic } from './masked.js';
import type { ChartResult } from './result.js';
import { scanChart, type ChartContext } from './scan-chart.js';
import { scanManifests } from './scan-manifests.js';
import { reportUnused, unusedPatches } from './unused-patches.js';
import { received, receivedHoles, receivedRewrites, type UnitInput } from './unit-input.js';

/** Scans a chart as something deploys it: with the values, the name and the rewrites of that release. Places in its texts are ranges. */
export function scanUnit(root: ChartRoot, unit: UnitInput, context: ChartContext): ChartResult {
  const { name, namespace, kubeVersion, apiVersions } = unit.release;
  const rewrites = receivedRewrites(unit.rewrites);
  if (unit.manifests !== null) {
    const manifests = unit.manifests.map((manifest) => ({ source: received(manifest.source), rewrites: [...receivedRewrites(manifest.rewrites), ...rewrites] }));
    const { result, rewriters } = scanManifests(root.path, manifests, context);
    const unused: Diagnostic[] = [];
    reportUnused(unusedPatches(rewriters), (diagnostic) => void unused.push(diagnostic));
    return { ...result, name: basename(root.absolute), release: name, namespace, diagnostics: [...result.diagnostics, ...unused.map(diagnosticRecord)] };
  }
  const found: Diagnostic[] = [];
  const sources = {
    valuesFiles: unit.values.map(received),
    set: unit.set,
    setString: unit.setString,
    setFile: unit.setFile.map(({ argument, file }) => ({ argument, read: () => received(file) })),
  };
  const result = scanChart(root, {
    ...context,
    userValues: readUserValues(sources, (diagnostic) => void found.push(diagnostic)),
    release: { ...context.release, name, namespace, kubeVersion: kubeVersion ?? DEFAULT_RELEASE.kubeVersion, apiVersions },
    chartValues: unit.chartValues === null ? null : mergedValues(unit.chartValues.map(received)),
    holes: receivedHoles(unit),
    rewrites,
  });
  return { ...result, diagnostics: [...found.map((one) => maskDiagnostic(diagnosticRecord(one))), ...result.diagnostics] };
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
