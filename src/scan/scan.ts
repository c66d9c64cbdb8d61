import { resolve } from 'node:path';
import { discoverCharts, type ChartRoot } from '../chart/discover.js';
import { NO_CLOCK, StageClock } from '../clock/index.js';
import { diagnosticRecord, type Diagnostic, type Report } from '../source/index.js';
import type { Deployments } from './deployments.js';
import { scanCharts } from './pool/scan-charts.js';
import type { RunSettings } from './run-settings.js';
import { isCheckout } from './checkout.js';
import { maskDiagnostic } from './masked.js';
import type { PlannedUnit } from './deployed.js';
import type { Job } from './pool/job.js';
import type { ChartResult, ScanOptions, ScanResult } from './result.js';
import { hasValues, readSettings, type ScanSettings } from './settings.js';
import type { Variants } from './variants.js';

// What evaluates is imported late: where every result is known, nothing is evaluated.

/** Scans every chart below the given paths. Never throws for what it finds there: see the diagnostics of the result. */
export async function scan(options: ScanOptions, run: RunSettings = {}): Promise<ScanResult> {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const clock = run.measure === true ? new StageClock() : null;
  const results = run.cache === undefined ? null : (await import('./known-results.js')).KnownResults.open(run.cache);
  const deployed = await deployments(options, report);
  const known = (path: string): boolean => results?.isKnown(path) ?? false;
  const roots = (clock ?? NO_CLOCK).time('discover', () => discoverCharts(deployed.paths, report, known)).filter(({ absolute }) => !isDeployed(absolute, deployed, options));
  const settings = readSettings(options, report);
  if (hasValues(settings.values)) (await import('./context.js')).contextOf(settings, report, options.cwd);
  const units = deployed.units.length === 0 ? [] : (await import('./deployed.js')).planUnits(deployed.units, settings, resolve(options.cwd ?? '.'), known);
  const own = await plan(roots, settings, options, report);
  const jobs = [...units.flatMap(({ job }) => job ?? []), ...own.jobs];
  const { charts: scanned, metrics } = await scanCharts(jobs, { workers: options.workers ?? null, results, clock, onProgress: run.onProgress ?? (() => {}) });
  const resultOf = new Map(jobs.map((job, at) => [job, scanned[at]!]));
  const releases = units.length === 0 ? [] : await finished(units, resultOf);
  const charts = own.jobs.map((job) => ({ ...resultOf.get(job)!, variant: job.variant }));
  const manifests = isEmpty({ ...deployed, units: [] }) ? [] : (await import('./scan-deployed.js')).scanManifestFiles(deployed, settings, options);
  const folders = options.paths.filter((path) => isCheckout(resolve(options.cwd ?? '.', path)));
  const declared = folders.length === 0 ? [] : (await import('./supplemental.js')).scanSupplemental(folders, roots.map(({ absolute }) => absolute), settings, options);
  const told = isEmpty(deployed) && declared.length === 0 ? found : found.filter(({ code }) => code !== 'no-charts');
  const diagnostics = told.map((one) => maskDiagnostic(diagnosticRecord(one)));
  const result = await withoutIgnored({ charts: [...releases, ...manifests, ...charts, ...own.unread, ...declared], diagnostics, ignored: [] }, options);
  return { ...result, ...(deployed.helmfile === null ? {} : { helmfile: deployed.helmfile }), ...(metrics === null ? {} : { metrics }) };
}

async function finished(units: readonly PlannedUnit[], resultOf: ReadonlyMap<Job, ChartResult>): Promise<ChartResult[]> {
  const { unitResult } = await import('./deployed.js');
  return units.map((planned) => unitResult(planned, planned.job === null ? null : resultOf.get(planned.job)!));
}

/** A job for each chart, and for each of its environments. Threads and the cache know settings and no variants. */
async function plan(roots: readonly ChartRoot[], settings: ScanSettings, { valuesGlob = [] }: ScanOptions, report: Report): Promise<Variants> {
  if (valuesGlob.length === 0) return { jobs: roots.map((root) => ({ root, settings, variant: null })), unread: [] };
  return (await import('./variants.js')).variantJobs(roots, settings, valuesGlob, report);
}

async function withoutIgnored(result: ScanResult, { ignore = [], statuses, today = new Date().toISOString().slice(0, 10) }: ScanOptions): Promise<ScanResult> {
  return ignore.length === 0 ? result : (await import('./ignore.js')).ignoreImages(result, ignore, { today, complete: statuses === undefined });
}

/** What deploys charts is read only where it may lie: a chart or archive is what it is. */
async function deployments(options: ScanOptions, report: Report): Promise<Deployments> {
  const isPlain = options.paths.length > 0 && options.deploy?.file == null && !options.paths.some((path) => isCheckout(resolve(options.cwd ?? '.', path)));
  if (isPlain) return { units: [], manifests: [], patches: [], paths: options.paths, helmfile: null };
  return (await import('./deployments.js')).findDeployments(options, report);
}

const isEmpty = ({ units, manifests, patches }: Deployments): boolean => units.length + manifests.length + patches.length === 0;

/** A chart that a release uses is told with that release, not once more by itself. */
function isDeployed(absolute: string, { units }: Deployments, { cwd = '.' }: ScanOptions): boolean {
  return units.some(({ chart }) => chart !== null && resolve(cwd, chart) === absolute);
}
