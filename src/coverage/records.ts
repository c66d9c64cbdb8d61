import type { CallPath, DecisionPoint } from '../evaluate/index.js';
import type { SourceFile } from '../source/index.js';
import type { BranchNode, RangeNode } from '../template/index.js';
import type { Fix } from './fix.js';
import type { Guard } from './guard.js';
import { Circumstances } from './replay.js';

/** The two sides of a decision: the body, and `else` or nothing. */
export type Side = 'body' | 'else';
export const sideOf = (taken: boolean): Side => (taken ? 'body' : 'else');

/** Which decisions of a pass go which way. */
export type Plan = ReadonlyMap<DecisionRecord, Aim>;

/** A side for all rounds of the loops around, or the body for the rounds whose items have a switch that is off. */
export type Aim = Side | 'switches';

/** One decision: a node as it is reached by one way of calls. */
export interface DecisionRecord {
  readonly node: BranchNode | RangeNode;
  readonly source: SourceFile;
  /** The decisions that it stood under when it was first met. */
  readonly ancestors: Enclosing | null;
  /** Whether it belongs to the text of an image. */
  readonly shape: boolean;
  readonly seen: Record<Side, boolean>;
  /** Whether the side may bring an image to light. */
  readonly relevant: Record<Side, boolean>;
  /** Whether a side that may do so is worth a pass of its own, for some of the rounds. */
  readonly wanted: Record<Side, boolean>;
  readonly tries: Record<Side, number>;
  /** What each side asks of the cluster or the release, once it was asked; null: nothing. */
  readonly environment: Partial<Record<Side, string | null>>;
  /** Some rounds of a loop take the body and others do not: their items have switches of their own, which want a pass together. */
  rounds: 'alike' | 'mixed' | 'done';
}

/** The decisions around a place, innermost first, with the side that was taken. */
export interface Enclosing {
  readonly record: DecisionRecord;
  readonly side: Side;
  readonly outer: Enclosing | null;
}

/** What shapes the text of an image, with the values that turn it for a pass of its own. */
export interface Setting {
  readonly fixes: readonly Fix[];
  /** Null where the values alone lead to the image. */
  readonly ancestors: Enclosing | null;
  readonly guards: readonly Guard[];
}

/** More than a file has passes, so that those left over are told. */
const MAX_SETTINGS = 100;

/** All decisions of one template file, in the order in which they were met. */
export class Ledger {
  readonly records: DecisionRecord[] = [];
  /** What was written in passes that start from the values as they were first; null: no more of those. */
  circumstances: Circumstances | null = new Circumstances();
  readonly #settings = new Map<string, Setting | null>();
  readonly #probed = new Map<CallPath, Set<unknown>>();
  readonly #byPath = new Map<CallPath, Map<unknown, DecisionRecord>>();

  /** Whether there are more settings than a file has passes: what is noted beyond would have none. */
  get full(): boolean {
    return this.#settings.size >= MAX_SETTINGS;
  }

  /** Notes a setting that is to have its pass; of those with the same values the first. */
  turn(setting: Setting): void {
    const key = JSON.stringify(setting.fixes.map(({ path, candidates }) => [path, candidates[0]]).sort());
    if (!this.full && !this.#settings.has(key)) this.#settings.set(key, setting);
  }

  /** The next setting that had no pass yet. */
  nextSetting(): Setting | null {
    for (const [key, setting] of this.#settings) {
      if (setting === null) continue;
      this.#settings.set(key, null);
      return setting;
    }
    return null;
  }

  /** Whether a switch is met for the first time. */
  probe(path: CallPath, site: unknown): boolean {
    let sites = this.#probed.get(path);
    if (sites === undefined) this.#probed.set(path, (sites = new Set()));
    return !sites.has(site) && sites.add(site) !== undefined;
  }

  find({ node, frame }: DecisionPoint): DecisionRecord | undefined {
    return this.#byPath.get(frame.path)?.get(node);
  }

  add({ node, frame }: DecisionPoint, record: DecisionRecord): void {
    const byNode = this.#byPath.get(frame.path);
    if (byNode === undefined) this.#byPath.set(frame.path, new Map([[node, record]]));
    else byNode.set(node, record);
    this.records.push(record);
  }
}
