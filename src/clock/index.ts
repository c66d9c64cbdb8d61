/**
 * What a scan of a chart spends its time on; nested stages do not count twice.
 * - `hash`: what lies at the paths, for the cache; `cache`: reading and writing it
 * - `load`: files, archives, metadata, values.yaml; `values`: merging, dependencies, schemas
 * - `parse`, `evaluate`: templates; `force`: rendering again with other branches taken
 * - `documents`: reading what was written, and the rules; `records`: places, guards, origins; `prove`: values for what is off
 */
export const STAGES = ['discover', 'hash', 'cache', 'load', 'values', 'parse', 'evaluate', 'force', 'documents', 'records', 'prove'] as const;
export type Stage = (typeof STAGES)[number];

const COUNTERS = ['templates', 'templates-skipped', 'passes'] as const;
export type Counter = (typeof COUNTERS)[number];

/** Handed to whoever does the work; where nobody asks for times it is {@link NO_CLOCK}, which only calls. */
export interface Clock {
  time<T>(stage: Stage, work: () => T): T;
  count(counter: Counter, by?: number): void;
}

export const NO_CLOCK: Clock = { time: (_, work) => work(), count: () => {} };

/** Plain data: what a clock has measured. */
export interface Measured {
  /** Milliseconds. */
  readonly stages: Readonly<Partial<Record<Stage, number>>>;
  readonly counts: Readonly<Partial<Record<Counter, number>>>;
}

export class StageClock implements Clock {
  readonly #stages: Partial<Record<Stage, number>> = {};
  readonly #counts: Partial<Record<Counter, number>> = {};
  /** What the stages inside the current one have taken, in milliseconds. */
  #inner = 0;

  time<T>(stage: Stage, work: () => T): T {
    const outside = this.#inner;
    const started = performance.now();
    this.#inner = 0;
    try {
      return work();
    } finally {
      const taken = performance.now() - started;
      this.#stages[stage] = (this.#stages[stage] ?? 0) + taken - this.#inner;
      this.#inner = outside + taken;
    }
  }

  count(counter: Counter, by = 1): void {
    this.#counts[counter] = (this.#counts[counter] ?? 0) + by;
  }

  /** Takes what another thread has measured. */
  add({ stages, counts }: Measured): void {
    for (const stage of STAGES) if (stages[stage] !== undefined) this.#stages[stage] = (this.#stages[stage] ?? 0) + stages[stage];
    for (const counter of COUNTERS) if (counts[counter] !== undefined) this.count(counter, counts[counter]);
  }

  get measured(): Measured {
    return { stages: { ...this.#stages }, counts: { ...this.#counts } };
  }
}
