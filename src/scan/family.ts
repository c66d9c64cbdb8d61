import type { Chart } from '../chart/index.js';
import type { TemplateCache } from '../evaluate/index.js';
import { Release, type ReleaseOptions } from '../release/index.js';
import type { Report } from '../source/index.js';
import { deepCopy, type GoMap } from '../value/index.js';
import { coalesceValues, enableDependencies, layOver, overlay, type ChartNode, type DependencyDecision, type EnableMode } from '../values/index.js';

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
