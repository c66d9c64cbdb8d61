/** Characters of one file; values files are far below. */
export const MAX_FILE = 16 * 1024 * 1024;
/** Characters of all files together, each counted once. */
export const MAX_ALL_FILES = 256 * 1024 * 1024;
/** Helmfiles and bases loaded, each use counted. */
export const MAX_LOADS = 2000;
/** Helmfiles below helmfiles. */
export const MAX_NESTING = 50;
/** Nodes and pipelines that all templates together may evaluate, and characters that they may write. */
export const MAX_ALL_STEPS = 100_000_000;
export const MAX_ALL_OUTPUT = 256 * 1024 * 1024;
/** Release templates that one release may inherit, each way to it counted. */
export const MAX_INHERITED = 1000;
/** Releases of all helmfiles together. */
export const MAX_RELEASES = 10_000;
/** Names listed in folders while patterns are expanded. */
export const MAX_LISTED = 200_000;
/** Helmfile gives a release's own templates this many rounds to settle. */
export const MAX_ROUNDS = 6;
/** Folders below a folder of plain manifests. */
export const MAX_MANIFEST_DEPTH = 16;
