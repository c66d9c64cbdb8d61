export { checkPolicy } from './check.js';
export { POLICY_RULES, type Policy, type PolicyFinding, type PolicyRule } from './policy.js';
