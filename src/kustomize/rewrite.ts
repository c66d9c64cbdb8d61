import type { SourceFile } from '../source/index.js';

/**
 * What changes manifests after they were rendered. Patches and images are texts and not values: plain data for threads and keys, and
 * places in them lead to where they were written.
 */
export type Rewrite =
  /** `images:`, a list of `name`, `newName`, `newTag`, `digest`, `tagSuffix`. */
  | { readonly kind: 'images'; readonly source: SourceFile }
  /**
   * Maps to merge, each a document, or one list of JSON patch operations. Without a target, a map names its object itself.
   * `operations`: of `patchesJson6902`, where kustomize takes a list only.
   */
  | { readonly kind: 'patch'; readonly source: SourceFile; readonly target: PatchTarget | null; readonly operations?: true }
  /** `namePrefix`, `nameSuffix` and `namespace`. */
  | { readonly kind: 'names'; readonly prefix: string; readonly suffix: string; readonly namespace: string };

export type PatchRewrite = Extract<Rewrite, { readonly kind: 'patch' }>;

/** Anchored regular expressions, and label selectors; '' is anything. */
export interface PatchTarget {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labelSelector: string;
  readonly annotationSelector: string;
}

export const TARGET_FIELDS = ['group', 'version', 'kind', 'name', 'namespace', 'labelSelector', 'annotationSelector'] as const;
