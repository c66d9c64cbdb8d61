export { splitDocuments, type DocumentRange } from './documents.js';
export { findImages, type Finding } from './findings.js';
export { isDropped } from './hooks.js';
export { outputOf, type Output } from './output.js';
