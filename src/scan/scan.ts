import { discoverCharts } from '../chart/index.js';
import { TemplateCache } from '../evaluate/index.js';
import { DEFAULT_RELEASE, type ReleaseOptions } from '../release/index.js';
import type { Diagnostic } from '../source/index.js';
import { builtInRules } from './built-in-packs.js';
import { userValues } from './inputs.js';
import { diagnosticRecord } from './places.js';
import type { ScanOptions, ScanResult } from './result.js';
import { scanChart } from './scan-chart.js';

/** Scans every chart below the given paths. Never throws for what it finds there: see the diagnostics of the result. */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const roots = discoverCharts(options.paths, report);
  const context = { userValues: userValues(options, report), release: releaseOptions(options), templates: new TemplateCache(), packs: builtInRules(), checkSchemas: true };
  return { charts: roots.map((root) => scanChart(root, context)), diagnostics: found.map(diagnosticRecord) };
}

function releaseOptions(options: ScanOptions): ReleaseOptions {
  return {
    name: options.releaseName ?? DEFAULT_RELEASE.name,
    namespace: options.namespace ?? DEFAULT_RELEASE.namespace,
    kubeVersion: options.kubeVersion ?? DEFAULT_RELEASE.kubeVersion,
    apiVersions: options.apiVersions ?? [],
    isUpgrade: options.isUpgrade ?? false,
  };
}
