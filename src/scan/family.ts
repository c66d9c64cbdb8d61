import type { Chart } from '../chart/index.js';
import type { TemplateCache } from '../evaluate/index.js';
import { Release, type ReleaseOptions } from '../release/index.js';
import type { Report } from '../source/index.js';
import { deepCopy, deepEqual, GoMap, type GoValue } from '../value/index.js';
import { coalesceValues, enableDependencies, layOver, overlay, pathOf, type ChartNode, type DependencyDecision, type EnableMode } from '../values/index.js';

/** A chart with its dependencies settled, ready to render. */
export interface Family {
  readonly release: Release;
  readonly root: ChartNode;
}

/** Settles dependencies as the values say, or with every one of them switched on. */
export function makeFamily(
  chart: Chart,
  userValues: GoMap,
  mode: EnableMode,
  options: ReleaseOptions,
  templates: TemplateCache,
  report: Report,
): Family {
  const { root, userValues: switched } = enableDependencies(chart, userValues, report, mode);
  const source = {
    merged: (more: GoMap | null): GoMap => coalesceValues(root, more === null ? switched : overlay(deepCopy(switched), more), report),
    layOver: (values: GoMap, more: GoMap): (() => void) | null => layOver(root, values, more, switched),
  };
  return { root, release: new Release(root, source, options, templates, report) };
}

/** The dependencies of a family that the values switch off, by the full path of the chart. */
export function switchedOff(root: ChartNode): Map<string, DependencyDecision> {
  const off = new Map<string, DependencyDecision>();
  const visit = (node: ChartNode): void => {
    for (const decision of node.decisions) if (!decision.enabled) off.set(decision.childPath, decision);
    node.children.forEach(visit);
  };
  visit(root);
  return off;
}

type ValuesPath = readonly (string | number)[];

/** Where the values of two families differ by themselves: what charts default to that only one has, and what is imported from them. */
export const valuesApart = (one: ChartNode, other: ChartNode): ValuesPath[] => [...tablesApart(one, other), ...importsApart(one, other)];

/** What only one of two families imports into the values of its charts. */
export function importsApart(one: ChartNode, other: ChartNode): ValuesPath[] {
  const tables = new Set(tablesApart(one, other).map((path) => ['', ...path].join('\0')));
  return differences(one.values, other.values, [], '', tables);
}

/**
 * The first key on the way that only one of two maps has, or what is another in both.
 *
 * @param id of the path; `left` are those of places that are left out with all below them
 */
function differences(one: GoMap, other: GoMap, path: ValuesPath, id: string, left: ReadonlySet<string>): ValuesPath[] {
  const found: ValuesPath[] = [];
  const compare = (key: string, a: GoValue, b: GoValue): void => {
    if (a === b || left.has(`${id}\0${key}`)) return;
    if (a instanceof GoMap && b instanceof GoMap) found.push(...differences(a, b, [...path, key], `${id}\0${key}`, left));
    else if (!deepEqual(a, b)) found.push([...path, key]);
  };
  for (const [key, { value }] of one.entries) compare(key, value, other.entries.get(key)?.value);
  for (const [key, { value }] of other.entries) if (!one.entries.has(key)) compare(key, undefined, value);
  return found;
}

/** Where the values of charts stand that only one of two families has. */
function tablesApart(one: ChartNode, other: ChartNode): ValuesPath[] {
  const isIn = (children: readonly ChartNode[], { name }: ChartNode): boolean => children.some((child) => child.name === name);
  const apart = [...one.children.filter((child) => !isIn(other.children, child)), ...other.children.filter((child) => !isIn(one.children, child))];
  const common = one.children.flatMap((child) => other.children.filter(({ name }) => name === child.name).flatMap((same) => tablesApart(child, same)));
  return [...apart.map(({ place }) => pathOf(place)), ...common];
}
