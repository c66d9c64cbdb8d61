import type { SourceFile } from '../source/index.js';
import type { GoMap } from '../value/index.js';

/** One file of a chart. */
export interface ChartFile {
  /** Path inside the chart it belongs to, with `/`: `templates/deployment.yaml`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Decoded on first use (a leading BOM is gone); its name is what the user is shown. */
  readonly source: SourceFile;
}

export interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
  readonly condition: string;
  readonly tags: readonly string[];
  readonly alias: string;
  /** Strings, or maps with `child` and `parent`, as written. */
  readonly importValues: readonly (string | { readonly child: string; readonly parent: string })[];
  /** As written; helm ignores it on input. */
  readonly enabled: boolean;
}

export interface ChartMetadata {
  readonly apiVersion: string;
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
  readonly kubeVersion: string;
  readonly description: string;
  /** As written: '', 'application' or 'library'. */
  readonly type: string;
  readonly deprecated: boolean;
  readonly home: string;
  readonly icon: string;
  readonly condition: string;
  readonly tags: string;
  readonly keywords: readonly string[];
  readonly sources: readonly string[];
  readonly maintainers: readonly { readonly name: string; readonly email: string; readonly url: string }[];
  readonly annotations: Readonly<Record<string, string>>;
  /** null: the key is absent, which stops dependency processing below (helm's rule); [] does not. */
  readonly dependencies: readonly Dependency[] | null;
}

/** A chart as it lies on disk: nothing merged, nothing enabled or renamed yet. */
export interface Chart {
  /** What the user is shown for it: the folder or archive, `parent.tgz!/charts/child` for what is inside. */
  readonly path: string;
  readonly metadata: ChartMetadata;
  /** Chart.yaml, with the key positions of the metadata (`appVersion`, `version`, `name`, …) in `metadataValues`. */
  readonly metadataValues: GoMap;
  /** values.yaml as helm reads it, each entry with its origin; empty where there is none. */
  readonly values: GoMap;
  readonly valuesFile: ChartFile | null;
  readonly schema: ChartFile | null;
  /** Everything below `templates/`, in load order. A library chart has only its `_` files. */
  readonly templates: readonly ChartFile[];
  /** What `.Files` shows: all files with no role of their own; `crds/` among them. */
  readonly files: readonly ChartFile[];
  /** Everything vendored below `charts/`, and `file://` dependencies that were not vendored. */
  readonly subcharts: readonly Chart[];
}
