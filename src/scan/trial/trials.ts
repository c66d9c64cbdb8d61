import { Evaluator } from '../../evaluate/index.js';
import { Refusals } from '../../coverage/index.js';
import { repositoryName } from '../../image/index.js';
import { findImages, outputOf } from '../../manifest/index.js';
import type { TemplateFile } from '../../release/index.js';
import type { Diagnostic, Report } from '../../source/index.js';
import { deepCopy, fromPlain, GoMap, type DerivedSource } from '../../value/index.js';
import { checkSchemas } from '../../values/index.js';
import type { Bench, Trial } from '../../witness/index.js';
import type { Family } from '../family.js';
import type { ValuesPath } from '../file-reads.js';
import type { Look, Sightings } from '../sightings.js';
import { changedPaths, concerns, isBooleanFlip } from './changes.js';
import type { HandedValues } from './handed-values.js';
import { KnownTexts } from './known-texts.js';
import { SwitchedFamilies } from './switched-families.js';
import { TrialFiles } from './trial-files.js';

/** What one file showed under some values. */
interface Outcome {
  readonly images: ReadonlySet<string>;
  readonly problems: readonly Diagnostic[];
}

/** Values that were tried, and what is known of them so far. */
interface Tried {
  readonly more: GoMap;
  readonly changed: readonly ValuesPath[];
  readonly outcomes: Map<string, Outcome>;
  readonly trials: Map<string, Trial>;
  /** What would satisfy the chart, by the file that refuses. */
  readonly remedies: Map<string, Refusals['alternatives']>;
  /** What the schemas say; null: they were not asked. */
  schemas: readonly Diagnostic[] | null;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Renders a chart again with some more values, as helm would. Only the files are run that read what has changed; all others
 * are known to write what they wrote.
 */
export class Trials implements Bench {
  readonly present: GoMap;
  readonly #known: ReadonlySet<string>;
  readonly #tried = new Map<string, Tried>();
  readonly #switched: SwitchedFamilies;
  /** Of all images that may be asked for: a text without any of them need not be read. */
  readonly #names: readonly string[];
  readonly #files: TrialFiles;
  readonly #texts = new KnownTexts();
  /** Ids of files that refused something. */
  readonly #suspects = new Set<string>();

  constructor(
    readonly look: Look,
    readonly given: Family,
    sightings: Sightings,
    /** Ids of the files in which each image was seen that may be asked for, by its reference. */
    readonly writers: ReadonlyMap<string, ReadonlySet<string>>,
    baseline: readonly Diagnostic[],
  ) {
    this.#known = new Set(baseline.map(keyOf));
    this.#names = [...new Set([...writers.keys()].map(repositoryName))];
    this.#files = new TrialFiles(given, sightings);
    this.#switched = new SwitchedFamilies(look, sightings.widest);
    given.release.reset();
    this.present = deepCopy(given.release.values);
  }

