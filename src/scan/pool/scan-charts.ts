import type { StageClock } from '../../clock/index.js';
import type { ChartResult } from '../result.js';
import type { KnownResults } from '../known-results.js';
import { metricsOf, type RunMetrics } from './metrics.js';
import type { Answer, Job } from './job.js';

export interface ScanChartsOptions {
  /** Threads; null: by the work there is. */
  readonly workers: number | null;
  /** Null: nothing is remembered. */
  readonly results: KnownResults | null;
  /** Null: nobody asks for times. */
  readonly clock: StageClock | null;
  readonly onProgress: (done: number, all: number) => void;
}

export interface Scanned {
  /** In the order of the jobs. */
  readonly charts: readonly ChartResult[];
  readonly metrics: RunMetrics | null;
}

/** KnownResults that are known are not made again; where all are, the evaluator is not even loaded. */
export async function scanCharts(jobs: readonly Job[], { workers, results, clock, onProgress }: ScanChartsOptions): Promise<Scanned> {
  const charts = recallAll(jobs, results, clock);
  const missing = jobs.filter((_, at) => charts[at] === null);
  let done = jobs.length - missing.length;
  const onAnswer = (): void => onProgress(++done, jobs.length);
  const { answers, threads } = missing.length === 0 ? { answers: [], threads: 0 } : await (await import('./run.js')).runJobs(missing, { workers, clock, onAnswer });
  const made = new Map<Job, Answer>(missing.map((job, at) => [job, answers[at]!]));
  if (results !== null) keepAll(made, results, clock);
  return {
    charts: jobs.map((job, at) => charts[at] ?? made.get(job)!.result),
    metrics: clock === null ? null : metricsOf({ jobs, made, threads, cached: results !== null, measured: clock.measured }),
  };
}

function recallAll(jobs: readonly Job[], results: KnownResults | null, clock: StageClock | null): (ChartResult | null)[] {
  if (results === null) return jobs.map(() => null);
  const recall = (): (ChartResult | null)[] => jobs.map((job) => results.recall(job));
  return clock === null ? recall() : clock.time('cache', recall);
}

function keepAll(made: ReadonlyMap<Job, Answer>, results: KnownResults, clock: StageClock | null): void {
  const keep = (): void => {
    for (const [job, answer] of made) results.keep(job, answer);
    results.close();
  };
  if (clock === null) keep();
  else clock.time('cache', keep);
}
