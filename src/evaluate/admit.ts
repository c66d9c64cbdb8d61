import { GoStruct, HOLE_MARKER, Hole, type GoValue } from '../value/index.js';
import type { Evaluator } from './evaluator.js';

/** Longer texts are not made by functions of chance; to search all texts would cost more than all functions together. */
const MAX_RANDOM_TEXT = 256;

/** Numbers the holes that a function returned, so that their markers lead back to them. */
export function admit<V extends GoValue>(evaluator: Evaluator, value: V): V {
  if (typeof value === 'string') {
    // A text that a function made with an unnumbered hole in it (htpasswd).
    return value.length < MAX_RANDOM_TEXT && value.includes(HOLE_MARKER) ? (value.replaceAll(HOLE_MARKER, evaluator.hole('not-deterministic', 'random text').marker) as V) : value;
  }
  if (value instanceof Hole) {
    if (value.marker === HOLE_MARKER) {
      evaluator.unrepeatable++;
      evaluator.holes.push(value);
      value.marker = `zqh${evaluator.holes.length}qz`;
    }
  } else if (value instanceof GoStruct) {
    for (const entry of value.fields.values()) if (entry.value instanceof Hole) admit(evaluator, entry.value);
  }
  return value;
}
