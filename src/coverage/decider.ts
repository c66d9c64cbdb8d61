import { Spot } from '../source/index.js';
import { isTrue, type GoValue } from '../value/index.js';
import type { Choice, DecisionPoint, Decisions, Evaluator, Frame, Reads, TernaryPoint } from '../evaluate/index.js';
import { expressionText, type Expr, type Pipe } from '../template/index.js';
import { IMAGE_PART, type Choices } from './choices.js';
import { isLack, isRecursive, testsImagePart } from './dull.js';
import { apply, changes, isSolved, type Fix } from './fix.js';
import { declare, guardOf, valueWithin } from './force.js';
import { join, type Guard, type GuardChain } from './guard.js';
import type { ImageText } from './image-text.js';
import { valueOf, type Scope } from './leaf.js';
import { lookupsIn } from './lookups.js';
import { sideOf, type DecisionRecord, type Enclosing, type Ledger, type Plan, type Setting, type Side } from './records.js';
import type { Relevance } from './relevance.js';
import type { Prospects } from './prospects.js';
import type { PassReplay } from './replay.js';
import { solve } from './solve.js';

/** What is known of the templates of a release, whichever file runs. */
export interface Survey {
  readonly relevance: Relevance;
  readonly prospects: Prospects;
  readonly imageText: ImageText;
  readonly choices: Choices;
}

/** Steers one pass over one template file, and notes every decision that it meets. */
export class Decider implements Decisions {
  readonly tracesTests = false;
  #enclosing: Enclosing | null = null;
  /** What the values chose in the first round of this pass. */
  readonly #first = new Map<DecisionRecord, boolean>();
  /** Entered below a forced decision: all rounds are. */
  readonly #entered = new Set<DecisionRecord>();
  /** What has another value for the time of the branches that are being run. */
  readonly #assumed: (readonly Fix[])[] = [];

  constructor(
    readonly ledger: Ledger,
    readonly plan: Plan,
    readonly survey: Survey,
    /** What is turned for the whole pass. */
    readonly setting: Setting | null,
    /** What passes before this one wrote; null where it starts from other values. */
    readonly replay: PassReplay | null,
  ) {}

  choose(point: DecisionPoint, evaluator: Evaluator): Choice {
    const inherited = evaluator.inherited as GuardChain | null;
    const scope: Scope = { evaluator, frame: point.frame, dot: point.dot };
    let record = this.ledger.find(point);
    const isNew = record === undefined;
    if (record === undefined) this.ledger.add(point, (record = this.#record(point, scope)));
    this.#compareRounds(record, point.natural);
    // A switch has to be met in each file that its image is written in.
    if (record.shape) evaluator.unrepeatable++;
    const side = this.#side(record, point, scope);
    const other = sideOf(side !== 'body');
    if (record.relevant[other] && !record.wanted[other]) record.wanted[other] = this.survey.prospects.promise(scope, point.node, other);
    this.replay?.decided(record, side, sideOf(point.natural));
    record.seen[side] = true;
    if (isNew && record.shape && point.node.kind !== 'range') this.#setting(scope, point.node.pipe, !point.natural);
    if (isNew && (record.shape || record.relevant.body || record.relevant.else)) this.#lookups(scope, point.node.pipe, record.shape);
    const outer = this.#enclosing;
    this.#enclosing = { record, side, outer };
    const base = join(evaluator.guards as GuardChain | null, inherited);
    if (side === sideOf(point.natural)) {
      return { taken: point.natural, value: point.value, origin: point.origin, guards: base, undo: () => void (this.#enclosing = outer) };
    }
    const leave = this.replay?.divert(record, side, point.frame, evaluator);
    return this.#force(record, point, scope, base, () => {
      leave?.();
      this.#enclosing = outer;
    });
  }

  action(pipe: Pipe, frame: Frame, dot: GoValue, evaluator: Evaluator): void {
    if (lookupsIn(pipe).length === 0 || !this.ledger.probe(frame.path, pipe)) return;
    if (this.#lookups({ evaluator, frame, dot }, pipe, this.survey.imageText.site(frame) !== null)) evaluator.unrepeatable++;
  }

  ternary({ frame, dot, args, site }: TernaryPoint, evaluator: Evaluator): void {
    const condition = args[3];
    if (condition === undefined || this.survey.imageText.site(frame) === null) return;
    evaluator.unrepeatable++;
    if (!this.ledger.probe(frame.path, site)) return;
    const scope: Scope = { evaluator, frame, dot };
    this.#setting(scope, condition, !isTrue(valueOf(scope, condition)));
  }

  refused(): void {}

  mayReuse(frame: Frame, name: string, expression: () => string): boolean {
    return !this.survey.relevance.call(name, expression) && this.survey.imageText.site(frame) === null;
  }

  #record({ node, frame }: DecisionPoint, scope: Scope): DecisionRecord {
    const { source } = frame;
    const shape = this.survey.imageText.site(frame, node.body) !== null;
    const body = !shape && this.survey.relevance.body(node, source);
    const otherwise = !shape && this.survey.relevance.side(node.otherwise, source);
    const matters = (body || otherwise) && !this.survey.relevance.isTypeTest(node.pipe, source) && !isRecursive(frame) && this.#callMatters(frame) && !testsImagePart(scope, node.pipe);
    return {
      node,
      source,
      ancestors: this.#enclosing,
      shape,
      seen: { body: false, else: false },
      relevant: { body: matters && body, else: matters && otherwise },
      wanted: { body: false, else: false },
      tries: { body: 0, else: 0 },
      environment: {},
      rounds: 'alike',
    };
  }

  /** Below the call of a helper that writes only what it is given, the call has to give it something. */
  #callMatters({ path }: Frame): boolean {
    for (let at = path; at.parent !== null; at = at.parent) {
      if (at.callText !== null && !this.survey.relevance.call(at.name, () => at.callText!)) return false;
    }
    return true;
  }

  #compareRounds(record: DecisionRecord, natural: boolean): void {
    if (record.rounds !== 'alike' || !record.relevant.body || record.node.kind !== 'if') return;
    const first = this.#first.get(record);
    if (first === undefined) this.#first.set(record, natural);
    else if (first !== natural) record.rounds = 'mixed';
  }

