import type { ChartResult } from '../result.js';
import type { Clock } from '../../clock/index.js';
import { contextOf } from '../context.js';
import { maskChart } from '../masked.js';
import { scanChart } from '../scan-chart.js';
import { scanUnit } from '../scan-unit.js';
import { brokenAnswer, describeError } from './broken.js';
import type { Answer, Job, Outside } from './job.js';

/** Scans one chart, in whatever thread this is. Never throws. */
export function answerJob(job: Job, clock: Clock): Answer {
  const started = performance.now();
  const outside: Outside[] = [];
  try {
    const context = { ...contextOf(job.settings), clock, onOutside: (path: string, there: boolean) => void outside.push({ path, there }) };
    const scanned = job.unit === undefined ? scanChart(job.root, context) : scanUnit(job.root, job.unit, context);
    // Texts cut out of a rendered file would keep all of it: what is handed on is a copy.
    const result = JSON.parse(JSON.stringify(scanned)) as ChartResult;
    return { result, outside, broken: false, milliseconds: performance.now() - started };
  } catch (error) {
    const broken = brokenAnswer(job, describeError(error));
    return { ...broken, result: maskChart(broken.result), milliseconds: performance.now() - started };
  }
}
