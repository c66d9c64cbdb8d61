import { GoStruct, HOLE_MARKER, Hole, markerOf, type GoValue } from '../value/index.js';
import type { Evaluator } from './evaluator.js';

/** Numbers the holes that a function returned, so that their markers lead back to them. */
export function admit<V extends GoValue>(evaluator: Evaluator, value: V): V {
  if (value instanceof Hole) {
    if (value.marker === HOLE_MARKER) {
      evaluator.unrepeatable++;
      evaluator.holes.push(value);
      value.marker = markerOf(evaluator.holes.length);
    }
  } else if (value instanceof GoStruct) {
    for (const entry of value.fields.values()) if (entry.value instanceof Hole) admit(evaluator, entry.value);
  }
  return value;
}

/** A text with what differs from run to run in it. */
export const admitText = (evaluator: Evaluator, text: string): string =>
  text.includes(HOLE_MARKER) ? text.replaceAll(HOLE_MARKER, evaluator.hole('not-deterministic', 'random text').marker) : text;
