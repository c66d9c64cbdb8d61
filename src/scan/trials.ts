import { changesAt, Evaluator } from '../evaluate/index.js';
import { Refusals } from '../coverage/index.js';
import { repositoryName } from '../image/index.js';
import { findImages, outputOf } from '../manifest/index.js';
import type { TemplateFile } from '../release/index.js';
import type { Diagnostic, Report } from '../source/index.js';
import { deepCopy, fromPlain, GoMap, type DerivedSource, type GoValue } from '../value/index.js';
import { checkSchemas, pathOf, type ChartNode } from '../values/index.js';
import type { Bench, Trial } from '../witness/index.js';
import type { Family } from './family.js';
import { groupsOf, type FileReads, type ValuesPath } from './file-reads.js';
import type { Look } from './sightings.js';
import { SwitchedFamilies } from './switched-families.js';

interface Result {
  readonly trial: Trial;
  /** False: not all files were run, for the image that was sought is not there, or the chart refuses the values. */
  readonly complete: boolean;
  readonly sought: string;
}

/**
 * Renders a chart again with some more values, as helm would. Only the files are run that read what has changed; all others
 * are known to write what they wrote.
 */
export class Trials implements Bench {
  readonly present: GoMap;
  readonly #known: ReadonlySet<string>;
  readonly #results = new Map<string, Result>();
  readonly #switched: SwitchedFamilies;
  /** Of all images that may be asked for: a text without any of them need not be read. */
  readonly #names: readonly string[];
  readonly #groups: ReadonlyMap<string, number>;

  constructor(
    readonly look: Look,
    readonly given: Family,
    /** With every dependency there is. */
    widest: Family,
    /** What each file of the given family looked at. */
    readonly reads: ReadonlyMap<string, FileReads>,
    /** Ids of the files in which each image was seen that may be asked for, by its reference. */
    readonly writers: ReadonlyMap<string, ReadonlySet<string>>,
    baseline: readonly Diagnostic[],
  ) {
    this.#known = new Set(baseline.map(keyOf));
    this.#names = [...new Set([...writers.keys()].map(repositoryName))];
    this.#groups = groupsOf(reads);
    this.#switched = new SwitchedFamilies(look, widest);
    given.release.reset();
    this.present = deepCopy(given.release.values);
  }

  attempt(values: Readonly<Record<string, unknown>>, reference: string): Trial {
    const key = JSON.stringify(values);
    const known = this.#results.get(key);
    const answers = known !== undefined && (known.complete || known.sought === reference);
    if (answers) return known.trial;
    const result = this.#run(values, reference);
    this.#results.set(key, result);
    return result.trial;
  }

