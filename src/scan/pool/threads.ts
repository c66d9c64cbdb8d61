import { availableParallelism } from 'node:os';
import type { Job } from './job.js';

const MAX_THREADS = 32;
/** More do not pay: each loads the evaluator, and they fight over memory. */
const USUAL_MAX_THREADS = 8;
/** What a further thread has to find to do, in bytes of charts: about twice the work that its own start costs. */
const BYTES_PER_THREAD = 3 * 1024 * 1024;

/**
 * How many threads scan, the calling one included.
 * @param asked a number from the user, which counts whatever there is to do; null: by the work
 */
export function threadCount(jobs: readonly Job[], asked: number | null): number {
  const most = Math.min(jobs.length, MAX_THREADS);
  if (asked !== null) return Math.max(1, Math.min(asked, most));
  const bytes = jobs.reduce((sum, job) => sum + job.root.bytes, 0);
  return Math.max(1, Math.min(most, availableParallelism(), USUAL_MAX_THREADS, Math.floor(bytes / BYTES_PER_THREAD)));
}
