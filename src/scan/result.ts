import type { RunMetrics } from './pool/metrics.js';
import type { Pack } from '../rules/index.js';
import type { DiagnosticRecord, PlaceRecord } from '../source/index.js';

export type { ChartMetrics, RunMetrics } from './pool/metrics.js';
export type { DiagnosticRecord, PlaceRecord } from '../source/index.js';

/**
 * What a scan takes and gives. Plain data throughout, so that it can cross a worker boundary, and under the names of the
 * JSON report, so that nothing maps one shape to another. What does not apply is `null`, never left out.
 */

/** In the order of certainty; an image found in several ways has the first that applies. */
export const STATUSES = ['rendered', 'optional', 'values-only', 'catalog'] as const;

/**
 * - `rendered`: deployed with the given values
 * - `optional`: a template reaches it, but a condition is off with the given values
 * - `values-only`: declared in values, no path through a template was found
 * - `catalog`: pulled later by an operator; known from a catalog
 */
export type Status = (typeof STATUSES)[number];

/** What to scan and with which values. A field left out means what helm's flag left out means. */
export interface ScanOptions {
  /** Folders of charts, chart folders, archives, or files inside a chart; relative to `cwd`. */
  readonly paths: readonly string[];
  /** Default: the working folder of the process. */
  readonly cwd?: string | undefined;
  /** Later files win; all lose against the `set` options. */
  readonly valuesFiles?: readonly string[] | undefined;
  /** Arguments in helm's `--set` syntax, one element an occurrence of the flag. */
  readonly set?: readonly string[] | undefined;
  readonly setString?: readonly string[] | undefined;
  readonly setJson?: readonly string[] | undefined;
  readonly setFile?: readonly string[] | undefined;
  /** Globs over the files of each chart: every file that matches is an environment, whose values make a variant of the chart. */
  readonly valuesGlob?: readonly string[] | undefined;
  /** `.Capabilities.KubeVersion`, with or without `v`. */
  readonly kubeVersion?: string | undefined;
  /** Added to `.Capabilities.APIVersions`. */
  readonly apiVersions?: readonly string[] | undefined;
  readonly releaseName?: string | undefined;
  readonly namespace?: string | undefined;
  readonly isUpgrade?: boolean | undefined;
  /** Threads at most; 1 scans in the calling thread. Left out: decided by the work there is. */
  readonly workers?: number | undefined;
  /** Which images to look for and report; left out: all. */
  readonly statuses?: readonly Status[] | undefined;
  /** Whether to look for the values that turn each optional image on (default: true). It takes longer than everything else. */
  readonly witnesses?: boolean | undefined;
  /** Globs of further files whose values are searched, below a PATH that is no chart; left out: values and config files. */
  readonly supplemental?: readonly string[] | undefined;
  /** What deploys charts: a helmfile, and where pulled charts lie. */
  readonly deploy?: DeployOptions | undefined;
  readonly rules?: RuleOptions | undefined;
  /** Images that do not count: they are reported as ignored. */
  readonly ignore?: readonly IgnoreEntry[] | undefined;
  /** Images that nothing in the charts names. */
  readonly extraImages?: readonly ExtraImage[] | undefined;
  /** `2026-01-31`, for what expires; left out: the day on which the scan runs, in UTC. */
  readonly today?: string | undefined;
}

/** How to read a helmfile; its flags are helmfile's own. */
export interface DeployOptions {
  /** Left out: searched upward from the working folder, where no PATH is given. */
  readonly file?: string | null | undefined;
  readonly environment?: string | undefined;
  readonly selectors?: readonly string[] | undefined;
  readonly stateValuesFiles?: readonly string[] | undefined;
  readonly stateValuesSet?: readonly string[] | undefined;
  /** Variables of the environment that templates may read. */
  readonly envAllow?: readonly string[] | undefined;
  readonly dialect?: 'auto' | 'v0' | 'v1' | undefined;
  /** Folders with charts that were pulled. */
  readonly chartDir?: readonly string[] | undefined;
  /** Leave out charts that no release uses. */
  readonly onlyReleases?: boolean | undefined;
}

/** What is changed about the rules that the program brings along. */
export interface RuleOptions {
  /** In the order in which they are searched, all before the built-in ones. */
  readonly packs: readonly Pack[];
  /** Ids of rules that are switched off, as globs; built-in ones too. */
  readonly disable: readonly string[];
}

