import type { CallPath, Evaluator, Frame, Replay, ReplayMark } from '../evaluate/index.js';
import type { Node } from '../template/index.js';
import type { Chunk } from '../value/index.js';
import type { GuardChain } from './guard.js';
import { sideOf, type DecisionRecord, type Plan, type Side } from './records.js';

/** One decision of a pass. */
interface Taken {
  readonly record: DecisionRecord;
  readonly side: Side;
  readonly natural: Side;
}

/** What a node wrote when it was last run, and what was decided for it. */
interface Written {
  readonly chunks: readonly Chunk[];
  readonly from: number;
  readonly to: number;
  /** All decisions of that pass; those of the node begin and end at… */
  readonly log: readonly Taken[];
  readonly first: number;
  readonly last: number;
  /** It changed what can be seen outside of it. */
  readonly changes: boolean;
  /** It ran more than once in a pass: nobody can tell the one from the other. */
  repeated: boolean;
  /** The last pass in which it was run or written again. */
  pass: number;
}

/** Some forced decisions, with what the nodes below them wrote so far. */
export class Circumstances {
  readonly #written = new Map<CallPath, Map<Node, Written>>();
  readonly #further = new Map<DecisionRecord, Map<Side, Circumstances>>();
  /** What is handed on to all that is written here. */
  guards: GuardChain | null = null;

  /** With one more decision forced. */
  further(record: DecisionRecord, side: Side): Circumstances {
    let sides = this.#further.get(record);
    if (sides === undefined) this.#further.set(record, (sides = new Map()));
    let further = sides.get(side);
    if (further === undefined) sides.set(side, (further = new Circumstances()));
    return further;
  }

  find(path: CallPath, node: Node): Written | undefined {
    return this.#written.get(path)?.get(node);
  }

  note(path: CallPath, node: Node, written: Written): void {
    const nodes = this.#written.get(path);
    if (nodes === undefined) this.#written.set(path, new Map([[node, written]]));
    else nodes.set(node, written);
  }
}

/**
 * One pass over a file beside those before it, which start from the same values: a node in which nothing is decided otherwise writes what
 * it wrote. That ends where a forced decision changes what is seen outside of it.
 */
export class PassReplay implements Replay {
  readonly #log: Taken[] = [];
  readonly #otherwise = new Map<readonly Taken[], readonly number[]>();
  #same = true;

  constructor(
    private at: Circumstances,
    /** 0: as the values say. */
    readonly number: number,
    readonly plan: Plan,
  ) {}

  again(node: Node, { path, out }: Frame, { rounds }: Evaluator): boolean {
    if (this.number === 0 || !this.#same || rounds > 0) return false;
    const written = this.at.find(path, node);
    if (written === undefined || written.repeated || written.changes || written.pass === this.number) return false;
    const { chunks, from, to, log, first, last } = written;
    if (this.#isDecidedOtherwise(log, first, last)) return false;
    for (let at = from; at < to; at++) out.chunks.push(chunks[at]!);
    for (let at = first; at < last; at++) this.#log.push(log[at]!);
    written.pass = this.number;
    return true;
  }

  begin(frame: Frame, { effects }: Evaluator): ReplayMark {
    const mark = { chunks: frame.out.chunks.length, decisions: this.#log.length, effects, assigned: frame.assigned };
    frame.assigned = Infinity;
    return mark;
  }

  end(node: Node, frame: Frame, mark: ReplayMark, ended: boolean, { effects, rounds }: Evaluator): void {
    const { path, out, variables } = frame;
    const changes = !ended || effects !== mark.effects || frame.assigned < variables.length;
    frame.assigned = Math.min(frame.assigned, mark.assigned);
    if (!this.#same) return;
    const before = this.at.find(path, node);
    const from = mark.chunks;
    const to = out.chunks.length;
    this.at.note(path, node, {
      chunks: out.chunks,
      from,
      to,
      log: this.#log,
      first: mark.decisions,
      last: this.#log.length,
      changes: changes || before?.changes === true,
      repeated: rounds > 0 || before?.repeated === true || before?.pass === this.number,
      pass: this.number,
    });
  }

  decided(record: DecisionRecord, side: Side, natural: Side): void {
    this.#log.push({ record, side, natural });
  }

  /** A decision goes otherwise than the values say; gives what ends that. */
  divert(record: DecisionRecord, side: Side, frame: Frame, evaluator: Evaluator): () => void {
    const outer = this.at;
    const { effects } = evaluator;
    const { assigned } = frame;
    const mark = frame.variables.length;
    // What the other side would have changed is not changed now.
    const skipped = outer.find(frame.path, record.node);
    if (skipped?.changes === true) this.#same = false;
    this.at = outer.further(record, side);
    frame.assigned = Infinity;
    return () => {
      if (evaluator.effects !== effects || frame.assigned < mark) this.#same = false;
      frame.assigned = Math.min(frame.assigned, assigned);
      this.at = outer;
    };
  }

  /** The guards in force: the same object in each pass, except in loops, where every round has its own. */
  guards(outer: GuardChain | null, { rounds }: Evaluator, make: () => GuardChain): GuardChain {
    if (!this.#same || rounds > 0) return make();
    const known = this.at.guards;
    return known !== null && known.outer === outer ? known : (this.at.guards = make());
  }

  #isDecidedOtherwise(log: readonly Taken[], first: number, last: number): boolean {
    let otherwise = this.#otherwise.get(log);
    if (otherwise === undefined) this.#otherwise.set(log, (otherwise = this.#countOtherwise(log)));
    return otherwise[last]! > otherwise[first]!;
  }

  /** How many of the first decisions of a pass go another way in this one. */
  #countOtherwise(log: readonly Taken[]): number[] {
    const counts = [0];
    let count = 0;
    for (const { record, side, natural } of log) {
      const planned = this.plan.get(record);
      // What was never seen may be entered below a forced decision.
      const mayBeEntered = planned === undefined && natural === 'else' && record.relevant.body && !record.seen.body;
      if (mayBeEntered || (planned ?? natural) !== side) count++;
      counts.push(count);
    }
    return counts;
  }
}
