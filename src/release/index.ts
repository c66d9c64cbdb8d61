export { fileGlob } from './glob.js';
export { DEFAULT_RELEASE, type ReleaseOptions } from './options.js';
export { Release, type TemplateFile } from './release.js';
