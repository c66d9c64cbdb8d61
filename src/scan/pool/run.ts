import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NO_CLOCK, type StageClock } from '../../clock/index.js';
import { answerJob } from './answer.js';
import { CHART_TIMEOUT, Crew, THREAD_HEAP } from './crew.js';
import type { Answer, Job } from './job.js';
import { threadCount } from './threads.js';

/** Beside the bundle; the sources have none, and scan in one thread. */
const ENTRY = new URL('./worker.js', import.meta.url);

export interface RunOptions {
  /** Threads; null: by the work there is. */
  readonly workers: number | null;
  /** Null: nobody asks for times. */
  readonly clock: StageClock | null;
  readonly onAnswer: () => void;
}

export interface Outcome {
  /** In the order of the jobs. */
  readonly answers: readonly Answer[];
  readonly threads: number;
}

/** Scans charts, in as many threads as pay. */
export async function runJobs(jobs: readonly Job[], { workers, clock, onAnswer }: RunOptions): Promise<Outcome> {
  const threads = existsSync(fileURLToPath(ENTRY)) ? threadCount(jobs, workers) : 1;
  const answer = (job: Job): Answer => answerJob(job, clock ?? NO_CLOCK);
  if (threads > 1) {
    const crew = new Crew(jobs, { threads, entry: ENTRY, answer, measured: clock, onAnswer, timeout: CHART_TIMEOUT, heapMegabytes: THREAD_HEAP });
    return { answers: await crew.run(), threads };
  }
  const answers = jobs.map((job) => {
    const answered = answer(job);
    onAnswer();
    return answered;
  });
  return { answers, threads };
}
