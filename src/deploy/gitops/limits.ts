/** The largest file of a checkout that is read; values files and manifests are far smaller. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;
/** What is read of one scan's checkouts altogether. */
export const MAX_TOTAL_BYTES = 256 * 1024 * 1024;
/** Files and folders looked at. */
export const MAX_ENTRIES = 200_000;
export const MAX_FOLDER_DEPTH = 64;
/** Paths compared with patterns, by what each comparison costs: every glob is tried on every path of a checkout. */
export const MAX_MATCHES = 20_000_000;
/** A longer pattern matches nothing. */
export const MAX_PATTERN_LENGTH = 1000;
/** Steps of the evaluator that the Go templates of one ApplicationSet may take together. */
export const MAX_SET_STEPS = 5_000_000;
/** Characters that the templates of one ApplicationSet may make together. */
export const MAX_SET_TEXT = 32 * 1024 * 1024;
/** Charts that all Applications, HelmReleases and helmCharts of one scan may stand for. */
export const MAX_UNITS = 10_000;
/** Applications that one ApplicationSet may make: a matrix multiplies. */
export const MAX_APPLICATIONS = 2_000;
/** Generators inside generators; Argo CD allows three levels. */
export const MAX_GENERATOR_DEPTH = 4;
/** Nested `kind: List`. */
export const MAX_LIST_DEPTH = 4;
/** Kustomizations that refer to each other. */
export const MAX_KUSTOMIZE_DEPTH = 32;
/** Manifests times the kustomizations that reach them. */
export const MAX_MANIFESTS = 50_000;
/** helm's longest release name. */
export const MAX_RELEASE_NAME = 53;
