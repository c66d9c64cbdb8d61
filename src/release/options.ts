import type { Hole } from '../value/index.js';

/** What `helm template` is told besides values. */
export interface ReleaseOptions {
  readonly name: string;
  readonly namespace: string;
  /** `v1.36.0` form. */
  readonly kubeVersion: string;
  /** Added to the API versions that helm knows by itself. */
  readonly apiVersions: readonly string[];
  readonly isUpgrade: boolean;
  /** What the values hold that is not known, by the number in its marker. */
  readonly holes?: readonly Hole[];
}

/** helm 3.21.4 without flags. */
export const DEFAULT_RELEASE: ReleaseOptions = {
  name: 'release-name',
  namespace: 'default',
  kubeVersion: 'v1.36.0',
  apiVersions: [],
  isUpgrade: false,
};
