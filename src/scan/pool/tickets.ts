import type { Job } from './job.js';

const TAKEN = 0;
const LARGEST_TAKEN = 1;
const SEATS = 2;
const SEAT_SIZE = 2;

/**
 * Who scans which chart, agreed on by all threads through shared memory. The largest charts go first, so that none is left for
 * the end. The calling thread begins with the smallest: nobody can end it when it hangs, and small charts are the least likely to.
 */
export class Tickets {
  readonly #cells: Int32Array;
  /** Positions of the jobs, largest first. */
  readonly #order: readonly number[];
  #smallestTaken = 0;

  constructor(
    jobs: readonly Job[],
    readonly shared: SharedArrayBuffer,
  ) {
    this.#cells = new Int32Array(shared);
    // Equal on every thread: the sort is stable.
    this.#order = jobs.map((_, at) => at).sort((a, b) => jobs[b]!.root.bytes - jobs[a]!.root.bytes);
  }

  static memory(seats: number): SharedArrayBuffer {
    return new SharedArrayBuffer((SEATS + seats * SEAT_SIZE) * Int32Array.BYTES_PER_ELEMENT);
  }

  /** The next job for the thread of a seat, and a note there that it is at it; null where none is left. */
  takeLargest(seat: number, now: number): number | null {
    if (!this.#take()) return null;
    const at = this.#order[Atomics.add(this.#cells, LARGEST_TAKEN, 1)]!;
    Atomics.store(this.#cells, SEATS + seat * SEAT_SIZE + 1, now);
    Atomics.store(this.#cells, SEATS + seat * SEAT_SIZE, at + 1);
    return at;
  }

  /** For the calling thread, which is the only one to take from this end. */
  takeSmallest(): number | null {
    return this.#take() ? this.#order[this.#order.length - ++this.#smallestTaken]! : null;
  }

  /** The thread of a seat is done with its job. */
  leave(seat: number): void {
    Atomics.store(this.#cells, SEATS + seat * SEAT_SIZE, 0);
  }

  /** The job of a seat and when it was taken; null where there is none. */
  current(seat: number): { readonly at: number; readonly since: number } | null {
    const at = Atomics.load(this.#cells, SEATS + seat * SEAT_SIZE) - 1;
    return at < 0 ? null : { at, since: Atomics.load(this.#cells, SEATS + seat * SEAT_SIZE + 1) };
  }

  get isEmpty(): boolean {
    return Atomics.load(this.#cells, TAKEN) >= this.#order.length;
  }

  #take(): boolean {
    return Atomics.add(this.#cells, TAKEN, 1) < this.#order.length;
  }
}
