import { Spot } from '../source/index.js';
import { GoList, GoMap, Hole, isTrue, type GoValue, type Origin } from '../value/index.js';
import type { Choice, DecisionPoint, Decisions, Evaluator, Frame, TernaryPoint } from '../evaluate/index.js';
import type { Expr } from '../template/index.js';
import { callTerm, unpiped } from './call.js';
import { environmentOf } from './environment.js';
import { apply, isSolved, type Solution } from './fix.js';
import { join, type Guard, type GuardChain } from './guard.js';
import type { ImageText } from './image-text.js';
import { valueOf, type Scope } from './leaf.js';
import { sideOf, type DecisionRecord, type Enclosing, type Ledger, type Side } from './records.js';
import type { Relevance } from './relevance.js';
import { solve } from './solve.js';

/** Which decisions of a pass go which way. */
export type Plan = ReadonlyMap<DecisionRecord, Aim>;

/** A side for all rounds of the loops around, or the body for the rounds whose items have a switch that is off. */
export type Aim = Side | 'switches';

/** Parts of an image: whether a text for one of them is set is no switch that brings another image. */
const IMAGE_PART = /registry|repository|^repo$|tag$|digest|^sha|image$|^hub$|version$|variant$/i;

/** Steers one pass over one template file, and notes every decision that it meets. */
export class Decider implements Decisions {
  #enclosing: Enclosing | null = null;
  /** What the values chose in the first round of this pass. */
  readonly #first = new Map<DecisionRecord, boolean>();
  /** Entered below a forced decision: all rounds are. */
  readonly #entered = new Set<DecisionRecord>();

  constructor(
    readonly ledger: Ledger,
    readonly plan: Plan,
    readonly relevance: Relevance,
    readonly imageText: ImageText,
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
    record.seen[side] = true;
    if (isNew && record.shape && point.node.kind !== 'range') this.#setting(scope, point.node.pipe, !point.natural);
    const outer = this.#enclosing;
    this.#enclosing = { record, side, outer };
    const base = join(evaluator.guards as GuardChain | null, inherited);
    if (side === sideOf(point.natural)) {
      return { taken: point.natural, value: point.value, origin: point.origin, guards: base, undo: () => void (this.#enclosing = outer) };
    }
    return this.#force(record, point, scope, base, () => void (this.#enclosing = outer));
  }

  ternary({ frame, dot, args, site }: TernaryPoint, evaluator: Evaluator): void {
    const condition = args[3];
    if (condition === undefined || this.imageText.site(frame) === null) return;
    evaluator.unrepeatable++;
    if (!this.ledger.probe(frame.path, site)) return;
    const scope: Scope = { evaluator, frame, dot };
    this.#setting(scope, condition, !isTrue(valueOf(scope, condition)));
  }

  refused(): void {}

  mayReuse(frame: Frame, name: string, expression: () => string): boolean {
    return !this.relevance.call(name, expression) && this.imageText.site(frame) === null;
  }

  #record({ node, frame }: DecisionPoint, scope: Scope): DecisionRecord {
    const { source } = frame;
    const shape = this.imageText.site(frame, node.body) !== null;
    const body = !shape && this.relevance.body(node, source);
    const otherwise = !shape && this.relevance.side(node.otherwise, source);
    const matters = (body || otherwise) && !this.relevance.isTypeTest(node.pipe, source) && !isRecursive(frame) && this.#callMatters(frame) && !testsImagePart(scope, node.pipe);
    return {
      node,
      source,
      ancestors: this.#enclosing,
      shape,
      seen: { body: false, else: false },
      relevant: { body: matters && body, else: matters && otherwise },
      tries: { body: 0, else: 0 },
      environment: {},
      rounds: 'alike',
    };
  }

  /** Below the call of a helper that writes only what it is given, the call has to give it something. */
  #callMatters({ path }: Frame): boolean {
    for (let at = path; at.parent !== null; at = at.parent) {
      if (at.callText !== null && !this.relevance.call(at.name, () => at.callText!)) return false;
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
    const undo = isSolved(solution) ? apply(solution) : () => {};
    const guard = guardOf(record, point, scope, solution);
    const { value, origin } = node.kind === 'if' || !taken ? point : valueWithin(scope, point);
    if (node.kind !== 'if' && taken && node.pipe.declarations.length > 0) declare(frame, node.pipe.declarations, value, origin);
    return {
      taken,
      value,
      origin,
      guards: { guard, outer },
      undo: () => {
        undo();
        leave();
      },
    };
  }

  /** A switch in the text of an image is turned as a setting, in a pass of its own. */
  #setting(scope: Scope, condition: Expr, wanted: boolean): void {
    const solution = solve(scope, condition, wanted);
    if (!isSolved(solution) || solution.length === 0) return;
    const fixes = solution.filter(({ path }) => path !== null);
    if (fixes.length === 0 || !fixes.every((fix) => fix.isSwitch && !IMAGE_PART.test(String(fix.path!.at(-1))))) return;
    const key = JSON.stringify(fixes.map(({ path, candidates }) => [path, candidates[0]]));
    if (this.ledger.settings.has(key)) return;
    const { source } = scope.frame;
    const text = source.text.slice(condition.start, condition.end).replace(/\s*-?\}\}$/, '').trim();
    const expression = wanted ? text : `not (${text})`;
    this.ledger.settings.set(key, { fixes, ancestors: this.#enclosing, point: { expression, source, start: condition.start, end: condition.end } });
  }
}

