import type { Chart } from '../chart/index.js';
import type { TemplateCache } from '../evaluate/index.js';
import { Release, type ReleaseOptions } from '../release/index.js';
import type { Report } from '../source/index.js';
import { deepCopy, deepEqual, GoMap } from '../value/index.js';
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
  const tables = new Set(tablesApart(one, other).map((path) => JSON.stringify(path)));
  return differences(one.values, other.values, []).filter((path) => !tables.has(JSON.stringify(path)));
}

/** The first key on the way that only one of two maps has, or what is another in both. */
function differences(one: GoMap, other: GoMap, path: ValuesPath): ValuesPath[] {
  return [...new Set([...one.entries.keys(), ...other.entries.keys()])].flatMap((key): ValuesPath[] => {
    const [a, b] = [one.entries.get(key)?.value, other.entries.get(key)?.value];
    if (a instanceof GoMap && b instanceof GoMap) return differences(a, b, [...path, key]);
    return deepEqual(a, b) ? [] : [[...path, key]];
  });
}

/** Where the values of charts stand that only one of two families has. */
function tablesApart(one: ChartNode, other: ChartNode): ValuesPath[] {
  const isIn = (children: readonly ChartNode[], { name }: ChartNode): boolean => children.some((child) => child.name === name);
  const apart = [...one.children.filter((child) => !isIn(other.children, child)), ...other.children.filter((child) => !isIn(one.children, child))];
  const common = one.children.flatMap((child) => other.children.filter(({ name }) => name === child.name).flatMap((same) => tablesApart(child, same)));
  return [...apart.map(({ place }) => pathOf(place)), ...common];
}
