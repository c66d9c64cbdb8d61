export type { ChartNode, DependencyDecision } from './chart-node.js';
export { coalesceValues } from './coalesce-values.js';
export { enableDependencies, type EnabledCharts, type EnableMode } from './dependencies.js';
export { kubeVersionProblem } from './kube-version.js';
export { pathOf, valuesFor } from './places.js';
export { overlay, readUserValues, setInto, type SetFileArgument, type UserValueSources } from './user-values.js';
export { checkSchemas } from './schema-check.js';
export { SchemaChoices, type SchemaChoice } from './schema-choices.js';
export { overlayFlags } from './overlay-flags.js';