/** Whether a definition is on the way to itself: merging code walks trees that way, with thousands of decisions. */
function isRecursive({ path }: Frame): boolean {
  if (path.parent === null) return false;
  for (let at = path.parent; at.parent !== null; at = at.parent) if (at.name === path.name && path.name !== 'tpl') return true;
  return false;
}

/** Whether an item lacks something rather than being switched off: with that made up, it would be another item. */
const isLack = (solution: Solution): boolean => isSolved(solution) && !solution.every(({ isSwitch }) => isSwitch);

/** `if .registry`, `with .digest`: to take the other side gives the same image with a part too few. */
function testsImagePart(scope: Scope, pipe: Expr): boolean {
  const expr = unpiped(pipe);
  const call = callTerm(expr);
  if (call !== null && ['not', 'empty', 'and', 'or'].includes(call.name)) return call.args.some((arg) => testsImagePart(scope, arg));
  if (expr.kind !== 'field' && expr.kind !== 'variable' && expr.kind !== 'chain') return false;
  const name = expr.names.at(-1) ?? (expr.kind === 'variable' ? expr.name.slice(1) : '');
  if (!IMAGE_PART.test(name)) return false;
  const value = valueOf(scope, expr);
  return !(value instanceof GoMap || value instanceof GoList || typeof value === 'boolean');
}

/** Dot of a forced `with`, or what a forced `range` goes over: the value as it is now, or a hole. */
function valueWithin({ evaluator, frame, dot }: Scope, { node, origin }: DecisionPoint): { value: GoValue; origin: Origin | null } {
  const value = evaluator.evalAgain(frame, dot, node.pipe);
  if (isTrue(value)) return { value, origin: evaluator.origin };
  return { value: value instanceof Hole || !isEmptyContainer(value) ? evaluator.hole('unset', 'a value that is not set') : value, origin };
}

const isEmptyContainer = (value: GoValue): boolean => value instanceof GoMap && value.size === 0;

/** The variables of `with $x := …` hold the new value. */
function declare(frame: Frame, names: readonly string[], value: GoValue, origin: Origin | null): void {
  for (const name of names) {
    const variable = frame.variables.findLast((candidate) => candidate.name === name);
    if (variable !== undefined) {
      variable.value = value;
      variable.origin = origin;
    }
  }
}

function guardOf({ environment: asked }: DecisionRecord, { node: { kind, pipe }, natural }: DecisionPoint, scope: Scope, solution: Solution): Guard {
  const taken = !natural;
  const { source } = scope.frame;
  const text = source.text.slice(pipe.start, pipe.end).replace(/\s*-?\}\}$/, '').trim();
  const expression = taken ? text : `not (${text})`;
  const spot = new Spot(source, pipe.start, pipe.end);
  const byValues = isSolved(solution) && solution.length > 0 && solution.every(({ path }) => path !== null);
  const side = sideOf(taken);
  if (!byValues && asked[side] === undefined) asked[side] = environmentOf(scope, pipe, taken);
  const environment = byValues ? null : asked[side]!;
  return environment === null ? { kind, expression, spot, solution } : { kind: 'capability', expression, spot, solution, environment };
}
