export { readGitops, type GitopsOptions, type GitopsResult, type ManifestImages } from './gitops/index.js';
export { helmfileOf, readHelmfiles, type HelmfileDialect, type HelmfileOptions, type HelmfileResult } from './helmfile/index.js';
export type { DeployUnit } from './unit.js';
