import { formatTimings, writePrometheus, type Report } from '../report/index.js';
import type { RunMetrics } from '../scan/result.js';
import { writeMessage, writeResult } from './output.js';

interface MetricFlags {
  readonly timings: boolean;
  readonly 'metrics-file'?: string | undefined;
}

/** What the run spent, to where it was asked for. */
export function tellMetrics(report: Report, metrics: RunMetrics, flags: MetricFlags): void {
  if (flags.timings) writeMessage(formatTimings(metrics));
  if (flags['metrics-file'] !== undefined) writeResult(writePrometheus(report, metrics), flags['metrics-file']);
}
