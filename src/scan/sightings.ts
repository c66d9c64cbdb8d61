import { Coverage, flatten, type Forced, type Guard, type Pass } from '../coverage/index.js';
import type { Chart } from '../chart/index.js';
import { findImages, outputOf, type Finding, type Search } from '../manifest/index.js';
import type { Rewriter } from '../kustomize/index.js';
import type { Release, ReleaseOptions, TemplateFile } from '../release/index.js';
import type { RulePacks } from '../rules/index.js';
import { changesAt, Evaluator, Reads, type TemplateCache } from '../evaluate/index.js';
import type { Report } from '../source/index.js';
import type { GoMap, Hole } from '../value/index.js';
import type { ChartNode, DependencyDecision } from '../values/index.js';
import { makeFamily, switchedOff, valuesApart, type Family } from './family.js';
import type { FileReads } from './file-reads.js';
import type { Status } from './result.js';
import { conditionsOf, traceFinding } from './trace-finding.js';

/** One place of an image. */
export interface Sighting {
  readonly finding: Finding;
  readonly status: Status;
  /** What could not be known, by the number in the markers of the text. */
  readonly holes: readonly Hole[];
  /** What has to come out otherwise for it to be there; none where it is rendered. */
  readonly guards: readonly Guard[];
}

export interface Look {
  readonly chart: Chart;
  readonly userValues: GoMap;
  readonly options: ReleaseOptions;
  readonly templates: TemplateCache;
  readonly packs: RulePacks;
  /** What is laid over the rendered manifests; null: nothing. */
  readonly rewriter: Rewriter | null;
  /** Whether anybody asks where images come from. */
  readonly origins: boolean;
  readonly report: Report;
}

const silent: Report = () => {};

export interface Sightings {
  readonly all: readonly Sighting[];
  /** What each file looked at as the values say, by its id. */
  readonly reads: ReadonlyMap<string, FileReads>;
  /** The family with every dependency that there is. */
  readonly widest: Family;
  /** What each file looked at there where it refuses nothing, of those that see a difference. */
  readonly wide: ReadonlyMap<string, FileReads>;
  /** Files that cannot do without values that are not there. */
  readonly refusing: readonly TemplateFile[];
  /** What further passes looked at. */
  readonly further: readonly FileReads[];
}

/**
 * Every image that the templates of a chart can write: first as the values say, then in every other branch. Dependencies that
 * are off are looked at in a second family, in which all are on; a file that cannot see the difference needs only the first.
 *
 * @param deep false: only as the values say
 */
export function lookForImages(look: Look, given: Family, deep: boolean): Sightings {
  const { chart, userValues, options, templates, packs, rewriter, report } = look;
  const refusing: TemplateFile[] = [];
  const watching = (file: TemplateFile): Report => (diagnostic) => {
    if (diagnostic.code === 'value-required' && refusing.at(-1) !== file) refusing.push(file);
    report(diagnostic);
  };
  const reads = new Map<string, FileReads>();
  const known = { reads, widest: given, wide: new Map(), refusing, further: [] };
  if (!deep) return { ...known, all: given.release.files.flatMap((file) => asTheValuesSay({ ...look, report: watching(file) }, given.release, file)) };
  const coverage = new Coverage(given.release, templates, report);
  const rendered = given.release.files.flatMap((file) => {
    const read = new Reads();
    const pass = coverage.natural(file, watching(file), read);
    reads.set(file.id, { reads: read, root: given.root.place });
    const found = seen(pass, { packs, rewriter, report, loose: false });
    for (const { finding } of found) coverage.turnWords(file, () => traceFinding(finding), []);
    return found;
  });
  const beyond = new Beyond(look, rendered);
  if (switchedOff(given.root).size === 0) return { ...known, all: [...rendered, ...beyond.forced(coverage, given.release.files, new Map())], further: beyond.reads };
  const all = makeFamily(chart, userValues, 'all-enabled', options, templates, silent);
  const off = switchedOff(all.root);
  const wide = new Coverage(all.release, templates, report);
  const switches = changesAt(given.root.place, [...[...off.values()].map((decision) => decision.switch), ...valuesApart(given.root, all.root)]);
  const differs = (file: TemplateFile): boolean => reads.get(file.id)?.reads.see(switches) ?? true;
  const natural = all.release.files.filter(differs).flatMap((file) => beyond.natural(wide, file, off));
  const same = beyond.forced(coverage, given.release.files.filter((file) => !differs(file)), off);
  const seenIn = [...rendered, ...natural, ...same, ...beyond.forced(wide, all.release.files.filter(differs), off)];
  return { ...known, all: seenIn, widest: all, wide: beyond.wide, further: beyond.reads };
}

