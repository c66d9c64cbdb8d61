import { Spot } from '../../source/index.js';
import { traceRange } from '../../trace/index.js';
import { DerivedSource } from '../../value/index.js';

/** The place in a file that a place in a rendered text came from; the place itself where that is not known. */
export function originalSpot(spot: Spot): Spot {
  const { file } = spot;
  if (!(file instanceof DerivedSource) || file.origin === null) return spot;
  // The first line says where a long text begins, and is quicker to follow.
  const lineEnd = file.text.indexOf('\n', spot.start);
  const end = Math.max(spot.start + 1, Math.min(spot.end, lineEnd < 0 ? spot.end : lineEnd));
  const { steps, leaves } = traceRange(file.origin, file.text, spot.start, end);
  const inFile = (place: Spot | null): place is Spot => place !== null && !(place.file instanceof DerivedSource);
  return steps.find(inFile) ?? leaves.map((leaf) => leaf.spot).find(inFile) ?? spot;
}
