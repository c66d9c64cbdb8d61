/** The largest file of a checkout that is read; values files and manifests are far smaller. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;
/** What is read of one scan's checkouts altogether. */
export const MAX_TOTAL_BYTES = 256 * 1024 * 1024;
/** Files and folders looked at. */
export const MAX_ENTRIES = 200_000;
export const MAX_FOLDER_DEPTH = 64;
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
