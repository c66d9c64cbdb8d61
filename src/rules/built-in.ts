import type { Pack } from './rule.js';

/** The packs that were checked and compiled when this program was built: the text that `scripts/build-rules.mjs` wrote. */
export const builtInPacks = (json: string): readonly Pack[] => JSON.parse(json) as readonly Pack[];

/** The general packs, last: of two rules that find the same place, that of the earlier pack has it, and operators know their own. */
const GENERAL = ['bitnami', 'core', 'containers', 'custom-resources', 'mentions', 'annotations'];

export function inBuiltInOrder(packs: readonly Pack[]): Pack[] {
  return [...packs].sort((a, b) => GENERAL.indexOf(a.id) - GENERAL.indexOf(b.id) || (a.id < b.id ? -1 : 1));
}
