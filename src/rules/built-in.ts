import type { Pack } from './rule.js';

/** The packs that were checked and compiled when this program was built: the text that `scripts/build-rules.mjs` wrote. */
export const builtInPacks = (json: string): readonly Pack[] => JSON.parse(json) as readonly Pack[];

/** Operators know their own, general packs come last: of two rules that find the same place, that of the earlier pack has it. */
export function inBuiltInOrder(packs: readonly Pack[]): Pack[] {
  return [...packs].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || (a.id < b.id ? -1 : 1));
}
