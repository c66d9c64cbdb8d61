import { traceRange } from '../trace/index.js';
import type { Choice, DecisionPoint, Decisions, Evaluator, RefusalPoint } from '../evaluate/index.js';
import type { Pipe } from '../template/index.js';
import { isSolved, type Fix, type Solution } from './fix.js';
import type { Scope } from './leaf.js';
import { solve, solveEach } from './solve.js';

/** A condition around a place; the innermost comes first. */
class Around {
  #otherwise: readonly (readonly Fix[])[] | null = null;
  readonly #scope: Scope;
  readonly #condition: Pipe;
  readonly #wanted: boolean;

  constructor(
    { frame, dot, node, natural }: DecisionPoint,
    evaluator: Evaluator,
    readonly outer: Around | null,
  ) {
    // Few conditions stand around a refusal, and when it comes, the variables that they ask are gone.
    this.#scope = { evaluator, frame: { ...frame, variables: frame.variables.map((variable) => ({ ...variable })) }, dot };
    this.#condition = node.pipe;
    this.#wanted = !natural;
  }

  /** The ways to make it come out otherwise. */
  get otherwise(): readonly (readonly Fix[])[] {
    return (this.#otherwise ??= solveEach(this.#scope, this.#condition, this.#wanted).filter(byValues));
  }
}

/**
 * Watches a rendering that the chart refuses, and finds what to change so that it does not: for `required` the value that is
 * missing, for `fail` the condition that it stands under, or that its message was written under.
 */
export class Refusals implements Decisions {
  readonly tracesTests = true;
  /** Nothing is forced. */
  readonly assumes = null;
  /** Each alternative is enough by itself, the likeliest first. */
  readonly alternatives: (readonly Fix[])[] = [];
  #around: Around | null = null;

  choose(point: DecisionPoint, evaluator: Evaluator): Choice {
    const outer = this.#around;
    this.#around = new Around(point, evaluator, outer);
    return { taken: point.natural, value: point.value, origin: point.origin, guards: this.#around, undo: () => void (this.#around = outer) };
  }

  action(): void {}

  mayReuse(): boolean {
    return false;
  }

  refused({ frame, dot, args, message, origin }: RefusalPoint, evaluator: Evaluator): void {
    const demanded = args[0]?.kind === 'identifier' && args[0].name === 'required' ? args[2] : undefined;
    if (demanded !== undefined) this.#add([solve({ evaluator, frame, dot }, demanded, true)].filter(byValues));
    const chains = origin === null ? [] : traceRange(origin, message, 0, message.length).guards;
    for (const chain of [...chains.reverse(), this.#around]) {
      for (let at = chain as Around | null; at !== null; at = at.outer) this.#add(at.otherwise);
    }
  }

  #add(ways: readonly (readonly Fix[])[]): void {
    for (const fixes of ways) {
      const key = keyOf(fixes);
      if (!this.alternatives.some((known) => keyOf(known) === key)) this.alternatives.push(fixes);
    }
  }
}

/** Something to do, by values of the chart. */
function byValues(solution: Solution): solution is readonly Fix[] {
  return isSolved(solution) && solution.some(({ path }) => path !== null);
}

const keyOf = (fixes: readonly Fix[]): string => JSON.stringify(fixes.map(({ path, candidates }) => [path, candidates[0]]));
