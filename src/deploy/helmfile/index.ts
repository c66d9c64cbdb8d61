export type { HelmfileDialect, HelmfileOptions, HelmfileResult } from './options.js';
export { readHelmfiles } from './read-helmfiles.js';
