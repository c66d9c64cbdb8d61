import type { RunMetrics } from '../scan/result.js';

/** What a run spent, for people: stages, the cache, charts with the slowest first. Lines that each end in a line break. */
export function formatTimings(metrics: RunMetrics): string {
  const scanned = metrics.charts.filter((chart) => chart.seconds !== null).toSorted((a, b) => b.seconds! - a.seconds!);
  const rows = [
    ...Object.entries(metrics.stages).map(([stage, seconds]) => `${milliseconds(seconds)}  ${stage}`),
    ...(scanned.length === 0 ? [] : ['charts:', ...scanned.map((chart) => `${milliseconds(chart.seconds!)}  ${chart.path}`)]),
    summary(metrics, scanned.length),
  ];
  return ['timings:', ...rows].map((row) => `${row}\n`).join('');
}

function summary({ charts, threads, cache, templates, peak_memory_bytes: peak }: RunMetrics, scanned: number): string {
  const parts = [`${charts.length} charts`, `${scanned} scanned in ${threads} ${threads === 1 ? 'thread' : 'threads'}`];
  if (cache !== null) parts.push(`${cache.hits} from the cache`);
  if (templates.total > 0) parts.push(`${templates.skipped} of ${templates.total} templates skipped`);
  return `${parts.join(', ')}, ${Math.round(peak / 1024 / 1024)} MiB at most`;
}

const milliseconds = (seconds: number): string => `${(seconds * 1000).toFixed(1).padStart(9)} ms`;
