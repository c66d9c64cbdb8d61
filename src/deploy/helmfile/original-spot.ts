import { Spot } from '../../source/index.js';
import { DerivedSource } from '../../value/index.js';
import { traceRange } from '../../trace/index.js';

/** The place in a file that a place in a rendered text came from; the place itself where that is not known. */
export function originalSpot(spot: Spot): Spot {
  const { file } = spot;
  if (!(file instanceof DerivedSource) || file.origin === null) return spot;
  // The first line says where a long text begins, and is quicker to follow.
  const lineEnd = file.text.indexOf('\n', spot.start);
  const end = Math.max(spot.start + 1, Math.min(spot.end, lineEnd < 0 ? spot.end : lineEnd));
  const { steps, leaves } = traceRange(file.origin, file.text, spot.start, end);
  const outermost = steps.find((step) => !(step.file instanceof DerivedSource));
  const leaf = leaves.find((candidate) => candidate.spot !== null && !(candidate.spot.file instanceof DerivedSource));
  return leaf?.spot ?? outermost ?? spot;
}
