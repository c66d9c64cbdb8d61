import { Coverage, flatten, type Guard, type Pass } from '../coverage/index.js';
import type { Chart } from '../chart/index.js';
import { findImages, outputOf, type Finding } from '../manifest/index.js';
import type { ReleaseOptions } from '../release/index.js';
import type { TemplateCache } from '../evaluate/index.js';
import type { Report } from '../source/index.js';
import type { GoMap } from '../value/index.js';
import type { ChartNode, DependencyDecision } from '../values/index.js';
import { makeFamily, switchedOff, type Family } from './family.js';
import type { Status } from './result.js';
import { traceFinding } from './trace-finding.js';

/** One place of an image, and the pass that showed it. */
export interface Sighting {
  readonly finding: Finding;
  readonly status: Status;
  readonly pass: Pass;
  /** What has to come out otherwise for it to be there; none where it is rendered. */
  readonly guards: readonly Guard[];
}

export interface Look {
  readonly chart: Chart;
  readonly userValues: GoMap;
  readonly options: ReleaseOptions;
  readonly templates: TemplateCache;
  readonly report: Report;
}

const silent: Report = () => {};

/** Every image that the templates of a chart can write: first as the values say, then in every other branch. */
export function lookForImages(look: Look, given: Family): Sighting[] {
  const { chart, userValues, options, templates, report } = look;
  const coverage = new Coverage(given.release, templates, report);
  const sightings = given.release.files.flatMap((file) => seen(coverage.natural(file, report), 'rendered', report, NO_GUARDS));
  const rendered = new Set(sightings.map(({ finding }) => finding.text));
  const all = makeFamily(chart, userValues, 'all-enabled', options, templates, silent);
  const off = switchedOff(all.root);
  if (off.size === 0) return [...sightings, ...forced(coverage, given, rendered, off)];
  const wide = new Coverage(all.release, templates, report);
  const natural = all.release.files.flatMap((file) => others(wide.natural(file, silent), rendered, off));
  return [...sightings, ...natural, ...forced(wide, all, rendered, off)];
}

const NO_GUARDS = (): Guard[] => [];

function* forced(coverage: Coverage, { release }: Family, rendered: ReadonlySet<string | null>, off: ReadonlyMap<string, DependencyDecision>): Generator<Sighting> {
  for (const file of release.files) {
    if (!file.printed) continue;
    for (const pass of coverage.forced(file)) yield* others(pass, rendered, off);
  }
}

/** What a pass shows beyond the rendered images. */
function others(pass: Pass, rendered: ReadonlySet<string | null>, off: ReadonlyMap<string, DependencyDecision>): Sighting[] {
  const guards = (finding: Finding): Guard[] => [...dependencyGuards(pass.file.node, off), ...flatten(traceFinding(finding).guards), ...pass.settings];
  return seen(pass, 'optional', silent, guards, rendered);
}

function seen(pass: Pass, status: Status, report: Report, guards: (finding: Finding) => Guard[], except?: ReadonlySet<string | null>): Sighting[] {
  if (!pass.file.printed) return [];
  const findings = findImages(outputOf(pass.file.id, pass.written), report, pass.number > 0);
  return findings.filter(({ text }) => except === undefined || !except.has(text)).map((finding) => ({ finding, status, pass, guards: guards(finding) }));
}

/** The dependencies that are off on the way from the root to a chart, outermost first. */
function dependencyGuards(node: ChartNode, off: ReadonlyMap<string, DependencyDecision>): Guard[] {
  const guards: Guard[] = [];
  for (let at: ChartNode | null = node; at !== null; at = at.parent) {
    const decision = off.get(at.path);
    if (decision !== undefined && decision.spot !== null) guards.unshift(dependencyGuard(decision, decision.spot));
  }
  return guards;
}

const KNOWN = new WeakMap<DependencyDecision, Guard>();

function dependencyGuard(decision: DependencyDecision, spot: NonNullable<DependencyDecision['spot']>): Guard {
  let guard = KNOWN.get(decision);
  if (guard === undefined) {
    const fix = { cells: [], value: true, path: decision.switch, candidates: [true], isSwitch: true };
    guard = { kind: 'dependency', expression: decision.condition === '' ? `tags: ${decision.tags.join(', ')}` : decision.condition, spot, solution: [fix] };
    KNOWN.set(decision, guard);
  }
  return guard;
}
