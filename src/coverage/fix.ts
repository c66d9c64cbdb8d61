import { Entry, GoList, GoMap, type GoValue } from '../value/index.js';
import type { Variable } from '../evaluate/index.js';

/** A place in memory that a condition reads. */
export type Cell = { readonly container: GoMap | GoList; readonly key: string | number } | { readonly variable: Variable };

/** What makes a condition come out the other way. */
export interface Fix {
  /** All places that hold the value, to be changed together. */
  readonly cells: readonly Cell[];
  /** What they hold while a branch is forced. */
  readonly value: GoValue;
  /** Where the value stands below the root chart's `.Values`; null: no value of the chart decides. */
  readonly path: readonly (string | number)[] | null;
  /** What to write there to get the same from helm, the likeliest first. */
  readonly candidates: readonly unknown[];
  /** True where the present value is a switch: a boolean, or one that is compared with a constant. */
  readonly isSwitch: boolean;
}

/** Why no values can do it. */
export interface Unsolvable {
  readonly reason: string;
}

export type Solution = readonly Fix[] | Unsolvable;

export const isSolved = (solution: Solution): solution is readonly Fix[] => Array.isArray(solution);

/** Stands for any word that a chart does not know. */
export const OTHER_WORD = 'other';

/** A word that the chart knows, and one that it does not: `else` may be meant for either. That the text is taken away cannot be seen where it is written. */
export function wordsOf(fixes: readonly Fix[]): (readonly Fix[])[] {
  if (!fixes.some(({ candidates }) => candidates.includes(OTHER_WORD))) return [fixes];
  const isKnown = fixes.every(({ candidates }) => candidates[0] !== '');
  return [...(isKnown ? [fixes] : []), fixes.map(withOther)];
}

const withOther = (fix: Fix): Fix => (fix.candidates.includes(OTHER_WORD) ? { ...fix, candidates: [OTHER_WORD, ...fix.candidates.filter((candidate) => candidate !== OTHER_WORD)] } : fix);

/** Whether one of several fixes is of the value at a path. */
export const changes = (fixes: readonly Fix[], path: Fix['path']): boolean => fixes.some((fix) => JSON.stringify(fix.path) === JSON.stringify(path));

/**
 * Writes the values of fixes; gives what takes them back, in reverse order.
 *
 * @param assume told of an entry before each change of it
 */
export function apply(fixes: readonly Fix[], assume: (map: GoMap, key: string) => void): () => void {
  const undo: (() => void)[] = [];
  for (const { cells, value } of fixes) for (const cell of cells) undo.push(write(cell, value, assume));
  return () => {
    for (let at = undo.length - 1; at >= 0; at--) undo[at]!();
  };
}

function write(cell: Cell, value: GoValue, assume: (map: GoMap, key: string) => void): () => void {
  if ('variable' in cell) {
    const before = cell.variable.value;
    cell.variable.value = value;
    return () => void (cell.variable.value = before);
  }
  const { container, key } = cell;
  if (container instanceof GoList) {
    const entry = container.entries[key as number];
    if (entry === undefined) return () => {};
    const before = entry.value;
    entry.value = value;
    return () => void (entry.value = before);
  }
  const { entries } = container;
  const before = entries.get(key as string);
  assume(container, key as string);
  entries.set(key as string, new Entry(value, before?.origin ?? null));
  return () => {
    assume(container, key as string);
    if (before === undefined) entries.delete(key as string);
    else entries.set(key as string, before);
  };
}
