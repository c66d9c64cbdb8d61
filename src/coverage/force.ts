import { variableOf, type DecisionPoint, type Frame } from '../evaluate/index.js';
import { Spot } from '../source/index.js';
import { expressionText } from '../template/index.js';
import { GoMap, Hole, isTrue, type GoValue, type Origin } from '../value/index.js';
import { environmentOf } from './environment.js';
import { isSolved, type Solution } from './fix.js';
import type { Guard } from './guard.js';
import type { Scope } from './leaf.js';
import { sideOf, type DecisionRecord } from './records.js';

/** Dot of a forced `with`, or what a forced `range` goes over: the value as it is now, or a hole. */
export function valueWithin({ evaluator, frame, dot }: Scope, { node, origin }: DecisionPoint): { value: GoValue; origin: Origin | null } {
  const value = evaluator.evalAgain(frame, dot, node.pipe);
  if (isTrue(value)) return { value, origin: evaluator.origin };
  return { value: value instanceof Hole || !isEmptyContainer(value) ? evaluator.hole('unset', 'a value that is not set') : value, origin };
}

const isEmptyContainer = (value: GoValue): boolean => value instanceof GoMap && value.size === 0;

/** The variables of `with $x := …` hold the new value. */
export function declare(frame: Frame, names: readonly string[], value: GoValue, origin: Origin | null): void {
  for (const name of names) {
    const variable = variableOf(frame, name);
    if (variable !== undefined) {
      variable.value = value;
      variable.origin = origin;
    }
  }
}

export function guardOf({ environment: asked }: DecisionRecord, { node: { kind, pipe }, natural }: DecisionPoint, scope: Scope, solution: Solution): Guard {
  const taken = !natural;
  const { source } = scope.frame;
  const text = expressionText(pipe, source.text);
  const expression = taken ? text : `not (${text})`;
  const spot = new Spot(source, pipe.start, pipe.end);
  const byValues = isSolved(solution) && solution.length > 0 && solution.every(({ path }) => path !== null);
  const side = sideOf(taken);
  if (!byValues && asked[side] === undefined) asked[side] = environmentOf(scope, pipe, taken);
  const environment = byValues ? null : asked[side]!;
  return environment === null ? { kind, expression, spot, solution } : { kind: 'capability', expression, spot, solution, environment };
}
