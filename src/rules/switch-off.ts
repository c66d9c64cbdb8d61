import { NameGlobs } from './glob.js';
import type { Pack } from './rule.js';

/** Packs without the rules that ids, or globs of ids, name. */
export function withoutRules(packs: readonly Pack[], off: readonly string[]): readonly Pack[] {
  if (off.length === 0) return packs;
  const named = new NameGlobs(off);
  return packs.map((pack) => ({ ...pack, rules: pack.rules.filter(({ id }) => !named.matches(id)) }));
}
