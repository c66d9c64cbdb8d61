import { discoverCharts } from '../chart/discover.js';
import { NO_CLOCK, StageClock } from '../clock/index.js';
import { diagnosticRecord, type Diagnostic } from '../source/index.js';
import { scanCharts } from './pool/scan-charts.js';
import type { RunSettings } from './run-settings.js';
import { maskDiagnostic } from './masked.js';
import type { ScanOptions, ScanResult } from './result.js';
import { hasValues, readSettings } from './settings.js';

// What evaluates is imported late: where every result is known, nothing is evaluated.

/** Scans every chart below the given paths. Never throws for what it finds there: see the diagnostics of the result. */
export async function scan(options: ScanOptions, run: RunSettings = {}): Promise<ScanResult> {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const clock = run.measure === true ? new StageClock() : null;
  const results = run.cache === undefined ? null : (await import('./known-results.js')).KnownResults.open(run.cache);
  const roots = (clock ?? NO_CLOCK).time('discover', () => discoverCharts(options.paths, report, (path) => results?.isKnown(path) ?? false));
  const settings = readSettings(options, report);
  if (hasValues(settings.values)) (await import('./context.js')).contextOf(settings, report, options.cwd);
  const jobs = roots.map((root) => ({ root, settings }));
  const { charts, metrics } = await scanCharts(jobs, { workers: options.workers ?? null, results, clock, onProgress: run.onProgress ?? (() => {}) });
  const diagnostics = found.map((one) => maskDiagnostic(diagnosticRecord(one)));
  const result = await withoutIgnored({ charts, diagnostics, ignored: [] }, options);
  return { ...result, ...(metrics === null ? {} : { metrics }) };
}

async function withoutIgnored(result: ScanResult, { ignore = [], today = new Date().toISOString().slice(0, 10) }: ScanOptions): Promise<ScanResult> {
  return ignore.length === 0 ? result : (await import('./ignore.js')).ignoreImages(result, ignore, today);
}
