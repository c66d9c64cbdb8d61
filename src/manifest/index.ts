export { splitDocuments, type DocumentRange } from './documents.js';
export { dotted, type Finding, type FindingPart } from './finding.js';
export { findImages, type Search } from './find-images.js';
export { headProblem } from './head.js';
export { isDropped } from './hooks.js';
export { outputOf } from './output.js';
