export { readGitops, type GitopsOptions, type GitopsResult } from './read-gitops.js';
