import type { Chart } from '../chart/index.js';
import type { TemplateCache } from '../evaluate/index.js';
import { Release, type ReleaseOptions } from '../release/index.js';
import type { Report } from '../source/index.js';
import { deepCopy, type GoMap } from '../value/index.js';
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

/** Where the values of charts stand that only one of two families has: what they default to is there only with them. */
export function tablesApart(one: ChartNode, other: ChartNode): (readonly (string | number)[])[] {
  const isIn = (children: readonly ChartNode[], { name }: ChartNode): boolean => children.some((child) => child.name === name);
  const apart = [...one.children.filter((child) => !isIn(other.children, child)), ...other.children.filter((child) => !isIn(one.children, child))];
  const common = one.children.flatMap((child) => other.children.filter(({ name }) => name === child.name).flatMap((same) => tablesApart(child, same)));
  return [...apart.map(({ place }) => pathOf(place)), ...common];
}
