import type { BranchNode, RangeNode } from '../template/index.js';
import type { GoValue, Origin } from '../value/index.js';
import type { Evaluator } from './evaluator.js';
import type { Frame } from './frame.js';

/** A place where the values decide which way a template goes. */
export interface DecisionPoint {
  readonly node: BranchNode | RangeNode;
  readonly frame: Frame;
  readonly dot: GoValue;
  /** What was tested, or is ranged over. */
  readonly value: GoValue;
  readonly origin: Origin | null;
  /** The side that the values choose: true is the body. */
  readonly natural: boolean;
}

/** A side that was chosen against the values. */
export interface Choice {
  readonly taken: boolean;
  /** Replaces dot in the body of `with`, and what a `range` goes over. */
  readonly value: GoValue;
  readonly origin: Origin | null;
  /** The conditions in force below, handed on to every text that is written there. */
  readonly guards: unknown;
  /** Takes back what was assumed for the time of the branch. */
  readonly undo: () => void;
}

/** Decides otherwise than the values do; null leaves it at the natural side. */
export interface Decisions {
  choose(point: DecisionPoint, evaluator: Evaluator): Choice | null;
  /** The condition of a `ternary` in a text; null leaves it as it is. */
  chooseTernary(site: unknown, condition: GoValue, origin: Origin | null, frame: Frame, evaluator: Evaluator): boolean | null;
}
