import { GoError, GoList, GoMap, Hole, MARKER, WHOLE_MARKER, type GoValue, type Origin, type Place } from '../value/index.js';
import { admit, admitText } from './admit.js';
import type { PureCallee } from './callee.js';
import type { Evaluator } from './evaluator.js';
import { MAX_TEXT_LENGTH } from './functions/budget.js';
import { pin } from './journal.js';
import { LimitError, MAX_ITEMS, MAX_MADE } from './limits.js';
import { changedPlace, takeIn } from './mutation.js';
import { resultOrigin } from './origins.js';
import { isShown, readNames } from './template-object.js';

const isNothing = (value: GoValue): boolean => value === undefined || value === null || value instanceof Hole;

/** Calls a function that needs nothing but its arguments, and leaves where its result came from in the evaluator. */
export function callPure(evaluator: Evaluator, callee: PureCallee, values: readonly GoValue[], origins: readonly (Origin | null)[]): GoValue {
  const { name, spec } = callee;
  const unknown = evaluator.holes.length === 0 ? null : unknownOf(evaluator, callee, values);
  if (unknown !== null) return unknown;
  // `null` in the middle of a mapping would break the document.
  if (callee.writesContainer && evaluator.guards !== null && isNothing(values[0])) return '';
  const changed = callee.mutates ? aboutToChange(evaluator, name, values) : null;
  if (isShown(callee.shows, values)) evaluator.unrepeatable++;
  if (evaluator.reads !== null) {
    readNames(evaluator.reads, callee.shows, values);
    callee.looks(evaluator.reads, values);
  }
  let result: GoValue;
  try {
    result = spec.run(...values);
  } catch (error) {
    evaluator.origin = null;
    const hole = values.find((value) => value instanceof Hole);
    if (hole instanceof Hole && error instanceof GoError) return hole;
    throw error instanceof GoError ? new GoError(`error calling ${name}: ${error.message}`) : error;
  }
  if (changed !== null) {
    if (changed.place !== null) evaluator.reads?.write(changed.place);
    takeIn(changed.map);
  }
  result = admit(evaluator, withinBudget(evaluator, result));
  if (spec.holds === 'chance' && typeof result === 'string') result = admitText(evaluator, result);
  evaluator.origin = evaluator.tracing ? resultOrigin(callee, values, origins, result) : null;
  return result;
}

/** A function that changes its first argument: what was remembered may depend on that. */
function aboutToChange(evaluator: Evaluator, name: string, values: readonly GoValue[]): { readonly map: GoMap; readonly place: Place | null } | null {
  const [map] = values;
  if (!(map instanceof GoMap)) return null;
  const place = changedPlace(name, values);
  map.changes++;
  if (map.isCopy) {
    if (evaluator.journal !== null) evaluator.journal.copies++;
  } else if (map.pinned || map.place !== null) {
    evaluator.unrepeatable++;
    evaluator.journal?.change(map, typeof values[1] === 'string' ? values[1] : null, place);
    if (!values.slice(1).every(pin)) evaluator.journal?.lose();
  }
  return { map, place };
}

function withinBudget(evaluator: Evaluator, result: GoValue): GoValue {
  if (typeof result !== 'string' && !(result instanceof GoList)) return result;
  const size = result.length;
  evaluator.made += size;
  if (evaluator.made > MAX_MADE) throw new LimitError(`functions made more than ${MAX_MADE} characters`);
  if (size > (typeof result === 'string' ? MAX_TEXT_LENGTH : MAX_ITEMS)) return new Hole('limit', `${size} characters or items in one value`, true);
  return result;
}

/** A hole that is trimmed or indented stays one; a hash of a text with a hole in it is one. */
function unknownOf({ holes }: Evaluator, { spec, destroys }: PureCallee, values: readonly GoValue[]): Hole | null {
  if (!destroys && spec.text !== 'contains') return null;
  for (const value of values) {
    if (value instanceof Hole && destroys) return value;
    const marker = typeof value === 'string' ? (destroys ? MARKER : WHOLE_MARKER).exec(value) : null;
    if (marker !== null) return holes[Number(marker[1]) - 1] ?? null;
  }
  return null;
}
