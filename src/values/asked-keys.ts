import type { Chart } from '../chart/index.js';
import { Entry, GoMap } from '../value/index.js';
import type { ValuesOwner } from './chart-node.js';
import { conditionPaths } from './decide.js';

/**
 * The keys on the ways to what conditions and tags of a chart family ask for, and the names under which its charts can stand. What the
 * values have under other keys makes no difference to which charts are enabled.
 */
export function askedKeys(chart: Chart, keys = new Set(['global', 'tags'])): Set<string> {
  keys.add(chart.metadata.name);
  for (const { name, alias, condition, tags } of chart.metadata.dependencies ?? []) {
    for (const key of [name, alias, ...name.split('.'), ...alias.split('.'), ...tags, ...conditionPaths(condition, '').flatMap(({ lookup }) => lookup)]) keys.add(key);
  }
  for (const subchart of chart.subcharts) askedKeys(subchart, keys);
  return keys;
}

/** New maps with nothing but some keys at every level: to merge whole values for a few switches is most of what merging costs. */
export function withOnly(keys: ReadonlySet<string>, values: GoMap): GoMap {
  const kept = new GoMap();
  for (const [key, { value, origin }] of values.entries) {
    if (keys.has(key)) kept.entries.set(key, new Entry(value instanceof GoMap ? withOnly(keys, value) : value, origin));
  }
  return kept;
}

/** The same for a chart and all below it. */
export const ownerWithOnly = (keys: ReadonlySet<string>, { name, values, children }: ValuesOwner): ValuesOwner => ({
  name,
  values: withOnly(keys, values),
  children: children.map((child) => ownerWithOnly(keys, child)),
});