/** One rendering and no more: nobody asks for other branches. */
function asTheValuesSay({ templates, packs, rewriter, origins, report }: Look, release: Release, file: TemplateFile): Sighting[] {
  const evaluator = new Evaluator(report, templates, null, origins);
  const written = release.render(file, evaluator);
  return seen({ file, number: 0, written, holes: evaluator.holes, settings: [], forced: [] }, { packs, rewriter, report, loose: false });
}

/** In which files each image was seen, by its reference. */
export function writersOf(sightings: readonly Sighting[]): Map<string, Set<string>> {
  const writers = new Map<string, Set<string>>();
  for (const { finding } of sightings) {
    if (finding.text === null) continue;
    const files = writers.get(finding.text);
    if (files === undefined) writers.set(finding.text, new Set([finding.output.name]));
    else files.add(finding.output.name);
  }
  return writers;
}

type Off = ReadonlyMap<string, DependencyDecision>;

/** What passes show that the values do not. */
class Beyond {
  readonly #rendered: ReadonlySet<string | null>;
  readonly reads: FileReads[] = [];
  /** Of files that refuse nothing with every dependency on. */
  readonly wide = new Map<string, FileReads>();

  constructor(
    readonly look: Look,
    rendered: readonly Sighting[],
  ) {
    this.#rendered = new Set(rendered.filter(({ status }) => status === 'rendered').map(({ finding }) => finding.text));
  }

  /** What a file shows with every dependency on. */
  natural(coverage: Coverage, file: TemplateFile, off: Off): Sighting[] {
    const read: FileReads = { reads: new Reads(), root: coverage.release.root.place };
    let refuses = false;
    const pass = coverage.natural(file, ({ severity }) => void (refuses ||= severity === 'error'), read.reads);
    this.reads.push(read);
    if (!refuses) this.wide.set(file.id, read);
    return this.others(pass, off);
  }

  *forced(coverage: Coverage, files: readonly TemplateFile[], off: Off): Generator<Sighting> {
    for (const file of files) {
      if (!file.printed) continue;
      const reads = new Reads();
      for (const pass of coverage.forced(file, reads)) {
        const found = this.others(pass, off);
        for (const { finding, guards } of found) coverage.turnWords(file, () => traceFinding(finding), guards);
        yield* found;
      }
      this.reads.push({ reads, root: coverage.release.root.place });
    }
  }

  others(pass: Pass, off: Off): Sighting[] {
    const { packs, rewriter } = this.look;
    return seen(pass, { packs, rewriter, report: silent, loose: true })
      .filter(({ finding }) => !this.#rendered.has(finding.text))
      .flatMap(({ finding, status }) => {
        const shown = status === 'rendered' ? 'optional' : status;
        return waysTo(finding, pass, off).map((guards): Sighting => ({ finding, holes: pass.holes, status: shown, guards }));
      });
  }
}

/** What a pass shows; what the manifest only tells an operator is pulled by that one. */
function seen(pass: Pass, search: Search): Sighting[] {
  if (!pass.file.printed) return [];
  return findImages(outputOf(pass.file.id, pass.written), search).map((finding) => ({
    finding,
    holes: pass.holes,
    status: finding.when === null ? 'rendered' : 'catalog',
    guards: [],
  }));
}

function guardsOf(finding: Finding, pass: Pass, off: Off): Guard[] {
  return [...new Set([...dependencyGuards(pass.file.node, off), ...flatten(conditionsOf(finding)), ...pass.settings])];
}

/** The sets of conditions of which each may have shown an image. */
function waysTo(finding: Finding, pass: Pass, off: Off): Guard[][] {
  const written = guardsOf(finding, pass, off);
  if (written.length > 0) return [written];
  // What a branch put into a list or a map is written outside of it.
  const spots = pass.forced.length === 0 ? [] : traceFinding(finding).leaves.flatMap(({ spot }) => spot ?? []);
  const around = pass.forced.filter(({ node, source }) => spots.some(({ file, start }) => file === source && node.start <= start && start < node.end));
  if (around.length > 0) return [guardsIn(around)];
  // Any branch that was taken may have done it, and any dependency that was switched on.
  const taken = pass.forced.length === 0 ? [] : [guardsIn(pass.forced)];
  const ways = [...taken, ...[...off.values()].flatMap((decision) => (decision.spot === null ? [] : [[dependencyGuard(decision, decision.spot)]]))];
  return ways.length === 0 ? [[]] : ways;
}

const guardsIn = (forced: readonly Forced[]): Guard[] => flatten(forced.map(({ guards }) => guards));

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
