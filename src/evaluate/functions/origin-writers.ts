import { GoList, GoMap, toText, type Entry, type GoValue, type Origin } from '../../value/index.js';

/** Stores the origin of each argument on the entry that a function made from it. */
export type OriginWriter = (result: GoValue, args: readonly GoValue[], origins: readonly (Origin | null)[]) => void;

/** For the functions that turn arguments into entries; all others move entries with the origins they have. */
export const originWriters: Readonly<Record<string, OriginWriter>> = {
  dict: (result, args, origins) => {
    if (!(result instanceof GoMap)) return;
    for (let at = 1; at < args.length; at += 2) mark(result.entries.get(toText(args[at - 1])), origins[at]);
  },
  list: markAll,
  tuple: markAll,
  set: (result, args, origins) => {
    if (result instanceof GoMap && typeof args[1] === 'string') mark(result.entries.get(args[1]), origins[2]);
  },
  append: markLast,
  mustAppend: markLast,
  push: markLast,
  mustPush: markLast,
  prepend: markFirst,
  mustPrepend: markFirst,
};

function markAll(result: GoValue, _args: readonly GoValue[], origins: readonly (Origin | null)[]): void {
  if (result instanceof GoList) result.entries.forEach((entry, at) => mark(entry, origins[at]));
}

function markLast(result: GoValue, _args: readonly GoValue[], origins: readonly (Origin | null)[]): void {
  if (result instanceof GoList) mark(result.entries.at(-1), origins[1]);
}

function markFirst(result: GoValue, _args: readonly GoValue[], origins: readonly (Origin | null)[]): void {
  if (result instanceof GoList) mark(result.entries[0], origins[1]);
}

function mark(entry: Entry | undefined, origin: Origin | null | undefined): void {
  if (entry !== undefined) entry.origin = origin ?? null;
}
