import { RulePacks, shippedPacks } from '../rules/index.js';

/** The rules that the program brings along. */
export const builtInRules = (): RulePacks => new RulePacks(shippedPacks());
