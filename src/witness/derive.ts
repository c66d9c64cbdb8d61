import { changesToValues, isSolved, type Change, type Fix, type Guard } from '../coverage/index.js';
import type { GoMap } from '../value/index.js';

/** What rendering with some values showed. */
export interface Trial {
  /** Whether the image was rendered. */
  readonly isThere: boolean;
  /** What helm would refuse that it does not refuse without these values; null where nothing is. */
  readonly refusal: string | null;
  /** Changes that would satisfy the chart, each enough by itself. */
  readonly remedies: () => readonly (readonly Fix[])[];
}

export interface Bench {
  /** The values as they are. */
  readonly present: GoMap;
  /** Renders with these values on top, as far as it takes to see whether the image is there and nothing is refused. */
  readonly attempt: (values: Readonly<Record<string, unknown>>, reference: string) => Trial;
}

export interface Witness {
  readonly values: Readonly<Record<string, unknown>> | null;
  /** Why there is none. */
  readonly reason: string | null;
  /** Index of the way in that the values open. */
  readonly way: number;
}

/** Renderings spent on one image. */
const MAX_TRIALS = 14;
/** Further changes made to satisfy a chart that refuses. */
const MAX_REMEDIES = 4;

/** One choice of candidates for all fixes. */
interface Choice {
  readonly fixes: readonly Fix[];
  /** Index of the candidate for each fix. */
  readonly picks: readonly number[];
}

/**
 * The smallest values that turn an image on, proved by a rendering of our own before they are offered.
 *
 * @param waysIn guards of each place of the image
 */
export function deriveWitness(reference: string, waysIn: readonly (readonly Guard[])[], bench: Bench): Witness {
  const search = new Search(reference, bench);
  let reason: string | null = null;
  for (const guards of waysIn.toSorted((a, b) => a.length - b.length)) {
    const fixes = fixesOf(guards);
    const values = fixes.length === 0 ? null : search.from({ fixes, picks: fixes.map(() => 0) }, MAX_REMEDIES);
    if (values !== null) return { values, reason: null, way: waysIn.indexOf(guards) };
    reason ??= whyNot(guards, search.lastRefusal);
    if (search.spent) break;
  }
  return { values: null, reason: reason ?? 'no condition of it could be traced to a value', way: 0 };
}

/** Changes of values only; what needs something else is left out, the trial tells whether it matters. */
function fixesOf(guards: readonly Guard[]): Fix[] {
  const byPath = new Map<string, Fix>();
  for (const { solution } of guards) {
    if (!isSolved(solution)) continue;
    for (const fix of solution) if (fix.path !== null) byPath.set(JSON.stringify(fix.path), fix);
  }
  return [...byPath.values()];
}

function whyNot(guards: readonly Guard[], refusal: string | null): string {
  const asked = guards.find(({ environment }) => environment !== undefined)?.environment;
  if (asked !== undefined) return asked;
  if (refusal !== null) return `the chart refuses the values that would: ${refusal}`;
  const unsolved = guards.find(({ solution }) => !isSolved(solution))?.solution;
  return unsolved !== undefined && !isSolved(unsolved) ? unsolved.reason : 'the values that its conditions ask for do not bring it out';
}

class Search {
  lastRefusal: string | null = null;
  #trials = 0;

  constructor(
    readonly reference: string,
    readonly bench: Bench,
  ) {}

  get spent(): boolean {
    return this.#trials >= MAX_TRIALS;
  }

  /** Tries a choice, then remedies for what the chart refuses, then other candidates; null where nothing helps. */
  from(choice: Choice, remedies: number, shownBefore = false): Record<string, unknown> | null {
    const values = this.#values(choice);
    const trial = this.#try(values);
    if (trial === null) return null;
    const shown = trial.isThere;
    if (trial.refusal === null && shown) return this.#smallest(choice);
    this.lastRefusal = trial.refusal ?? this.lastRefusal;
    // What takes the image away again is no remedy to go on from.
    if (trial.refusal !== null && remedies > 0 && (shown || !shownBefore)) {
      for (const remedy of trial.remedies()) {
        if (this.spent) return null;
        const known = new Set(choice.fixes.map(({ path }) => JSON.stringify(path)));
        const more = remedy.filter(({ path }) => path !== null && !known.has(JSON.stringify(path)));
        if (more.length === 0) continue;
        const found = this.from({ fixes: [...choice.fixes, ...more], picks: [...choice.picks, ...more.map(() => 0)] }, remedies - 1, shown);
        if (found !== null) return found;
      }
    }
    return this.#others(choice);
  }

  /** Every other candidate of one fix at a time: an unset value may have to be a text, a map or a list. */
  #others({ fixes, picks }: Choice): Record<string, unknown> | null {
    for (const [at, fix] of fixes.entries()) {
      for (let pick = 1; pick < fix.candidates.length; pick++) {
        const choice = { fixes, picks: picks.with(at, pick) };
        const trial = this.#try(this.#values(choice));
        if (trial === null) return null;
        if (trial.refusal === null && trial.isThere) return this.#smallest(choice);
      }
    }
    return null;
  }

  /** Drops what is not needed. */
  #smallest(choice: Choice): Record<string, unknown> {
    let { fixes, picks } = choice;
    for (let at = fixes.length - 1; at >= 0 && fixes.length > 1; at--) {
      const fewer = { fixes: fixes.toSpliced(at, 1), picks: picks.toSpliced(at, 1) };
      const trial = this.#try(this.#values(fewer));
      if (trial === null) break;
      if (trial.refusal === null && trial.isThere) ({ fixes, picks } = fewer);
    }
    return this.#values({ fixes, picks });
  }

  #values({ fixes, picks }: Choice): Record<string, unknown> {
    const changes = fixes.map((fix, at): Change => ({ path: fix.path!, value: fix.candidates[picks[at]!] }));
    return changesToValues(changes, this.bench.present);
  }

  #try(values: Record<string, unknown>): Trial | null {
    if (this.spent) return null;
    this.#trials += 1;
    return this.bench.attempt(values, this.reference);
  }
}
