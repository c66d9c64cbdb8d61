import { RulePacks, shippedPacks, withoutRules } from '../rules/index.js';
import type { RuleOptions } from './result.js';

/** The rules that the program brings along. */
export const builtInRules = (): RulePacks => new RulePacks(shippedPacks());

/** The same with what is changed about them. */
export const rulesWith = ({ packs, disable }: RuleOptions): RulePacks => new RulePacks(withoutRules([...packs, ...shippedPacks()], disable));
