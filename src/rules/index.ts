export { builtInPacks } from './built-in.js';
export { runExamples, type ExampleResult } from './examples.js';
export { loadPacks, type LoadedPacks } from './load.js';
export { matchChart, type ChartFacts } from './match-chart.js';
export { matchDocument } from './match-document.js';
export { matchValues } from './match-values.js';
export { RulePacks } from './packs.js';
export { packSchema, ruleSchema } from './json-schema.js';
export type { Candidate, Pack, Part, PartName, Rule, RuleKind, RuleProblem, Sink } from './rule.js';
