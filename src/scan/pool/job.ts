import type { ChartRoot } from '../../chart/discover.js';
import type { Measured } from '../../clock/index.js';
import type { ChartResult } from '../result.js';
import type { ScanSettings } from '../settings.js';
import type { UnitInput } from '../unit-input.js';

/** One chart to scan. Plain data, as is all that goes to threads. */
export interface Job {
  readonly root: ChartRoot;
  readonly settings: ScanSettings;
  /** What deploys it; left out: nothing does. */
  readonly unit?: UnitInput;
  /** The values file whose environment this is; null: the chart has no variants. */
  readonly variant: string | null;
}

export interface Answer {
  readonly result: ChartResult;
  /** Folders beyond the chart that its loading looked for. */
  readonly outside: readonly Outside[];
  /** The scan broke down; nobody may take this for the answer later. */
  readonly broken: boolean;
  readonly milliseconds: number;
}

export interface Outside {
  /** Absolute. */
  readonly path: string;
  readonly there: boolean;
}

/** What a thread is started with. */
export interface Orders {
  readonly jobs: readonly Job[];
  /** Of {@link Tickets}. */
  readonly tickets: SharedArrayBuffer;
  readonly seat: number;
  /** Milliseconds of the epoch: what times in shared memory count from. */
  readonly started: number;
  /** Whether to measure stages. */
  readonly measure: boolean;
}

/** What a thread sends for each job. */
export interface Delivery {
  readonly at: number;
  /** JSON of the {@link Answer}, handed over and not copied. */
  readonly json: Uint8Array;
  readonly measured: Measured | null;
}
