import { GoList, GoMap, type GoValue } from '../value/index.js';
import type { Reads } from './reads.js';

/** The entry of the root dot that differs from file to file; everything else there is one for a chart. */
export const TEMPLATE = 'Template';

/**
 * How much of a root dot a function shows, whatever it makes of it: nothing but its type, what is in it handed on or its keys, what it is
 * asked for by name, or all. `looks.ts` says which does what.
 */
export type Shows = 'nothing' | 'parts' | 'named' | 'all';

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
