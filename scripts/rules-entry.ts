// What scripts/build-rules.mjs needs of the sources.
export { SourceFile } from '../src/source/index.js';
export { loadPacks, packSchema, ruleSchema } from '../src/rules/index.js';
