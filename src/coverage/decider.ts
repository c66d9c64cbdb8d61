import { Hole, HOLE_MARKER, isTrue, type GoValue } from '../value/index.js';
import type { Choice, DecisionPoint, Decisions, Evaluator, Frame, Reads } from '../evaluate/index.js';
import type { Pipe } from '../template/index.js';
import type { Choices } from './choices.js';
import { environmentOf } from './environment.js';
import { isLack, isRecursive, testsImagePart } from './dull.js';
import { apply, isSolved, type Fix } from './fix.js';
import { declare, guardOf, valueWithin } from './force.js';
import { join, type Forced, type GuardChain } from './guard.js';
import type { ImageText } from './image-text.js';
import { valueOf, type Scope } from './leaf.js';
import { lookupsIn, ternariesIn } from './lookups.js';
import { sideOf, type DecisionRecord, type Enclosing, type Ledger, type Plan, type Setting, type Side } from './records.js';
import type { Relevance } from './relevance.js';
import type { Prospects } from './prospects.js';
import type { PassReplay } from './replay.js';
import { Settings } from './settings.js';
import { solve, solveEach } from './solve.js';

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
  /** In the order in which they were met. */
  readonly forced: Forced[] = [];
  readonly #settings: Settings;
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
    setting: Setting | null,
    /** What passes before this one wrote; null where it starts from other values. */
    readonly replay: PassReplay | null,
  ) {
    this.#settings = new Settings(ledger, survey.choices, setting);
  }

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
    if (isNew && record.shape && point.node.kind !== 'range') this.#settings.switch(scope, point.node.pipe, !point.natural, this.#enclosing);
    if (isNew && (record.shape || record.relevant.body || record.relevant.else)) this.#settings.lookups(scope, point.node.pipe, record.shape, this.#enclosing);
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
    const ternaries = ternariesIn(pipe);
    const looksUp = lookupsIn(pipe).length > 0;
    if (ternaries.length === 0 && !looksUp) return;
    const inText = this.#shapesImage(pipe, frame);
    if (ternaries.length > 0 && inText) evaluator.unrepeatable++;
    if (!this.ledger.probe(frame.path, pipe)) return;
    const scope: Scope = { evaluator, frame, dot };
    if (inText) for (const condition of ternaries) this.#settings.switch(scope, condition, !isTrue(valueOf(scope, condition)), this.#enclosing);
    if (looksUp && this.#settings.lookups(scope, pipe, inText, this.#enclosing)) evaluator.unrepeatable++;
  }

  /** Whether an action writes the text of an image, or a variable that such a text is made of. */
  #shapesImage({ declarations }: Pipe, frame: Frame): boolean {
    const { imageText } = this.survey;
    return imageText.site(frame) !== null || (declarations.length > 0 && imageText.uses(frame.source, declarations[0]!));
  }

  refused(): void {}

  mayReuse(frame: Frame, name: string, expression: () => string): boolean {
    return !this.survey.relevance.call(name, expression) && this.survey.imageText.site(frame) === null;
  }

  #record({ node, frame, natural }: DecisionPoint, scope: Scope): DecisionRecord {
    const { source } = frame;
    const { imageText, relevance } = this.survey;
    const inText = imageText.site(frame, node.body) !== null;
    const body = !inText && relevance.body(node, source);
    const otherwise = !inText && relevance.side(node.otherwise, source);
    const isShaping = inText || (!body && !otherwise && imageText.isAssigned(node, source));
    // What asks the cluster is no setting: the other side is taken as in a manifest.
    const asks = isShaping && node.kind === 'if' && !isRecursive(frame) && environmentOf(scope, node.pipe, !natural) !== null;
    const matters = (body || otherwise) && !relevance.isTypeTest(node.pipe, source) && !isRecursive(frame) && this.#callMatters(frame) && !testsImagePart(scope, node.pipe);
    return {
      node,
      source,
      ancestors: this.#enclosing,
      shape: isShaping && !asks,
      seen: { body: false, else: false },
      relevant: { body: asks || (matters && body), else: asks || (matters && otherwise) },
      wanted: { body: asks, else: asks },
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
    if (planned === 'switches') return natural || !solveEach(scope, node.pipe, true).every(isLack) ? 'body' : 'else';
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
    this.forced.push({ guards, node, source: frame.source });
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
  #assume(given: readonly Fix[], evaluator: Evaluator): () => void {
    const { journal } = evaluator;
    // What is not known is told by its number where it is written.
    const fixes = given.map((fix) => (fix.value instanceof Hole && fix.value.marker === HOLE_MARKER ? { ...fix, value: evaluator.hole(fix.value.reason, fix.value.message) } : fix));
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
}
