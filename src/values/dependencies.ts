import type { Chart } from '../chart/index.js';
import type { Report } from '../source/index.js';
import { satisfies } from '../semver/index.js';
import { deepCopy, GoMap } from '../value/index.js';
import { askedKeys } from './asked-keys.js';
import type { ChartNode, DependencyDecision } from './chart-node.js';
import { decide } from './decide.js';
import { Draft, type Declared } from './draft.js';
import { importValues } from './import-values.js';
import { once } from './reports.js';
import { Scope } from './scope.js';

/** `all-enabled` switches on what the values switch off, to see what it would deploy. */
export type EnableMode = 'as-given' | 'all-enabled';

export interface EnabledCharts {
  readonly root: ChartNode;
  /** Those given; in `all-enabled` a copy in which the switch of every disabled dependency is true. */
  readonly userValues: GoMap;
}

/**
 * helm's dependency processing: aliases, tags and conditions, parents before children, then import-values. Neither the chart nor
 * the values given are changed.
 */
export function enableDependencies(chart: Chart, userValues: GoMap, report: Report, mode: EnableMode): EnabledCharts {
  const root = Draft.of(chart);
  const run: Run = { mode, keys: askedKeys(chart), switches: [], report: once(report) };
  enable(root, userValues, '', run);
  importValues(root, run.report);
  return { root: root.toNode(null), userValues: withSwitches(userValues, run.switches) };
}

interface Run {
  readonly mode: EnableMode;
  readonly keys: ReadonlySet<string>;
  /** Paths that `all-enabled` sets to true. */
  readonly switches: (readonly string[])[];
  readonly report: Report;
}

/**
 * @param outer scope of the parent, or the user's values
 * @param prefix path of the chart from the root with a trailing dot; '' for the root
 */
function enable(draft: Draft, outer: Scope | GoMap, prefix: string, run: Run): void {
  const { declared } = draft;
  // helm stops here for want of a list, whatever the charts below declare; an empty list does not stop it.
  if (declared === null) return;
  draft.setChildren(resolve(draft, declared, run.report));
  const scope = new Scope(draft, outer, run.keys, run.report);
  scope.reportClashes();
  const decisions: DependencyDecision[] = [];
  for (const dependency of declared) {
    const { condition, tags } = dependency.written;
    if (condition === '' && tags.length === 0) continue;
    decisions.push(decide(draft, dependency, scope.merged, prefix, run.report));
  }
  draft.decisions = decisions;
  const removed = disable(decisions, run);
  const children = draft.children.filter((child) => !removed.has(child.name));
  for (const child of children) enable(child, scope, `${prefix}${child.name}.`, run);
  const kept = declared.filter((dependency) => !removed.has(dependency.name));
  draft.declared = kept.length === 0 ? null : kept;
  draft.setChildren(children);
}

/** Names of the charts to leave out: helm removes by name, whether or not the version fitted. */
function disable(decisions: readonly DependencyDecision[], { mode, switches }: Run): Set<string> {
  const disabled = decisions.filter((decision) => !decision.enabled);
  if (mode === 'as-given') return new Set(disabled.map(({ child }) => child));
  for (const decision of disabled) switches.push(decision.switch);
  return new Set();
}

/**
 * The charts below: those that no entry lists, as they are, then one copy for each entry that name and version fit. helm renames
 * an entry to its alias for good: a second alias of the same parent no longer finds what the entry was called.
 */
function resolve(draft: Draft, declared: readonly Declared[], report: Report): Draft[] {
  const fits = (chart: Draft, { name, written }: Declared): boolean =>
    chart.name === name && satisfies(written.version, chart.chart.metadata.version) === true;
  const resolved = draft.children.filter((chart) => !declared.some((dependency) => fits(chart, dependency)));
  for (const dependency of declared) {
    const chart = draft.children.find((child) => fits(child, dependency));
    if (chart !== undefined) resolved.push(chart.copy(dependency.written.alias));
    else reportVersion(draft, dependency, report);
    if (dependency.written.alias !== '') dependency.name = dependency.written.alias;
  }
  return resolved;
}

function reportVersion(draft: Draft, { name, written }: Declared, report: Report): void {
  const chart = draft.children.find((child) => child.name === name);
  if (chart === undefined) return;
  const { version } = chart.chart.metadata;
  const alias = written.alias === '' ? '' : ', but not under its alias';
  report({
    code: 'dependency-version',
    severity: 'warning',
    message: `dependency ${name} is vendored in version ${version}, which does not satisfy ${JSON.stringify(written.version)}: helm uses it all the same${alias}`,
    file: draft.chart.path,
  });
}

function withSwitches(userValues: GoMap, switches: readonly (readonly string[])[]): GoMap {
  if (switches.length === 0) return userValues;
  const values = deepCopy(userValues);
  for (const path of switches) {
    let table = values;
    for (const step of path.slice(0, -1)) {
      const next = table.get(step);
      if (next instanceof GoMap) table = next;
      else table.set(step, (table = new GoMap()));
    }
    table.set(path.at(-1) ?? '', true);
  }
  return values;
}
