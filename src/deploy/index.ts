export { readGitops, type GitopsOptions, type GitopsResult } from './gitops/index.js';
export { helmfileOf, readHelmfiles, type HelmfileDialect, type HelmfileOptions, type HelmfileResult } from './helmfile/index.js';
export type { DeployUnit, ManifestSource } from './unit.js';
