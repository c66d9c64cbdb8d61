export { readGitops, type GitopsOptions, type GitopsResult } from './read-gitops.js';
export type { ManifestImages } from './kustomize.js';
