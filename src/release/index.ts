export { fileGlob } from './glob.js';
export { DEFAULT_RELEASE, type ReleaseOptions } from './options.js';
export { Release } from './release.js';
export type { TemplateFile } from './template-files.js';
