import { placeRecord, type Spot } from '../source/index.js';
import { DerivedSource, type Place } from '../value/index.js';
import { dottedPath, pathOf } from '../values/index.js';
import type { Leaf } from '../trace/index.js';
import type { OriginRecord } from './result.js';

export { diagnosticRecord, placeRecord } from '../source/index.js';

/** A place that decides; its values path where it is a value. Null where it has no position. */
export function originRecord({ spot, place, key }: Leaf): OriginRecord | null {
  if (spot === null) return null;
  return { ...placeRecord(spot), path: place === null || key === null ? null : valuesPath(place, key) };
}

/** As {@link dottedPath} writes it. */
function valuesPath(place: Place, key: string | number): string {
  return dottedPath([...pathOf(place), key]);
}

/** Whether a spot points into a file and not into a text that was made while evaluating. */
export const isWritten = ({ file }: Spot): boolean => !(file instanceof DerivedSource);
