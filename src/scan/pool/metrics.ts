import { STAGES, type Measured } from '../../clock/index.js';
import type { Answer, Job } from './job.js';

/** What a run spent. Times are seconds; those of stages are summed over threads, and a stage that was not met is left out. */
export interface RunMetrics {
  readonly stages: Readonly<Record<string, number>>;
  readonly charts: readonly ChartMetrics[];
  /** Threads that scanned; 0 where every result was known. */
  readonly threads: number;
  readonly peak_memory_bytes: number;
  /** Null: there was no cache. */
  readonly cache: { readonly hits: number; readonly misses: number } | null;
  /** Of the charts that were scanned: how often a template was to be rendered, and how often that was seen to be needless. */
  readonly templates: { readonly total: number; readonly skipped: number };
}

export interface ChartMetrics {
  /** Of the chart; of its variants the values file. */
  readonly path: string;
  /** Null: the result was known. */
  readonly seconds: number | null;
}

interface Facts {
  readonly jobs: readonly Job[];
  readonly made: ReadonlyMap<Job, Answer>;
  readonly threads: number;
  readonly cached: boolean;
  readonly measured: Measured;
}

export function metricsOf({ jobs, made, threads, cached, measured: { stages, counts } }: Facts): RunMetrics {
  return {
    stages: Object.fromEntries(STAGES.flatMap((stage) => (stages[stage] === undefined ? [] : [[stage, seconds(stages[stage])]]))),
    charts: jobs.map((job) => ({ path: job.variant ?? job.root.path, seconds: made.has(job) ? seconds(made.get(job)!.milliseconds) : null })),
    threads,
    // Kilobytes on every system.
    peak_memory_bytes: process.resourceUsage().maxRSS * 1024,
    cache: cached ? { hits: jobs.length - made.size, misses: made.size } : null,
    templates: { total: counts.templates ?? 0, skipped: counts['templates-skipped'] ?? 0 },
  };
}

const seconds = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1_000_000;