  attempt(values: Readonly<Record<string, unknown>>, reference: string): Trial {
    const key = JSON.stringify(values);
    let tried = this.#tried.get(key);
    if (tried === undefined) {
      const changed = changedPaths(values, this.present);
      this.#tried.set(key, (tried = { more: fromPlain(values) as GoMap, changed, outcomes: new Map(), trials: new Map(), remedies: new Map(), schemas: null }));
    }
    let trial = tried.trials.get(reference);
    if (trial === undefined) tried.trials.set(reference, (trial = this.#run(tried, values, reference)));
    return trial;
  }

  /**
   * First the files that may write the image: where it is missing, no other file matters. Where it is there and something is refused, it
   * makes no difference any more what the others write; what refused other values is likely to refuse these, too.
   */
  #run(tried: Tried, values: Readonly<Record<string, unknown>>, reference: string): Trial {
    const family = this.#family(tried);
    const { files, handing, mayRefuse } = this.#files.affected(family, tried.changed);
    const wanted = this.writers.get(reference);
    const first = wanted === undefined ? files : this.#files.together(files, ({ id }) => wanted.has(id));
    const problems: Diagnostic[] = [];
    let refusing: TemplateFile | null = null;
    let isThere = false;
    const run = (some: readonly TemplateFile[]): void => {
      // What hands values to a file that was not run yet has to be run with it.
      const isHanding = some.some((file) => this.#files.isHanded(file) && !tried.outcomes.has(file.id));
      for (const file of some) {
        if (problems.length > 0 && isThere) return;
        const known = isHanding && this.#files.isHanded(file) ? undefined : tried.outcomes.get(file.id);
        const outcome = known ?? this.#outcome(tried, handing, file);
        isThere ||= outcome.images.has(reference);
        if (outcome.problems.length > 0) this.#suspects.add((refusing ??= file).id);
        problems.push(...outcome.problems);
      }
    };
    const runAll = (some: readonly TemplateFile[]): void => {
      const suspected = this.#files.together(some, ({ id }) => this.#suspects.has(id));
      run(suspected);
      run(some.filter((file) => !suspected.includes(file)));
    };
    runAll(first);
    if (isThere) runAll(files.filter((other) => !first.includes(other)).filter(mayRefuse));
    if (isThere && problems.length === 0) problems.push(...(tried.schemas ??= this.#schemaProblems(family, tried, values)));
    family.release.reset();
    const remedies = (): Refusals['alternatives'] => (refusing === null ? [] : this.#remedies(tried, refusing));
    return { isThere, refusal: problems[0]?.message ?? null, remedies };
  }

  #outcome({ outcomes }: Tried, handing: HandedValues, file: TemplateFile): Outcome {
    const problems: Diagnostic[] = [];
    const evaluator = this.#evaluator(this.#collect(problems), null);
    const written = this.#files.isHanded(file) ? handing.render(file, evaluator) : handing.release.render(file, evaluator);
    const images = written !== null && file.printed ? this.#shown(outputOf(file.id, written), problems) : NOTHING;
    const outcome = { images, problems };
    outcomes.set(file.id, outcome);
    return outcome;
  }

  #shown(output: DerivedSource, problems: Diagnostic[]): ReadonlySet<string> {
    const { packs, rewriter } = this.look;
    const { name, text } = output;
    // What is rewritten later has another name here.
    if (rewriter === null && !this.#names.some((image) => text.includes(image))) return NOTHING;
    const known = this.#texts.find(name, text);
    if (known !== undefined) return known;
    const before = problems.length;
    const found = findImages(output, { packs, rewriter, report: this.#collect(problems), loose: false });
    const images = new Set(found.flatMap((finding) => finding.text ?? []));
    if (problems.length === before) this.#texts.keep(name, text, images);
    return images;
  }

  #schemaProblems(family: Family, { changed }: Tried, values: Readonly<Record<string, unknown>>): Diagnostic[] {
    const problems: Diagnostic[] = [];
    if (changed.every((path) => isBooleanFlip(this.present, values, path))) return problems;
    checkSchemas(family.root, family.release.values, this.#collect(problems), (node) => concerns(node, changed));
    return problems;
  }

  /** Only what helm would stop at, and does not without these values. */
  #collect(problems: Diagnostic[]): Report {
    return (diagnostic) => void (diagnostic.severity === 'error' && !this.#known.has(keyOf(diagnostic)) && problems.push(diagnostic));
  }

  /** The chart family under these values. */
  #family({ more, changed }: Tried): Family {
    const family = this.#switched.family(more, changed) ?? this.given;
    family.release.reset(more);
    return family;
  }

  /** Origins are needed only to find out why a chart refuses. */
  #evaluator(report: Report, refusals: Refusals | null): Evaluator {
    return new Evaluator(report, this.look.templates, refusals, refusals !== null);
  }

  #remedies(tried: Tried, file: TemplateFile): Refusals['alternatives'] {
    const known = tried.remedies.get(file.id);
    if (known !== undefined) return known;
    const family = this.#family(tried);
    const refusals = new Refusals();
    family.release.render(family.release.files.find(({ id }) => id === file.id) ?? file, this.#evaluator(() => {}, refusals));
    family.release.reset();
    tried.remedies.set(file.id, refusals.alternatives);
    return refusals.alternatives;
  }
}

const keyOf = ({ code, message, spot }: Diagnostic): string => [code, message, spot?.file.name, spot?.start].join('\0');
