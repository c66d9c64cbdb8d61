import { GoMap, type GoValue } from '../value/index.js';

/** The entry of the root dot that differs from file to file; everything else there is one for a chart. */
export const TEMPLATE = 'Template';

/** Functions that hand on or look at a map without showing what is in all of it. */
export const MAKES_NO_TEXT: ReadonlySet<string> = new Set([
  'dict', 'list', 'tuple', 'set', 'unset', 'merge', 'mergeOverwrite', 'mustMerge', 'mustMergeOverwrite', 'deepCopy', 'mustDeepCopy', 'omit',
  'append', 'prepend', 'concat', 'default', 'coalesce', 'ternary', 'empty', 'not', 'eq', 'ne', 'kindIs', 'kindOf', 'typeIs', 'typeOf', 'typeIsLike',
]);

/** Whether an argument lets a function see that entry: its name (`get $ "Template"`), or a map that holds it. */
export const showsTemplate = (value: GoValue): boolean => value === TEMPLATE || (value instanceof GoMap && value.place === null && value.entries.has(TEMPLATE));
