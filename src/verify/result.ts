import type { PlaceRecord, Status } from '../scan/index.js';

/**
 * - `agrees`: helm renders exactly the images that were said
 * - `differs`: it does not
 * - `helm-failed`: helm renders nothing; `foreseen` where the scan has an error for the chart too
 * - `skipped`: there is nothing to compare
 */
export type Outcome = 'agrees' | 'differs' | 'helm-failed' | 'skipped';

/** What a cross-check found; plain data, keys as in the JSON it is written as. */
export interface Verification {
  readonly helm: { readonly path: string; readonly version: string } | null;
  /** Why nothing was checked; null where it was. */
  readonly note: string | null;
  readonly summary: {
    readonly charts: number;
    readonly agree: number;
    readonly differ: number;
    readonly helm_failed: number;
    readonly skipped: number;
    /** Images with values that switch them on, and how many of them helm rendered with these. */
    readonly witnesses: { readonly checked: number; readonly confirmed: number };
  };
  readonly charts: readonly ChartVerification[];
}

export interface ChartVerification {
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly outcome: Outcome;
  /** Why it was skipped, or what helm says. */
  readonly reason: string | null;
  /** helm failed, and the scan or the kind of chart had told so. */
  readonly foreseen: boolean;
  /** Images that both name. */
  readonly agree: readonly string[];
  /** helm renders them, and they were not said to be rendered. */
  readonly missing: readonly MissingImage[];
  /** Said to be rendered, and helm does not. */
  readonly extra: readonly ExtraImage[];
  /** helm renders them in places that were told as unresolved. */
  readonly unresolved: readonly string[];
  /** Errors that were told although helm renders the chart; they count as no disagreement, for another helm may refuse it. */
  readonly tolerated: readonly string[];
  readonly witnesses: readonly WitnessVerification[];
}

export interface MissingImage {
  readonly reference: string;
  readonly resource: { readonly kind: string; readonly name: string };
  readonly document_path: string;
  /** What the image was said to be instead; null where it was not named at all. */
  readonly status: Status | null;
}

export interface ExtraImage {
  readonly reference: string;
  readonly template: PlaceRecord | null;
}

/** What became of one overlay; several images can have the same. */
export interface WitnessVerification {
  readonly overlay: Readonly<Record<string, unknown>>;
  readonly confirmed: readonly string[];
  /** helm renders the chart with the overlay, but not these. */
  readonly absent: readonly string[];
  /** What helm says where it refuses the overlay. */
  readonly refused: string | null;
}

/** Whether helm said something else than the scan. */
export const disagrees = ({ charts }: Verification): boolean =>
  charts.some(
    ({ outcome, foreseen, witnesses }) =>
      outcome === 'differs' || (outcome === 'helm-failed' && !foreseen) || witnesses.some(({ absent, refused }) => refused !== null || absent.length > 0),
  );
