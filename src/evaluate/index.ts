export { CallPath, type Frame } from './frame.js';
export type { Choice, DecisionPoint, Decisions } from './decisions.js';
export { Evaluator } from './evaluator.js';
export { LimitError } from './limits.js';
export { Namespace, type Definition } from './namespace.js';
export { TemplateCache } from './template-cache.js';
export { runBody } from './walk.js';
export { formatPieces } from './functions/format.js';
