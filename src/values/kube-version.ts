import type { Chart } from '../chart/index.js';
import type { Diagnostic } from '../source/index.js';
import { satisfies } from '../semver/index.js';
import { spotOf } from './coalesce.js';

/**
 * The root chart's `kubeVersion` against the cluster's version; helm ignores those of subcharts.
 *
 * @param kubeVersion as in `.Capabilities.KubeVersion.Version`
 */
export function kubeVersionProblem(chart: Chart, kubeVersion: string): Diagnostic | null {
  const constraint = chart.metadata.kubeVersion;
  if (constraint === '' || satisfies(constraint, kubeVersion) === true) return null;
  return {
    code: 'kube-version',
    severity: 'error',
    message: `chart requires kubeVersion: ${constraint} which is incompatible with Kubernetes ${kubeVersion}`,
    hint: 'name a version that fits with --kube-version',
    file: chart.path,
    ...spotOf(chart.metadataValues.entries.get('kubeVersion')?.origin),
  };
}
