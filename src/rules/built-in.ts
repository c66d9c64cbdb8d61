import type { Pack } from './rule.js';

/** The packs that were checked and compiled when this program was built: the text that `scripts/build-rules.mjs` wrote. */
export const builtInPacks = (json: string): readonly Pack[] => JSON.parse(json) as readonly Pack[];