  /** First the files that may write the image: where it is missing, no other file matters. */
  #run(values: Readonly<Record<string, unknown>>, reference: string): Result {
    const { packs, rewriter } = this.look;
    const more = fromPlain(values) as GoMap;
    const changed = changedPaths(values, this.present);
    const { family, files } = this.#family(more, changed);
    const images = new Set<string>();
    const problems: Diagnostic[] = [];
    let refusing: TemplateFile | null = null;
    const report = (diagnostic: Diagnostic): void => void (diagnostic.severity === 'error' && !this.#known.has(keyOf(diagnostic)) && problems.push(diagnostic));
    const run = (file: TemplateFile): void => {
      const before = problems.length;
      const written = family.release.render(file, this.#evaluator(report, null));
      const output = outputOf(file.id, written);
      if (file.printed && this.#mayShow(output)) for (const { text } of findImages(output, { packs, rewriter, report, loose: false })) if (text !== null) images.add(text);
      if (problems.length > before) refusing ??= file;
    };
    const wanted = this.writers.get(reference);
    const first = wanted === undefined ? files : this.#together(files, ({ id }) => wanted.has(id));
    first.forEach(run);
    const isThere = first === files || images.has(reference);
    for (const file of isThere ? files.filter((other) => !first.includes(other)) : []) {
      // What the others write makes no difference any more.
      if (problems.length > 0) break;
      run(file);
    }
    if (isThere && problems.length === 0 && !changed.every((path) => isBooleanFlip(this.present, values, path))) {
      checkSchemas(family.root, family.release.values, report, (node) => concerns(node, changed));
    }
    family.release.reset();
    const remedies = (): Refusals['alternatives'] => (refusing === null ? [] : this.#remedies(more, changed, refusing));
    return { trial: { images, refusal: problems[0]?.message ?? null, remedies }, complete: isThere && problems.length === 0, sought: reference };
  }

  /** The chart family under these values, and which of its files have to be run. */
  #family(more: GoMap, changed: readonly ValuesPath[]): { family: Family; files: readonly TemplateFile[] } {
    const family = this.#switched.family(more, changed) ?? this.given;
    family.release.reset(more);
    const changes = changesAt(this.given.root.place, changed);
    const sees = ({ id }: TemplateFile): boolean => this.reads.get(id)?.reads.see(changes) ?? true;
    return { family, files: this.#together(family.release.files, sees) };
  }

  /** The files for which something holds, and those that hand them values or are handed values by them. */
  #together(files: readonly TemplateFile[], holds: (file: TemplateFile) => boolean): readonly TemplateFile[] {
    const chosen = new Set(files.filter(holds));
    // What a file reads that has not been run before, nobody knows.
    const unknown = [...chosen].some(({ id }) => !this.reads.has(id));
    const groups = new Set(unknown ? this.#groups.values() : [...chosen].map(({ id }) => this.#groups.get(id)));
    return files.filter((file) => chosen.has(file) || (this.#groups.has(file.id) && groups.has(this.#groups.get(file.id))));
  }

  #mayShow({ text }: DerivedSource): boolean {
    // What is rewritten later has another name here.
    return this.look.rewriter !== null || this.#names.some((name) => text.includes(name));
  }

  /** Origins are needed only to find out why a chart refuses. */
  #evaluator(report: Report, refusals: Refusals | null): Evaluator {
    const evaluator = new Evaluator(report, this.look.templates, refusals, refusals !== null);
    evaluator.holes.push(...this.look.holes);
    return evaluator;
  }

  #remedies(more: GoMap, changed: readonly ValuesPath[], file: TemplateFile): Refusals['alternatives'] {
    const { family } = this.#family(more, changed);
    const refusals = new Refusals();
    family.release.render(family.release.files.find(({ id }) => id === file.id) ?? file, this.#evaluator(() => {}, refusals));
    family.release.reset();
    return refusals.alternatives;
  }
}

/** A switch that is turned stays what its schema wants: the check, which costs more than the rendering, can be saved. */
function isBooleanFlip(present: GoMap, values: Readonly<Record<string, unknown>>, path: ValuesPath): boolean {
  let before: GoValue = present;
  let after: unknown = values;
  for (const step of path) {
    before = before instanceof GoMap ? before.get(String(step)) : null;
    after = (after as Record<string, unknown> | null)?.[step];
  }
  return typeof before === 'boolean' && typeof after === 'boolean';
}

/** Whether the values of a chart may change: a schema that has been met before is met again otherwise. */
function concerns(node: ChartNode, changed: readonly ValuesPath[]): boolean {
  const below = pathOf(node.place);
  return changed.some((path) => path[0] === 'global' || below.every((step, at) => path[at] === step));
}

const keyOf = ({ code, message, spot }: Diagnostic): string => [code, message, spot?.file.name, spot?.start].join('\0');

/** Paths at which the present values would change: the first key on the way that is not there yet, or the leaf. */
function changedPaths(values: Readonly<Record<string, unknown>>, present: GoMap): ValuesPath[] {
  const paths: ValuesPath[] = [];
  const visit = (value: unknown, beside: GoValue, path: ValuesPath): void => {
    if (!(beside instanceof GoMap) || value === null || typeof value !== 'object' || Array.isArray(value)) paths.push(path);
    else for (const [key, inner] of Object.entries(value)) visit(inner, beside.get(key), [...path, key]);
  };
  visit(values, present, []);
  return paths;
}
