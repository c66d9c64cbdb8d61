import type { RunMetrics } from '../scan/result.js';
import type { Report } from './document.js';

interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a run found and spent, for the text-file collector of Prometheus' node exporter. */
export function writePrometheus({ summary, metadata }: Report, metrics: RunMetrics): string {
  const { stages, charts, threads, peak_memory_bytes: peak, cache, templates } = metrics;
  const scanned = charts.filter((chart) => chart.seconds !== null);
  const by = (label: string, values: Readonly<Record<string, number>>): Sample[] => Object.entries(values).map(([name, value]) => ({ labels: { [label]: name }, value }));
  return [
    gauge('last_run_timestamp_seconds', 'When the run ended.', [{ value: Date.parse(metadata.timestamp) / 1000 }]),
    gauge('duration_seconds', 'How long the run took.', [{ value: summary.execution_time }]),
    gauge('stage_seconds', 'What each stage took, summed over threads.', by('stage', stages)),
    gauge('charts', 'Charts of the run.', [{ value: charts.length }]),
    gauge('chart_seconds', 'What each chart took that was scanned.', scanned.map(({ path, seconds }) => ({ labels: { chart: path }, value: seconds! }))),
    gauge('images', 'Distinct references, by status.', by('status', summary.by_status)),
    gauge('unresolved', 'Places whose image could not be determined.', [{ value: summary.unresolved }]),
    gauge('threads', 'Threads that scanned.', [{ value: threads }]),
    gauge('peak_memory_bytes', 'Most memory that the process had.', [{ value: peak }]),
    gauge('cache_hits', 'Charts whose result was known.', cache === null ? [] : [{ value: cache.hits }]),
    gauge('cache_misses', 'Charts whose result was not known.', cache === null ? [] : [{ value: cache.misses }]),
    gauge('templates', 'Templates that were to be rendered.', [{ value: templates.total }]),
    gauge('templates_skipped', 'Templates that cannot reach an image.', [{ value: templates.skipped }]),
  ].join('');
}

function gauge(name: string, help: string, samples: readonly Sample[]): string {
  if (samples.length === 0) return '';
  const full = `astrago_scan_${name}`;
  const lines = samples.map(({ labels, value }) => `${full}${labels === undefined ? '' : `{${Object.entries(labels).map(label).join(',')}}`} ${value}\n`);
  return `# HELP ${full} ${help}\n# TYPE ${full} gauge\n${lines.join('')}`;
}

/** Prometheus' text format: these three are escaped. */
const label = ([name, value]: [string, string]): string => `${name}="${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
