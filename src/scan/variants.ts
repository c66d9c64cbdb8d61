import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type FastGlob from 'fast-glob';
import { loadChart, type ChartRoot } from '../chart/index.js';
import { fileGlob } from '../release/index.js';
import { diagnosticRecord, SourceFile, type Diagnostic, type Report } from '../source/index.js';
import { readUserValues } from '../values/index.js';
import { emptyChart } from './empty-chart.js';
import { maskChart } from './masked.js';
import type { Job } from './pool/job.js';
import type { ChartResult } from './result.js';
import type { ScanSettings } from './settings.js';

/** The values that a chart has anyway. */
const OWN_VALUES = 'values.yaml';
/** Other parts of a chart: what lies there is no environment of it. */
const OTHER_PARTS = /^(?:charts|crds|templates)\//;
const NOT_LISTED = ['charts/**', 'crds/**', 'templates/**', '**/node_modules/**', '**/.git/**'];
const MAX_VARIANTS = 100;
/** Larger files are data, not settings. */
const MAX_BYTES = 5 * 1024 * 1024;

export interface Variants {
  readonly jobs: readonly Job[];
  /** Environments whose file cannot be read as values. */
  readonly unread: readonly ChartResult[];
}

/** What is done with one values file of a chart. */
interface EnvironmentFile {
  /** As the user is shown it. */
  readonly shown: string;
  /** Null where it cannot be read. */
  readonly text: string | null;
}

/**
 * Each chart as it is, and once more with each of its environment files: values that lie in the chart and match a glob. Such a file
 * stands after the values files that were given; `--set` and its kin win over both, as they do in helm.
 */
export function variantJobs(roots: readonly ChartRoot[], settings: ScanSettings, globs: readonly string[], report: Report): Variants {
  const patterns = globs.map((text) => ({ text, matches: fileGlob(text.replace(/^\.\//, '')), used: false }));
  const jobs: Job[] = [];
  const unread: ChartResult[] = [];
  for (const root of roots) {
    const names = filesOf(root).filter((name) => name !== OWN_VALUES && patterns.filter(({ matches }) => matches(name)).map((pattern) => (pattern.used = true)).length > 0);
    if (names.length > MAX_VARIANTS) report({ code: 'limit-reached', severity: 'error', message: `${names.length} files match --values-glob; the first ${MAX_VARIANTS} are scanned`, file: root.path });
    jobs.push({ root, settings, variant: names.length === 0 ? null : shownIn(root, OWN_VALUES) });
    for (const file of readAll(root, names.slice(0, MAX_VARIANTS))) {
      const problems = problemsOf(file);
      if (problems.length > 0) unread.push(unreadVariant(root, file, problems));
      else jobs.push({ root, settings: withFile(settings, file), variant: file.shown });
    }
  }
  const unused = roots.length === 0 ? [] : patterns.filter(({ used }) => !used);
  for (const { text } of unused) report({ code: 'config-unused', severity: 'warning', message: `--values-glob ${text} matches no file of a chart`, hint: 'It is relative to the folder of a chart; ** is any folder.' });
  return { jobs, unread };
}

const withFile = (settings: ScanSettings, { shown: name, text }: EnvironmentFile): ScanSettings => ({
  ...settings,
  values: { ...settings.values, valuesFiles: [...settings.values.valuesFiles, { name, text: text! }] },
});

/** From the disk, whatever `.helmignore` says: environments are often kept out of the archive. Links are not followed. */
function filesOf(root: ChartRoot): string[] {
  if (root.kind === 'archive') return packedFiles(root).map(({ name }) => name);
  const { globSync } = createRequire(import.meta.url)('fast-glob') as typeof FastGlob;
  return globSync('**/*', { cwd: root.absolute, ignore: NOT_LISTED, dot: true, followSymbolicLinks: false, suppressErrors: true }).sort();
}

function packedFiles(root: ChartRoot): { name: string; text: string }[] {
  // What is wrong with the chart is told by its scan.
  const files = loadChart(root, () => {})?.files ?? [];
  return files.filter(({ name }) => !OTHER_PARTS.test(name)).map(({ name, source }) => ({ name, text: source.text })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readAll(root: ChartRoot, names: readonly string[]): EnvironmentFile[] {
  if (names.length === 0) return [];
  if (root.kind === 'folder') return names.map((name) => ({ shown: shownIn(root, name), text: readFile(join(root.absolute, name)) }));
  return packedFiles(root).filter(({ name }) => names.includes(name)).map(({ name, text }) => ({ shown: shownIn(root, name), text }));
}

function readFile(path: string): string | null {
  try {
    return statSync(path).size > MAX_BYTES ? null : readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return null;
  }
}

/** As files of a chart are named in results. */
const shownIn = ({ kind, path }: ChartRoot, name: string): string => (kind === 'archive' ? `${path}!/${name}` : path.endsWith('/') ? path + name : `${path}/${name}`);

function problemsOf({ shown, text }: EnvironmentFile): Diagnostic[] {
  if (text === null) return [{ code: 'path-unreadable', severity: 'error', message: `The values file ${shown} cannot be read, or is larger than ${MAX_BYTES / 1024 / 1024} MiB.`, file: shown }];
  const found: Diagnostic[] = [];
  readUserValues({ valuesFiles: [new SourceFile(shown, text)] }, (diagnostic) => void found.push(diagnostic));
  return found;
}

const unreadVariant = (root: ChartRoot, { shown }: EnvironmentFile, problems: readonly Diagnostic[]): ChartResult =>
  maskChart(emptyChart(root.path, { variant: shown, not_scanned: problems[0]!.message, diagnostics: problems.map(diagnosticRecord) }));
