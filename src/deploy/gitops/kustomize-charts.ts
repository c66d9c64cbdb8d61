import { posix } from 'node:path';
import type { Rewrite } from '../../kustomize/index.js';
import { Spot, type SourceFile } from '../../source/index.js';
import { GoMap, type GoValue } from '../../value/index.js';
import type { DeployUnit } from '../unit.js';
import type { Surroundings } from './argo-application.js';
import { normalPath } from './checkout.js';
import type { KubeObject } from './documents.js';
import { pullCommand, remoteChart } from './fetched-chart.js';
import { entryAt, listAt, spotAt, textAt, textOrNull, textsAt } from './fields.js';
import { valueSource } from './inline-values.js';
import { concernsManifests } from './kustomize-patches.js';
import type { TreePath } from './tree.js';

/**
 * `helmCharts:` of a kustomization.
 * @param namespace of the nearest kustomization that sets one; '' where none does
 */
export function helmCharts(one: KubeObject, rewrites: readonly Rewrite[], namespace: string, around: Surroundings): DeployUnit[] {
  return listAt(one.value, 'helmCharts')
    .filter(({ value }) => textAt(value, 'name') !== '')
    .map(({ value }) => unitOf(one, value, { rewrites, namespace }, around));
}

function unitOf(one: KubeObject, chart: GoValue, outer: { readonly rewrites: readonly Rewrite[]; readonly namespace: string }, around: Surroundings): DeployUnit {
  const name = textAt(chart, 'name');
  const home = homeOf(one, chart);
  const local = home === null ? null : inside(home, name);
  const remote = remoteChart(textAt(chart, 'repo'), name, textAt(chart, 'version'));
  const vendored = local !== null && local.checkout.isChart(local.path) ? local.checkout.show(local.path) : null;
  const found = vendored ?? around.fetched.find(remote);
  return {
    owner: { kind: 'Kustomization', name: one.name || posix.basename(posix.dirname(one.from.path)), spot: spotAt(chart, 'name') ?? new Spot(one.file, 0, 0) },
    chart: found,
    notScanned: found === null ? `the chart ${name} is in ${textAt(chart, 'repo') || 'a repository'}; fetch it: ${pullCommand(remote)}` : null,
    release: textAt(chart, 'releaseName') || 'release-name',
    namespace: textAt(chart, 'namespace') || outer.namespace || 'default',
    kubeVersion: textOrNull(chart, 'kubeVersion'),
    apiVersions: textsAt(chart, 'apiVersions'),
    values: valuesOf(one, chart, around),
    chartValues: null,
    set: [],
    setString: [],
    setFile: [],
    enabled: true,
    condition: null,
    rewrites: outer.rewrites.filter(concernsManifests),
    manifests: null,
  };
}

/** Where kustomize looks for charts; those with a repository and a version lie in a folder of their own. */
function homeOf(one: KubeObject, chart: GoValue): TreePath | null {
  const home = textAt(one.value, 'helmGlobals', 'chartHome') || 'charts';
  const versioned = textAt(chart, 'version') !== '' && textAt(chart, 'repo') !== '' ? `${textAt(chart, 'name')}-${textAt(chart, 'version')}` : '';
  return inside({ checkout: one.from.checkout, path: posix.dirname(one.from.path) }, posix.join(home, versioned));
}

function inside({ checkout, path }: TreePath, name: string): TreePath | null {
  const target = normalPath(posix.join(path === '' ? '.' : path, name));
  return target === null ? null : { checkout, path: target };
}

/** `valuesFile` with `valuesInline` over it (`merge`: below it, `replace`: alone), then `additionalValuesFiles`. */
function valuesOf(one: KubeObject, chart: GoValue, around: Surroundings): SourceFile[] {
  const here = { checkout: one.from.checkout, path: posix.dirname(one.from.path) };
  const file = (name: string): SourceFile | null => {
    const target = inside(here, name);
    const source = target === null ? null : target.checkout.read(target.path);
    if (source === null) {
      around.report({ code: 'path-missing', severity: 'error', message: `This values file does not exist: ${name}. kustomize fails here; the chart was scanned without it.`, spot: spotAt(chart, 'name') ?? new Spot(one.file, 0, 0) });
    }
    return source;
  };
  const main = textAt(chart, 'valuesFile') === '' ? null : file(textAt(chart, 'valuesFile'));
  const inline = entryAt(chart, 'valuesInline');
  const own = inline?.value instanceof GoMap && inline.value.size > 0 ? valueSource(inline.value, inline.origin, one.file.name) : null;
  const order = { merge: [own, main], replace: [own ?? main] }[textAt(chart, 'valuesMerge')] ?? [main, own];
  return [...order, ...textsAt(chart, 'additionalValuesFiles').map(file)].filter((source) => source !== null);
}
