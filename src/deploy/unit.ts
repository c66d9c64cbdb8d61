import type { Rewrite } from '../kustomize/index.js';
import type { SourceFile, Spot } from '../source/index.js';
import type { Hole } from '../value/index.js';

/** One chart as something deploys it: a helmfile release, an Argo CD Application, a Flux HelmRelease. */
export interface DeployUnit {
  readonly owner: { readonly kind: string; readonly name: string; readonly spot: Spot };
  /** Folder or archive of the chart; null where it is not on this disk. */
  readonly chart: string | null;
  /** Why the chart is not scanned, and the command that would fetch it; null where it is. */
  readonly notScanned: string | null;
  readonly release: string;
  readonly namespace: string;
  /** As given; null means helm's own. */
  readonly kubeVersion: string | null;
  readonly apiVersions: readonly string[];
  /** In helm's order, later ones win. Text that was rendered is a DerivedSource, so that positions lead to what made it. */
  readonly values: readonly SourceFile[];
  /** Replace the chart's own values.yaml (Flux `valuesFiles`); null: they do not. */
  readonly chartValues: readonly SourceFile[] | null;
  /** Arguments in helm's `--set` grammar. */
  readonly set: readonly string[];
  readonly setString: readonly string[];
  /** `key=path`, with what the path holds. */
  readonly setFile: readonly { readonly argument: string; readonly file: SourceFile }[];
  /** Whether it is deployed as things stand; what is off is scanned all the same. */
  readonly enabled: boolean;
  /** What decides that, where something does: an expression, its place, and the values (of the deployer) that switch it on. */
  readonly condition: { readonly expression: string; readonly spot: Spot; readonly enabledBy: Readonly<Record<string, unknown>> | null } | null;
  /** What changes the manifests after they were rendered, in its order. */
  readonly rewrites: readonly Rewrite[];
  /** Manifests that the deployer makes a chart of, where {@link chart} is none; null: it is one. */
  readonly manifests: readonly ManifestSource[] | null;
  /** What could not be known while the values were made, by the number in their markers (`zqh1qz` is the first); an evaluator of the chart goes on from there. */
  readonly holes?: readonly Hole[];
}

/** A file of plain manifests, with what kustomizations lay over it, innermost first. */
export interface ManifestSource {
  readonly source: SourceFile;
  readonly rewrites: readonly Rewrite[];
}
