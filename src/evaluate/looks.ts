import { GoInt, GoList, GoMap, type GoValue } from '../value/index.js';
import { settle } from './fields.js';
import type { Reads } from './reads.js';
import type { Shows } from './template-object.js';

/** Notes how much of what it is given a function lets be seen of the values. What it only hands on is noted when it is read. */
export type Looks = (reads: Reads, args: readonly GoValue[]) => void;

const atNothing: Looks = () => {};

const atAll: Looks = (reads, args) => {
  for (const arg of args) reads.contents(arg);
};

const whetherEmpty: Looks = (reads, args) => {
  for (const arg of args) reads.test(arg);
};

const atEntries: Looks = (reads, args) => {
  for (const arg of args) reads.entries(arg);
};

/** A key that is no text is printed. */
const atKeys: Looks = (reads, args) => {
  for (let at = 0; at < args.length; at += 2) reads.contents(args[at]);
};

/** What becomes a part of the values is read with what is around it, and has its own place elsewhere. */
const atWhatIsTakenIn: Looks = (reads, [target, , value]) => {
  if (target instanceof GoMap && (target.place !== null || target.pinned)) reads.contents(value);
};

/** Merging reads below a key only where both sides have a map there; all else is handed on. */
const atWhatIsMerged: Looks = (reads, maps) => {
  const budget = { left: MAX_MERGED };
  // What an earlier source brought may be merged into as well as what was there.
  for (let at = 1; at < maps.length; at++) for (let into = 0; into < at; into++) merged(reads, maps[into], maps[at], budget);
  if (budget.left < 0) atAll(reads, maps);
};

/** Entries that are followed, as maps may hold themselves; of more, all is read. */
const MAX_MERGED = 10_000;

function merged(reads: Reads, target: GoValue, source: GoValue, budget: { left: number }): void {
  if (!(source instanceof GoMap && target instanceof GoMap)) return reads.test(target);
  if ((budget.left -= source.size + 1) < 0) return;
  // What is changed in the values is read with what is around it.
  if (target.place !== null || target.pinned) {
    reads.contents(target);
    return reads.contents(source);
  }
  reads.entries(source);
  for (const [key, { value }] of source.entries) if (target.entries.has(key)) merged(reads, target.get(key), value, budget);
}

const alongPath: Looks = (reads, [from, ...path]) => follow(reads, from, path);

const alongLastPath: Looks = (reads, args) => follow(reads, args.at(-1), args.slice(0, -2));

/** What a function lets be seen of what it is given. */
export interface Sight {
  /** Of root dots. */
  readonly shows: Shows;
  /** Of the values. */
  readonly looks: Looks;
}

/** All others show everything. */
const TABLE: readonly (readonly [shows: Shows, looks: Looks, names: readonly string[]])[] = [
  ['nothing', atNothing, ['list', 'tuple', 'unset', 'ternary', 'kindIs', 'kindOf', 'typeIs', 'typeOf', 'typeIsLike']],
  ['nothing', atKeys, ['dict']],
  ['nothing', atWhatIsTakenIn, ['set']],
  ['nothing', whetherEmpty, ['default', 'coalesce', 'empty', 'not']],
  ['nothing', atEntries, ['append', 'prepend', 'concat', 'first', 'last', 'rest', 'initial', 'slice']],
  ['nothing', atAll, ['eq', 'ne']],
  ['parts', atNothing, ['deepCopy', 'mustDeepCopy']],
  ['parts', alongPath, ['hasKey']],
  ['parts', atEntries, ['pick', 'omit']],
  ['parts', whetherEmpty, ['keys']],
  ['parts', atWhatIsMerged, ['merge', 'mergeOverwrite', 'mustMerge', 'mustMergeOverwrite']],
  ['named', alongPath, ['index', 'get']],
  ['named', alongLastPath, ['dig']],
  ['named', atEntries, ['pluck']],
  ['all', whetherEmpty, ['len']],
  ['all', atEntries, ['values', 'reverse', 'chunk']],
];

const BY_NAME = new Map(TABLE.flatMap(([shows, looks, names]) => names.map((name): [string, Sight] => [name, { shows, looks }])));
const EVERYTHING: Sight = { shows: 'all', looks: atAll };

export const sightOf = (name: string): Sight => BY_NAME.get(name) ?? EVERYTHING;

function follow(reads: Reads, from: GoValue, path: readonly GoValue[]): void {
  let value = from;
  for (const key of path) {
    const step = stepFor(value, key);
    if (step === null) return reads.contents(value);
    reads.key(value, step);
    const container = value as GoMap | GoList;
    const next: GoValue = container instanceof GoMap ? container.get(step as string) : container.entries[step as number]?.value;
    settle(next, container, step);
    value = next;
  }
  reads.hand(value);
}

function stepFor(container: GoValue, key: GoValue): string | number | null {
  if (container instanceof GoMap) return typeof key === 'string' ? key : null;
  return container instanceof GoList && key instanceof GoInt ? Number(key.value) : null;
}