/** Where an entry of the configuration stands. */
interface Configured {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

export interface IgnoreEntry extends Configured {
  /** A glob over references and full names: `*` is any text. */
  readonly image: string;
  readonly reason: string;
  /** `2026-12-31`: the last day on which it holds. */
  readonly expires?: string;
}

export interface ExtraImage extends Configured {
  readonly reference?: string;
  /** A Helm template over the values of the chart; each line that it writes is an image. */
  readonly template?: string;
  /** Names of charts, as globs; left out: all. */
  readonly charts?: readonly string[];
  readonly reason: string;
}

export interface ScanResult {
  /** In the order of their paths. */
  readonly charts: readonly ChartResult[];
  /** Findings that belong to no chart: a missing PATH, a values file that cannot be read. */
  readonly diagnostics: readonly DiagnosticRecord[];
  /** Images that were found and left out, because the configuration says so. */
  readonly ignored: readonly IgnoredRecord[];
  /** The helmfile whose releases were scanned, where there was one. */
  readonly helmfile?: Helmfile;
  /** What the run spent, where that was asked for. */
  readonly metrics?: RunMetrics;
}

export interface Helmfile {
  /** Of several, the first; relative to the working folder where it lies below. */
  readonly path: string;
  readonly environment: string;
  /** What was assumed: the dialect, variables that were not read. */
  readonly notes: readonly string[];
}

export interface IgnoredRecord {
  readonly reference: string;
  /** Path of the chart. */
  readonly chart: string;
  readonly status: Status;
  readonly reason: string;
  /** The entry that says so. */
  readonly file: string;
  readonly line: number | null;
}

export interface ChartResult {
  /** As the user is shown it: the folder or archive. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly app_version: string;
  readonly release: string;
  readonly namespace: string;
  readonly owner: Owner | null;
  /** The values file whose environment this is; null where the chart was not asked for its environments, or has none. */
  readonly variant: string | null;
  /** Why there are no images of this chart; null where it was scanned. */
  readonly not_scanned: string | null;
  readonly images: readonly ImageRecord[];
  readonly unresolved: readonly UnresolvedRecord[];
  readonly diagnostics: readonly DiagnosticRecord[];
  /** What further input would change the answer, one sentence each. */
  readonly needs: readonly string[];
}

/** What deploys a chart: a helmfile release, an Argo CD Application, a Flux HelmRelease. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

export interface ImageRecord {
  /** As the manifest holds it. */
  readonly reference: string;
  readonly registry: string | null;
  readonly repository: string;
  readonly tag: string | null;
  readonly digest: string | null;
  /** With `docker.io/library` and the like filled in. */
  readonly normalized: string;
  readonly status: Status;
  readonly sinks: readonly SinkRecord[];
  /** What has to flip for the image to be rendered; empty where it is. */
  readonly guards: readonly GuardRecord[];
  /** The smallest values that turn the image on; null where it is on or none could be derived. */
  readonly enabled_by: Readonly<Record<string, unknown>> | null;
  /** Why `enabled_by` is null although the image is off. */
  readonly enabled_by_reason: string | null;
  readonly origins: Readonly<Partial<Record<Component, readonly OriginRecord[]>>>;
}

export type Component = 'registry' | 'repository' | 'tag' | 'digest';

/** One use of an image. */
export interface SinkRecord {
  /** `container`, `initContainer`, `imageVolume`, `customResource`, `argument`, `environment`, … */
  readonly kind: string;
  readonly resource: { readonly kind: string; readonly name: string } | null;
  /** Inside the rendered document: `spec.template.spec.containers[0].image`. */
  readonly document_path: string | null;
  readonly template: PlaceRecord | null;
  /** The rule that found it. */
  readonly rule: string;
}

export interface GuardRecord {
  readonly expression: string;
  readonly file: string;
  readonly line: number;
  /** `if`, `with`, `range`, `condition`, `tags`, … */
  readonly kind: string;
}

/** One step from the sink back to the place that decides; the last one decides. */
export interface OriginRecord extends PlaceRecord {
  /** Values path below the scanned chart, where the step is a value: `controller.image.tag`. */
  readonly path: string | null;
}

/** A place that needs an image whose reference could not be determined. */
export interface UnresolvedRecord {
  /** Stable word: `required`, `not-deterministic`, `environment`, `error`, `unset`, `limit`. */
  readonly reason: string;
  readonly message: string;
  readonly sink: SinkRecord | null;
  readonly file: string | null;
  readonly line: number | null;
}
