import type { BranchNode, Expr, Node, Pipe, RangeNode } from '../template/index.js';
import type { GoValue, Origin } from '../value/index.js';
import type { Evaluator } from './evaluator.js';
import type { Frame } from './frame.js';
import type { Reads } from './reads.js';

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

/** The side to take, and what holds below it. */
export interface Choice {
  readonly taken: boolean;
  /** Dot in the body of `with`, and what a `range` goes over. */
  readonly value: GoValue;
  readonly origin: Origin | null;
  /** The forced conditions in force below, handed on to every text that is written there. */
  readonly guards: unknown;
  /** Called when the branch ends: takes back what was assumed for its time. */
  readonly undo: () => void;
}

/** A call that makes helm abort. */
export interface RefusalPoint {
  readonly frame: Frame;
  readonly dot: GoValue;
  /** The function and its arguments as written. */
  readonly args: readonly Expr[];
  /** What the chart says about it, and where that text came from. */
  readonly message: string;
  readonly origin: Origin | null;
}

/** Sees every decision outside of conditions, and may decide otherwise than the values do. */
export interface Decisions {
  /** Whether it matters where something came from that is only tested or hashed. */
  readonly tracesTests: boolean;
  choose(point: DecisionPoint, evaluator: Evaluator): Choice;
  /** An action, or what a call of a template is given, is about to be evaluated; asked so often that it takes no object for the place. */
  action(pipe: Pipe, frame: Frame, dot: GoValue, evaluator: Evaluator): void;
  /** Whether what a call of a named template writes may be taken from an equal call: no decision below it is of interest. */
  mayReuse(frame: Frame, name: string, expression: () => string): boolean;
  /** Whether something that was read has another value for the time of a branch; null: nothing has. */
  readonly assumes: ((reads: Reads) => boolean) | null;
  /** The chart refuses its values: `fail`, or `required` without one. */
  refused(point: RefusalPoint, evaluator: Evaluator): void;
}

/** What a pass knew when a node was about to run. */
export interface ReplayMark {
  readonly chunks: number;
  readonly decisions: number;
  readonly effects: number;
  readonly assigned: number;
}

/** Lets nodes write what they wrote in an earlier pass over the same file. */
export interface Replay {
  /** Writes what a node wrote before; false: it has to run, between {@link begin} and {@link end}. */
  again(node: Node, frame: Frame, evaluator: Evaluator): boolean;
  begin(frame: Frame, evaluator: Evaluator): ReplayMark;
  /** @param ended false: by `break` or `continue` */
  end(node: Node, frame: Frame, mark: ReplayMark, ended: boolean, evaluator: Evaluator): void;
}
