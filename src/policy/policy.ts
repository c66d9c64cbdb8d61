/** What can be demanded of the images of a scan; the ids are stable, users filter by them. */
export const POLICY_RULES = {
  'registry-not-allowed': 'an image that would be pulled from a registry that is not allowed',
  'tag-latest': 'an image whose tag is `latest`, which is another image tomorrow',
  'tag-missing': 'an image with neither tag nor digest, which means `latest`',
  'digest-missing': 'an image without digest',
  'image-unresolved': 'a place that needs an image whose reference could not be determined',
  'image-not-listed': 'an image that the committed list does not have',
} as const;

export type PolicyRule = keyof typeof POLICY_RULES;

/** What is left out is not demanded. */
export interface Policy {
  /** `HOST[:PORT]`, or `HOST/PATH` for what lies below that path only. */
  readonly allowedRegistries?: readonly string[] | undefined;
  /** No digest, and no tag or the tag `latest`. */
  readonly forbidLatest?: boolean | undefined;
  readonly requireDigest?: boolean | undefined;
  readonly forbidUnresolved?: boolean | undefined;
  readonly list?: { readonly name: string; readonly references: readonly string[] } | undefined;
}

/** One image of one chart that breaks one rule, at the place that decides it; what does not apply is `null`. */
export interface PolicyFinding {
  readonly rule: PolicyRule;
  /** One sentence without a full stop. */
  readonly message: string;
  readonly reference: string | null;
  /** Path of the chart. */
  readonly chart: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** Values path to change, where a value decides. */
  readonly path: string | null;
}
