import type { DeployUnit } from '../unit.js';

/** `v0`: every file is a template and rendered twice; `v1`: only `*.gotmpl` are, part by part. */
export type HelmfileDialect = 'v0' | 'v1';

export interface HelmfileOptions {
  /** `-f`: a file or a folder of them; without it, it is searched from {@link cwd} upward. */
  readonly file?: string | null;
  /** Paths are shown relative to it. */
  readonly cwd: string;
  /** `-e`; null is `default`. */
  readonly environment: string | null;
  /** `-l`, one string for each; one of them has to match. */
  readonly selectors: readonly string[];
  /** `--state-values-file`. */
  readonly stateValuesFiles: readonly string[];
  /** `--state-values-set`: `a.b=1,c[0]=x`. */
  readonly stateValuesSet: readonly string[];
  /** Variables that templates may read; the others are unset for them. */
  readonly envAllow: readonly string[];
  /** The process environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly dialect: 'auto' | HelmfileDialect;
  /** Folders that hold pulled charts, as archives or folders. */
  readonly chartDir: readonly string[];
}

export interface HelmfileResult {
  readonly units: readonly DeployUnit[];
  /** What was assumed: the dialect, variables that were not read. */
  readonly notes: readonly string[];
}
