import { GoInt, GoList, GoMap, type GoValue } from '../value/index.js';
import { settle } from './fields.js';
import type { Reads } from './reads.js';

/** Notes how much of what it is given a function lets be seen of the values. What it only hands on is noted when it is read. */
export type Looks = (reads: Reads, args: readonly GoValue[]) => void;

const atNothing: Looks = () => {};

const atAll: Looks = (reads, args) => {
  for (const arg of args) reads.contents(arg);
};

const whetherEmpty: Looks = (reads, args) => {
  for (const arg of args) reads.test(arg);
};

/** What a template made and is given here holds nothing that was not noted when it was put there. */
const oneLevel: Looks = (reads, args) => {
  for (const arg of args) if ((arg instanceof GoMap || arg instanceof GoList) && arg.place !== null) reads.contents(arg);
};

/** A key that is no text is printed. */
const atKeys: Looks = (reads, args) => {
  for (let at = 0; at < args.length; at += 2) reads.contents(args[at]);
};

/** What becomes a part of the values is read with what is around it, and has its own place elsewhere. */
const atWhatIsTakenIn: Looks = (reads, [target, , value]) => {
  if (target instanceof GoMap && (target.place !== null || target.pinned)) reads.contents(value);
};

const alongPath: Looks = (reads, [from, ...path]) => follow(reads, from, path);

const LOOKS: Readonly<Record<string, Looks>> = {
  dict: atKeys,
  set: atWhatIsTakenIn,
  index: alongPath,
  get: alongPath,
  hasKey: alongPath,
  dig: (reads, args) => follow(reads, args.at(-1), args.slice(0, -2)),
};

const HAND_ON: ReadonlySet<string> = new Set(['list', 'tuple', 'unset', 'ternary', 'deepCopy', 'mustDeepCopy', 'kindIs', 'kindOf', 'typeIs', 'typeOf', 'typeIsLike']);

const TEST: ReadonlySet<string> = new Set(['default', 'coalesce', 'empty', 'not']);

const LOOK_ONE_LEVEL: ReadonlySet<string> = new Set([
  'keys', 'values', 'pluck', 'pick', 'omit', 'len', 'first', 'last', 'rest', 'initial', 'slice', 'append', 'prepend', 'concat', 'reverse', 'chunk',
]);

export function looksOf(name: string): Looks {
  if (Object.hasOwn(LOOKS, name)) return LOOKS[name]!;
  if (HAND_ON.has(name)) return atNothing;
  if (TEST.has(name)) return whetherEmpty;
  return LOOK_ONE_LEVEL.has(name) ? oneLevel : atAll;
}

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
