import { Refusals } from '../coverage/index.js';
import { Evaluator } from '../evaluate/index.js';
import { dottedPath } from '../values/index.js';
import type { Family } from './family.js';
import type { Look, Sightings } from './sightings.js';

/** The values that a chart demands and does not have: one path each, in the order in which templates ask for them. */
export function demandedValues(look: Look, { release }: Family, { refusing }: Sightings): string[] {
  const paths = new Set<string>();
  for (const file of refusing) {
    const refusals = new Refusals();
    release.resume(file);
    release.render(file, new Evaluator(() => {}, look.templates, refusals));
    for (const [fix] of refusals.alternatives) if (fix?.path != null) paths.add(dottedPath(fix.path));
  }
  return [...paths];
}
