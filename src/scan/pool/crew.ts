import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { StageClock } from '../../clock/index.js';
import { brokenAnswer } from './broken.js';
import type { Answer, Delivery, Job, Orders } from './job.js';
import { Tickets } from './tickets.js';

/** Charts take milliseconds, the largest ones a second or two. */
export const CHART_TIMEOUT = 60_000;
/** Megabytes; a chart that needs more is beyond every budget of the evaluation. */
export const THREAD_HEAP = 2048;
const WATCH_INTERVAL = 200;

export interface CrewOptions {
  /** The calling thread is one of them. */
  readonly threads: number;
  readonly entry: URL;
  /** Scans a chart in this thread. */
  readonly answer: (job: Job) => Answer;
  /** Takes what other threads measured; null: they need not measure. */
  readonly measured: StageClock | null;
  readonly onAnswer: () => void;
  /** Milliseconds for one chart. */
  readonly timeout: number;
  /** What a thread may keep. */
  readonly heapMegabytes: number;
}

/** Several threads at the jobs of one scan; this one works along. Threads that die or hang cost their chart, not the scan. */
export class Crew {
  readonly #answers: Answer[] = [];
  readonly #tickets: Tickets;
  readonly #workers = new Map<number, Worker>();
  readonly #started = Date.now();
  #missing: number;
  #finish: () => void = () => {};

  constructor(
    readonly jobs: readonly Job[],
    readonly options: CrewOptions,
  ) {
    this.#missing = jobs.length;
    this.#tickets = new Tickets(jobs, Tickets.memory(options.threads));
  }

  /** In the order of the jobs. */
  async run(): Promise<Answer[]> {
    const finished = new Promise<void>((resolve) => (this.#finish = resolve));
    for (let seat = 1; seat < this.options.threads; seat++) this.#hire(seat);
    const watch = setInterval(() => this.#endHanging(), WATCH_INTERVAL);
    await this.#workAlong();
    if (this.#missing > 0) await finished;
    clearInterval(watch);
    return this.#answers;
  }

  async #workAlong(): Promise<void> {
    for (let at = this.#tickets.takeSmallest(); at !== null; at = this.#tickets.takeSmallest()) {
      this.#take(at, this.options.answer(this.jobs[at]!));
      // What the others send has to be let in.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #hire(seat: number): void {
    const { entry, measured, heapMegabytes } = this.options;
    const orders: Orders = { jobs: this.jobs, tickets: this.#tickets.shared, seat, started: this.#started, measure: measured !== null };
    const worker = new Worker(entry, { workerData: orders, env: SHARE_ENV, resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } });
    this.#workers.set(seat, worker);
    let failure = 'ended its thread';
    worker.on('message', ({ at, json, measured: times }: Delivery) => {
      if (times !== null) measured?.add(times);
      this.#take(at, JSON.parse(Buffer.from(json.buffer, json.byteOffset, json.byteLength).toString()) as Answer);
    });
    worker.on('error', (error: NodeJS.ErrnoException) => (failure = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'ran out of memory' : `ended its thread (${error.message})`));
    worker.on('exit', () => this.#left(seat, worker, failure));
  }

  /** Ends a thread that has been at one chart for too long. */
  #endHanging(): void {
    for (const [seat, worker] of this.#workers) {
      const current = this.#tickets.current(seat);
      if (current === null || Date.now() - this.#started - current.since < this.options.timeout) continue;
      this.#workers.delete(seat);
      void worker.terminate();
      this.#lost(seat, `took longer than ${this.options.timeout / 1000} seconds`);
    }
  }

  #left(seat: number, worker: Worker, failure: string): void {
    if (this.#workers.get(seat) !== worker) return;
    this.#workers.delete(seat);
    this.#lost(seat, failure);
  }

  /** The chart of a thread that is no more, if it was at one; another thread goes on with the rest. */
  #lost(seat: number, what: string): void {
    const at = this.#tickets.current(seat)?.at;
    if (at === undefined || this.#answers[at] !== undefined) return;
    this.#tickets.leave(seat);
    this.#take(at, brokenAnswer(this.jobs[at]!, what));
    if (!this.#tickets.isEmpty) this.#hire(seat);
  }

  #take(at: number, answer: Answer): void {
    if (this.#answers[at] !== undefined) return;
    this.#answers[at] = answer;
    this.options.onAnswer();
    if (--this.#missing > 0) return;
    // Their ends are not waited for.
    for (const worker of this.#workers.values()) worker.unref();
    this.#finish();
  }
}