  #side(record: DecisionRecord, { node, natural }: DecisionPoint, scope: Scope): Side {
    const planned = this.plan.get(record);
    if (planned === 'switches') return natural || !isLack(solve(scope, node.pipe, true)) ? 'body' : 'else';
    if (planned !== undefined) return planned;
    // What is first met below a forced decision is entered at once: headers and items often stand under twin conditions.
    const enter = !natural && scope.evaluator.guards !== null && record.relevant.body && (!record.seen.body || this.#entered.has(record));
    if (enter) this.#entered.add(record);
    return enter ? 'body' : sideOf(natural);
  }

  /** Takes the other side, with values for the time of the branch that suit it. */
  #force(record: DecisionRecord, point: DecisionPoint, scope: Scope, outer: GuardChain | null, leave: () => void): Choice {
    const { node, frame } = point;
    const taken = !point.natural;
    const solution = solve(scope, node.pipe, taken);
    const undo = this.#assume(isSolved(solution) ? solution : [], scope.evaluator);
    const make = (): GuardChain => ({ guard: guardOf(record, point, scope, solution), outer });
    const guards = this.replay === null ? make() : this.replay.guards(outer, scope.evaluator, make);
    const { value, origin } = node.kind === 'if' || !taken ? point : valueWithin(scope, point);
    if (node.kind !== 'if' && taken && node.pipe.declarations.length > 0) declare(frame, node.pipe.declarations, value, origin);
    return {
      taken,
      value,
      origin,
      guards,
      undo: () => {
        undo();
        leave();
      },
    };
  }

  /** Writes values for the time of a branch; gives what takes them back. */
  #assume(fixes: readonly Fix[], { journal }: Evaluator): () => void {
    const undo = apply(fixes, (map, key) => journal?.assume(map, key));
    this.#assumed.push(fixes);
    return () => {
      undo();
      this.#assumed.pop();
    };
  }

  get assumes(): ((reads: Reads) => boolean) | null {
    return this.#assumed.length === 0 ? null : this.#isAssumed;
  }

  readonly #isAssumed = (reads: Reads): boolean =>
    this.#assumed.some((fixes) => fixes.some(({ cells }) => cells.some((cell) => 'container' in cell && (cell.container.place === null || reads.readsAt(cell.container.place.child(cell.key))))));

  /** A switch in the text of an image is turned as a setting, in a pass of its own. */
  #setting(scope: Scope, condition: Expr, wanted: boolean): void {
    const solution = solve(scope, condition, wanted);
    if (!isSolved(solution) || solution.length === 0) return;
    const fixes = solution.filter(({ path }) => path !== null);
    if (fixes.length === 0 || !fixes.every((fix) => fix.isSwitch && !IMAGE_PART.test(String(fix.path!.at(-1))))) return;
    const text = expressionText(condition, scope.frame.source.text);
    this.#turn(fixes, wanted ? text : `not (${text})`, new Spot(scope.frame.source, condition.start, condition.end));
  }

  /** Where a key decides what is looked up, other keys are settings; whether there are any. */
  #lookups(scope: Scope, expr: Expr, inText: boolean): boolean {
    if (this.ledger.full) return false;
    const alternatives = lookupsIn(expr).flatMap((lookup) => this.survey.choices.of(scope, lookup, inText));
    for (const { fix, expression, at } of alternatives) this.#turn([fix], expression, new Spot(scope.frame.source, at.start, at.end));
    return alternatives.length > 0;
  }

  /** What is met under a setting needs that one, too. */
  #turn(fixes: readonly Fix[], expression: string, spot: Spot): void {
    const outer = this.setting;
    if (outer !== null && fixes.every(({ path }) => changes(outer.fixes, path))) return;
    const guard: Guard = { kind: 'setting', expression, spot, solution: fixes };
    this.ledger.turn({ fixes: [...(outer?.fixes ?? []), ...fixes], ancestors: this.#enclosing, guards: [...(outer?.guards ?? []), guard] });
  }
}
