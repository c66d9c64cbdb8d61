import { GoList, GoMap, type GoValue } from '../value/index.js';

/** The entry of the root dot that differs from file to file; everything else there is one for a chart. */
export const TEMPLATE = 'Template';

/** Functions that hand on or look at a map without showing what is in all of it. */
export const HANDS_ON: ReadonlySet<string> = new Set([
  'dict', 'list', 'tuple', 'set', 'unset', 'merge', 'mergeOverwrite', 'mustMerge', 'mustMergeOverwrite', 'deepCopy', 'mustDeepCopy', 'omit',
  'append', 'prepend', 'concat', 'default', 'coalesce', 'ternary', 'empty', 'not', 'eq', 'ne', 'kindIs', 'kindOf', 'typeIs', 'typeOf', 'typeIsLike',
]);

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
