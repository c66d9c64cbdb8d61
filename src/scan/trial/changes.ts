import { GoMap, type GoValue } from '../../value/index.js';
import { pathOf, type ChartNode } from '../../values/index.js';
import type { ValuesPath } from '../file-reads.js';

/** A switch that is turned stays what its schema wants: the check, which costs more than the rendering, can be saved. */
export function isBooleanFlip(present: GoMap, values: Readonly<Record<string, unknown>>, path: ValuesPath): boolean {
  let before: GoValue = present;
  let after: unknown = values;
  for (const step of path) {
    before = before instanceof GoMap ? before.get(String(step)) : null;
    after = (after as Record<string, unknown> | null)?.[step];
  }
  return typeof before === 'boolean' && typeof after === 'boolean';
}

/** Whether the values of a chart may change: a schema that has been met before is met again otherwise. */
export function concerns(node: ChartNode, changed: readonly ValuesPath[]): boolean {
  const below = pathOf(node.place);
  return changed.some((path) => path[0] === 'global' || below.every((step, at) => path[at] === step));
}

/** Paths at which the present values would change: the first key on the way that is not there yet, or the leaf. */
export function changedPaths(values: Readonly<Record<string, unknown>>, present: GoMap): ValuesPath[] {
  const paths: ValuesPath[] = [];
  const visit = (value: unknown, beside: GoValue, path: ValuesPath): void => {
    if (!(beside instanceof GoMap) || value === null || typeof value !== 'object' || Array.isArray(value)) paths.push(path);
    else for (const [key, inner] of Object.entries(value)) visit(inner, beside.get(key), [...path, key]);
  };
  visit(values, present, []);
  return paths;
}
