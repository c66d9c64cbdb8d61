import { Refusals } from '../coverage/index.js';
import { Evaluator } from '../evaluate/index.js';
import type { Diagnostic } from '../source/index.js';
import type { Family } from './family.js';
import { dottedPath } from '../values/index.js';
import type { Look } from './sightings.js';

/** The values that a chart demands and does not have: one path each, in the order in which templates ask for them. */
export function demandedValues(look: Look, { release }: Family, found: readonly Diagnostic[]): string[] {
  if (!found.some(({ code }) => code === 'value-required')) return [];
  const paths = new Set<string>();
  release.reset();
  for (const file of release.files) {
    const refusals = new Refusals();
    release.render(file, new Evaluator(() => {}, look.templates, refusals));
    for (const [fix] of refusals.alternatives) if (fix?.path != null) paths.add(dottedPath(fix.path));
  }
  return [...paths];
}
