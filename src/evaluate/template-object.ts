import { GoList, GoMap, type GoValue } from '../value/index.js';
import type { Reads } from './reads.js';

/** The entry of the root dot that differs from file to file; everything else there is one for a chart. */
export const TEMPLATE = 'Template';

/** Functions that hand on a map and show nothing of it but its type. */
const HANDS_ON: ReadonlySet<string> = new Set([
  'dict', 'list', 'tuple', 'set', 'unset', 'append', 'prepend', 'concat', 'first', 'last', 'rest', 'initial', 'slice', 'default', 'coalesce', 'ternary',
  'empty', 'not', 'eq', 'ne', 'kindIs', 'kindOf', 'typeIs', 'typeOf', 'typeIsLike',
]);

/** Functions that hand on what is in a map, or show no more of it than its keys. */
const HANDS_PARTS: ReadonlySet<string> = new Set(['merge', 'mergeOverwrite', 'mustMerge', 'mustMergeOverwrite', 'deepCopy', 'mustDeepCopy', 'pick', 'omit', 'hasKey', 'keys']);

/** Functions that show what they are asked for by name. */
const SHOWS_NAMED: ReadonlySet<string> = new Set(['index', 'get', 'dig', 'pluck']);

/** How much of a map a function shows, whatever it makes of it. */
export type Shows = 'nothing' | 'parts' | 'named' | 'all';

export const showsOf = (name: string): Shows => (HANDS_ON.has(name) ? 'nothing' : HANDS_PARTS.has(name) ? 'parts' : SHOWS_NAMED.has(name) ? 'named' : 'all');

/** Whether a function that is called with some arguments lets that entry be seen. */
export function isShown(shows: Shows, args: readonly GoValue[]): boolean {
  if (shows === 'nothing' || shows === 'parts') return false;
  return shows === 'named' ? args.includes(TEMPLATE) : args.some(showsTemplate);
}

/** Notes which keys of a root dot a function is asked for, or that it may read any. */
export function readNames(reads: Reads, shows: Shows, args: readonly GoValue[]): void {
  if (shows === 'nothing') return;
  if (shows === 'named') for (const arg of args) if (typeof arg === 'string' && args.some(holdsRootDot)) reads.name(arg);
  if (shows !== 'named' && args.some(holdsRootDot)) reads.name(null);
}

/** Root dots are the maps that hold that entry. */
export const isRootDot = ({ entries }: GoMap): boolean => entries.has(TEMPLATE);

const holdsRootDot = (value: GoValue): boolean => typeof value === 'object' && holdsTemplate(value, MAX_DEPTH);

/** Whether an argument lets a function see that entry: its name (`get $ "Template"`), or a map that holds it. */
export const showsTemplate = (value: GoValue): boolean => value === TEMPLATE || holdsTemplate(value, MAX_DEPTH);

/** Where a template puts the root dot into something of its own: `dict "context" $`, or that once more. */
const MAX_DEPTH = 3;

function holdsTemplate(value: GoValue, depth: number): boolean {
  if (value instanceof GoList) return depth > 0 && value.place === null && value.entries.some((entry) => holdsTemplate(entry.value, depth - 1));
  if (!(value instanceof GoMap) || value.place !== null || value.type === 'engine.files') return false;
  if (value.entries.has(TEMPLATE)) return true;
  if (depth > 0) for (const entry of value.entries.values()) if (holdsTemplate(entry.value, depth - 1)) return true;
  return false;
}
