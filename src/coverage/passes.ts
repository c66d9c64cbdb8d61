import { Evaluator, type Reads, type TemplateCache } from '../evaluate/index.js';
import type { Release, TemplateFile } from '../release/index.js';
import type { Report } from '../source/index.js';
import type { Trace } from '../trace/index.js';
import type { Hole, TextOrigin } from '../value/index.js';
import { SchemaChoices } from '../values/index.js';
import { Choices } from './choices.js';
import { Decider, type Survey } from './decider.js';
import type { Forced, Guard } from './guard.js';
import { ImageText } from './image-text.js';
import { Ledger, type Aim, type DecisionRecord, type Enclosing, type Plan, type Setting, type Side } from './records.js';
import { Prospects } from './prospects.js';
import { PassReplay } from './replay.js';
import { firstChoice, overlayOf } from './overlay.js';
import { Relevance } from './relevance.js';
import { wordSettings } from './words.js';

/** Passes over one template file at most; reaching it is a diagnostic. */
const MAX_PASSES = 24;
/** How often a side is aimed at before it is given up: what stands between may never let it be reached. */
const MAX_TRIES = 2;

/** What one pass over one file wrote. */
export interface Pass {
  readonly file: TemplateFile;
  /** 0: as the values say. */
  readonly number: number;
  readonly written: TextOrigin;
  /** By the number in their marker. */
  readonly holes: readonly Hole[];
  /** What was turned for the whole pass. */
  readonly settings: readonly Guard[];
  /** What was taken against the values. */
  readonly forced: readonly Forced[];
}

const silent: Report = () => {};

/** Renders the files of a release again and again, until every side of every decision that matters was taken. */
export class Coverage {
  readonly #survey: Survey;
  readonly #ledgers = new Map<TemplateFile, Ledger>();
  /** Files that a budget ended: to run them once more would cost as much and show as little. */
  readonly #exhausted = new Set<TemplateFile>();

  constructor(
    readonly release: Release,
    readonly templates: TemplateCache,
    readonly report: Report,
  ) {
    const relevance = new Relevance(release.namespace);
    this.#survey = { relevance, prospects: new Prospects(relevance, release.namespace), imageText: new ImageText(release.namespace), choices: new Choices(new SchemaChoices(release.root), relevance) };
  }

  /** As the values say; the decisions met on the way are noted for {@link forced}. */
  natural(file: TemplateFile, report: Report, reads: Reads | null = null): Pass {
    return this.#run(file, 0, new Map(), null, report, reads);
  }

  /** The further passes over a file that {@link natural} was asked for. */
  *forced(file: TemplateFile, reads: Reads | null = null): Generator<Pass> {
    const ledger = this.#ledger(file);
    for (let number = 1; ; number++) {
      const plan = nextPlan(ledger);
      const setting = plan.size > 0 ? null : ledger.nextSetting();
      const isDone = (plan.size === 0 && setting === null) || this.#exhausted.has(file);
      if (isDone || number > MAX_PASSES) ledger.circumstances = null;
      if (isDone) return;
      if (number > MAX_PASSES) {
        this.report({ code: 'limit-reached', severity: 'warning', message: `${file.id} needs more than ${MAX_PASSES} passes; some branches were not looked at`, file: file.file.source.name });
        return;
      }
      if (setting !== null) this.#turn(setting);
      else if (!this.release.resume(file)) ledger.circumstances = null;
      yield this.#run(file, number, setting === null ? plan : ancestry(setting.ancestors), setting, silent, reads);
    }
  }

  /** Has values turned for a file in a pass of its own, where a schema names other words for what made an image. */
  turnWords(file: TemplateFile, trace: () => Trace, guards: readonly Guard[]): void {
    const { schema } = this.#survey.choices;
    if (!schema.none) for (const setting of wordSettings(trace(), guards, schema, this.release.values)) this.#ledger(file).turn(setting);
  }

  /** What ends the first pass is told by the evaluation; of further passes nobody else hears. */
  #endPasses(file: TemplateFile, number: number): void {
    this.#exhausted.add(file);
    if (number === 0) return;
    this.report({ code: 'limit-reached', severity: 'warning', message: `${file.id} was not evaluated to its end with other branches taken; some were not looked at`, file: file.file.source.name });
  }

  #ledger(file: TemplateFile): Ledger {
    let ledger = this.#ledgers.get(file);
    if (ledger === undefined) this.#ledgers.set(file, (ledger = new Ledger()));
    return ledger;
  }

  #turn({ fixes }: Setting): void {
    this.release.reset();
    this.release.reset(overlayOf(fixes.map(firstChoice), this.release.values));
  }

  #run(file: TemplateFile, number: number, plan: Plan, setting: Setting | null, report: Report, reads: Reads | null = null): Pass {
    const ledger = this.#ledger(file);
    const replay = setting !== null || ledger.circumstances === null ? null : new PassReplay(ledger.circumstances, number, plan);
    const decider = new Decider(ledger, plan, this.#survey, setting, replay);
    const evaluator = new Evaluator(report, this.templates, decider);
    evaluator.replay = replay;
    evaluator.reads = reads;
    const written = this.release.render(file, evaluator);
    if (evaluator.exhausted) this.#endPasses(file, number);
    return { file, number, written, holes: evaluator.holes, settings: setting?.guards ?? [], forced: decider.forced };
  }
}

/** As many sides that were not seen as go together, each with the sides around it that lead there; none where no side is worth a pass. */
function nextPlan(ledger: Ledger): Map<DecisionRecord, Aim> {
  const plan = new Map<DecisionRecord, Aim>();
  for (const wanted of [true, false]) {
    for (const record of ledger.records) {
      for (const side of ['body', 'else'] as const) if (record.wanted[side] === wanted) takeIn(plan, record, side);
      if (record.wanted.body === wanted && record.rounds === 'mixed' && isFree(plan, record)) {
        aim(plan, record, 'switches');
        record.rounds = 'done';
      }
    }
    if (plan.size === 0) break;
  }
  return plan;
}

function takeIn(plan: Map<DecisionRecord, Aim>, record: DecisionRecord, side: Side): void {
  if (record.seen[side] || !record.relevant[side] || record.tries[side] >= MAX_TRIES || !isFree(plan, record)) return;
  aim(plan, record, side);
  record.tries[side]++;
}

const isFree = (plan: Plan, record: DecisionRecord): boolean => !plan.has(record) && !conflicts(plan, record.ancestors);

/** A side, with the sides around it that lead there. */
function aim(plan: Map<DecisionRecord, Aim>, record: DecisionRecord, side: Aim): void {
  addAncestry(plan, record.ancestors);
  plan.set(record, side);
}

function addAncestry(plan: Map<DecisionRecord, Aim>, ancestors: Enclosing | null): void {
  for (let at = ancestors; at !== null; at = at.outer) plan.set(at.record, at.side);
}

function conflicts(plan: Plan, ancestors: Enclosing | null): boolean {
  for (let at = ancestors; at !== null; at = at.outer) {
    const planned = plan.get(at.record);
    if (planned !== undefined && (planned === 'switches' ? 'body' : planned) !== at.side) return true;
  }
  return false;
}

function ancestry(ancestors: Enclosing | null): Map<DecisionRecord, Aim> {
  const plan = new Map<DecisionRecord, Aim>();
  addAncestry(plan, ancestors);
  return plan;
}

