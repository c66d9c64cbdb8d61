export type { HelmfileDialect, HelmfileOptions, HelmfileResult } from './options.js';
export { helmfileOf, readHelmfiles } from './read-helmfiles.js';
