import type { Entry } from '../value/index.js';

/** How strictly a text must look like an image before a rule takes it for one; each level implies the ones above it. */
export const LEVELS = {
  name: 'any valid reference, a bare name included',
  reference: 'a valid reference with a path or a tag',
  tagged: 'a valid reference with a tag or digest',
  qualified: 'a host with a dot or port, a path, and a tag or digest',
} as const;
export type Level = keyof typeof LEVELS;

/** Where a place in a tree must stand and what it must hold. Names are globs (`*` is any text), case-insensitive. */
export interface Shape {
  /** Name of the key that holds it; an element of a list goes by the key of its list. */
  readonly key?: readonly string[];
  readonly not_key?: readonly string[];
  /** Keys of which at least one stands above it. */
  readonly under?: readonly string[];
  /** A map: keys that are all present (exact names). */
  readonly has?: readonly string[];
  /** A map: keys of which one is present. */
  readonly has_any?: readonly string[];
  readonly lacks?: readonly string[];
  /** A string of this level; instead of `has`. */
  readonly value?: Level;
}

export const PARTS = ['registry', 'repository', 'name', 'tag', 'digest'] as const;
export type PartName = (typeof PARTS)[number];

/** Per part the keys that may hold it, first one with a text wins; `$.a.b` is a path from the root of the values, `=text` the text itself. */
export interface Build extends Readonly<Partial<Record<PartName, readonly string[]>>> {
  /** A digest names one image, so by default the tag beside it is dropped; Helm charts mostly do so. */
  readonly tag_with_digest?: 'kept' | 'dropped';
}

interface RuleBase {
  readonly id: string;
  readonly reason: string;
  readonly not_on_corpus?: string;
  readonly examples?: Examples;
}

export interface Examples {
  readonly fires: readonly { readonly input: unknown; readonly images: readonly string[] }[];
  readonly silent: readonly { readonly input: unknown; readonly why: string }[];
}

export interface ValuesShapeRule extends RuleBase {
  readonly kind: 'values-shape';
  readonly match: Shape;
  readonly build?: Build;
}

export interface ResourceFieldRule extends RuleBase {
  readonly kind: 'resource-field';
  /** Without `groups`, every API group that is not Kubernetes' own. */
  readonly match: Shape & { readonly groups?: readonly string[]; readonly kinds?: readonly string[] };
  readonly build?: Build;
  /** The operator makes the reference of parts of the resource (sink `catalog`): when it is pulled, in words. */
  readonly when?: string;
  readonly evidence?: readonly Evidence[];
}

/** Takes back: no rule, whatever its pack, finds anything there. Containers are no matter of rules, and stay. */
export interface NotPulledRule extends RuleBase {
  readonly kind: 'not-pulled';
  /** `key`: only what stands at or below such a key; without it the whole resource. */
  readonly match: { readonly groups: readonly string[]; readonly kinds?: readonly string[]; readonly key?: readonly string[] };
  readonly evidence?: readonly Evidence[];
}

/** Where a fact was taken from. */
export interface Evidence {
  readonly repository: string;
  readonly path: string;
  /** Tag or commit. */
  readonly ref: string;
  readonly says: string;
}

export interface EmbeddedDocumentRule extends RuleBase {
  readonly kind: 'embedded-document';
  readonly match: Shape & { readonly formats: readonly EmbeddedFormat[] };
  readonly build?: Build;
}
export type EmbeddedFormat = 'yaml' | 'json' | 'toml' | 'properties';

export interface ArgumentRule extends RuleBase {
  readonly kind: 'argument';
  /** `form: list`: comma-separated items, each an image or `key=image`. */
  readonly match: { readonly flag: readonly string[]; readonly not_flag?: readonly string[]; readonly value: Level; readonly form?: 'single' | 'list' };
}

export interface EnvironmentRule extends RuleBase {
  readonly kind: 'environment';
  /** `form: list`: lines or comma-separated items, each an image or `key=image`. */
  readonly match: { readonly name: readonly string[]; readonly not_name?: readonly string[]; readonly value: Level; readonly form?: 'single' | 'list' };
}

export interface TextRule extends RuleBase {
  readonly kind: 'text';
  readonly match: {
    /** One of them must occur in the text, exactly; nothing else of the rule is tried otherwise. */
    readonly anchor: readonly string[];
    /** `after` the anchor (spaces and quotes between are skipped), or anywhere in a text that holds it. */
    readonly position?: 'after' | 'anywhere';
    readonly value?: Level;
    /** RE2 with a group `reference`, instead of position and value. */
    readonly pattern?: string;
    /** Hosts that are no registries, first names of paths and tags that no image has, as globs. */
    readonly not_host?: readonly string[];
    readonly not_path?: readonly string[];
    readonly not_tag?: readonly string[];
  };
  /** As of a {@link ResourceFieldRule}. */
  readonly when?: string;
}

export interface ChartAnnotationRule extends RuleBase {
  readonly kind: 'chart-annotation';
  /** The annotation holds a YAML list of maps, whose `field` is the image, or of strings. */
  readonly match: { readonly annotation: string; readonly field: string };
}

export interface CatalogRule extends RuleBase {
  readonly kind: 'catalog';
  readonly match: {
    readonly chart: string;
    readonly name_also?: readonly string[];
    /** Comparators (`>=1.6.0-0 <1.21.0-0`), joined by spaces (and) or `||` (or). */
    readonly version: string;
    readonly by?: 'version' | 'appVersion';
    /** Text in `home` or `sources`, where other charts go by the same name. */
    readonly home_contains?: string;
  };
  readonly images: readonly CatalogImage[];
  readonly evidence: readonly Evidence[];
}

/** Texts may hold `{appVersion}`, `{version}` and `{values:path.to.key}`. */
export interface CatalogImage {
  readonly repository: string;
  readonly tag?: string;
  readonly tags?: readonly string[];
  readonly digest?: string;
  readonly source: 'operator-argument' | 'crd-default' | 'binary-default' | 'values' | 'config';
  readonly when: string;
  /** Values paths; where one holds something, the chart names the image itself. */
  readonly overridden_by?: readonly string[];
}

export type Rule =
  | ValuesShapeRule
  | ResourceFieldRule
  | NotPulledRule
  | EmbeddedDocumentRule
  | ArgumentRule
  | EnvironmentRule
  | TextRule
  | ChartAnnotationRule
  | CatalogRule;
export type RuleKind = Rule['kind'];

export interface Pack {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  /** Among the packs that are built in; left out: 0, before all others. */
  readonly rank?: number;
  readonly rules: readonly Rule[];
}

export type Sink = 'custom-resource' | 'argument' | 'environment' | 'text' | 'annotation' | 'values' | 'catalog';

/** A part of a reference: its text and the range of the entry's text that it was read from; null for catalog data. */
export interface Part {
  readonly text: string;
  readonly entry: Entry | null;
  readonly start: number;
  readonly end: number;
}

/** An image that a rule found. */
export interface Candidate {
  /** Id of the rule. */
  readonly rule: string;
  readonly sink: Sink;
  /** In the document, values or Chart.yaml; for an embedded document, of the text that holds it. */
  readonly path: readonly (string | number)[];
  readonly reference: string;
  /** Set where the reference was put together from several keys. */
  readonly parts: Readonly<Partial<Record<PartName, Part>>>;
  /** Set where the reference stands in one text: its range there. */
  readonly span?: { readonly entry: Entry; readonly start: number; readonly end: number };
  /** Sink `catalog`: the condition in words. */
  readonly when?: string;
}

export type { FormProblem as RuleProblem } from '../form/index.js';
