import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Rewrite } from '../../kustomize/index.js';
import type { SourceFile } from '../../source/index.js';
import type { GoValue } from '../../value/index.js';
import type { DeployUnit } from '../unit.js';
import type { Surroundings } from './argo-application.js';
import { normalPath } from './checkout.js';
import type { KubeObject } from './documents.js';
import { pullCommand, registryChart, remoteChart, shellWord, type RemoteChart } from './fetched-chart.js';
import { at, isTrueAt, listAt, mapAt, scalarText, spotAt, spotOf, textAt, textOrNull } from './fields.js';
import type { FluxObjects } from './flux-objects.js';
import { releaseValues } from './flux-values.js';
import { kustomizeRewrites } from './kustomize-patches.js';
import { MAX_RELEASE_NAME } from './limits.js';
import type { TreePath } from './tree.js';

/** Where a HelmRelease takes its chart from, `chartRef` followed. */
interface ChartOrigin {
  readonly chart: string;
  readonly version: string;
  readonly source: { readonly kind: string; readonly name: string; readonly namespace: string };
  /** The `HelmChart`'s or the template's; empty where there is none. */
  readonly template: GoValue;
}

/** Null where it says nothing of a chart: then it is a patch for another one. */
export function readHelmRelease(release: KubeObject, objects: FluxObjects, around: Surroundings): DeployUnit | null {
  const spec = mapAt(release.value, 'spec');
  if (mapAt(spec, 'chart', 'spec') === null && mapAt(spec, 'chartRef') === null) return null;
  const found = new ChartFinder(release, objects, around).find();
  if (isTrueAt(spec, 'suspend')) {
    const spot = spotAt(spec, 'suspend') ?? release.spot;
    around.report({ code: 'deploy-suspended', severity: 'info', message: `The HelmRelease ${release.name} is suspended: what it deployed stays as it is.`, spot });
  }
  return {
    owner: { kind: 'HelmRelease', name: release.name, spot: release.spot },
    chart: found.chart,
    notScanned: found.notScanned,
    release: releaseName(release),
    namespace: textAt(spec, 'targetNamespace') || release.namespace || 'default',
    kubeVersion: null,
    apiVersions: [],
    values: releaseValues(release, objects, around.report),
    chartValues: found.chartValues,
    set: [],
    setString: [],
    setFile: [],
    enabled: true,
    condition: null,
    rewrites: postRendered(release),
    manifests: null,
  };
}

function releaseName(release: KubeObject): string {
  const given = textOrNull(release.value, 'spec', 'releaseName');
  const target = textAt(release.value, 'spec', 'targetNamespace');
  const name = given ?? (target === '' ? release.name : `${target}-${release.name}`);
  if (name.length <= MAX_RELEASE_NAME) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `${name.slice(0, MAX_RELEASE_NAME - hash.length - 1)}-${hash}`;
}

/** Post-renderers, each a kustomization of its own. */
const postRendered = (release: KubeObject): Rewrite[] =>
  listAt(release.value, 'spec', 'postRenderers').flatMap(({ value }) => kustomizeRewrites(at(value, 'kustomize'), release.file.name, () => null));

/** What is known of the chart of one HelmRelease. */
interface FoundChart extends Pick<DeployUnit, 'chart' | 'notScanned'> {
  readonly chartValues: readonly SourceFile[] | null;
}

class ChartFinder {
  constructor(
    readonly release: KubeObject,
    readonly objects: FluxObjects,
    readonly around: Surroundings,
  ) {}

  find(): FoundChart {
    const ref = mapAt(this.release.value, 'spec', 'chartRef');
    if (ref === null) return this.#from(this.#originOf(mapAt(this.release.value, 'spec', 'chart', 'spec'), this.release.namespace));
    const kind = textAt(ref, 'kind');
    const name = textAt(ref, 'name');
    const namespace = textAt(ref, 'namespace') || this.release.namespace;
    if (kind === 'OCIRepository') return this.#remote(this.#registry(namespace, name), `OCIRepository ${name}`, null);
    if (kind !== 'HelmChart') return absent(`the ${kind} ${name} is made in the cluster`);
    const chart = this.objects.find('HelmChart', namespace, name);
    if (chart === null) return absent(`the HelmChart ${name} is not in the checkout`);
    return this.#from(this.#originOf(mapAt(chart.value, 'spec'), namespace));
  }

  #originOf(template: GoValue, namespace: string): ChartOrigin {
    return {
      chart: textAt(template, 'chart'),
      version: textAt(template, 'version'),
      source: {
        kind: textAt(template, 'sourceRef', 'kind'),
        name: textAt(template, 'sourceRef', 'name'),
        namespace: textAt(template, 'sourceRef', 'namespace') || namespace,
      },
      template,
    };
  }

  #from(origin: ChartOrigin): FoundChart {
    const { kind, name, namespace } = origin.source;
    const source = this.objects.find(kind, namespace, name);
    const url = textAt(source?.value ?? null, 'spec', 'url');
    if (kind === 'HelmRepository') {
      const version = origin.version === '*' ? '' : origin.version;
      return this.#remote(remoteChart(url, origin.chart, version), `HelmRepository ${name}${url === '' ? ', which is not in the checkout' : ''}`, origin);
    }
    const found = this.around.tree.find(this.release.from.checkout, origin.chart, 'folder');
    if (found !== null && found.checkout.isChart(found.path)) {
      return { chart: found.checkout.show(found.path), notScanned: null, chartValues: this.#valuesFiles(origin, found) };
    }
    const archive = /\.(?:tgz|tar\.gz)$/.test(origin.chart) ? this.around.tree.find(this.release.from.checkout, origin.chart, 'file') : null;
    if (archive !== null) return { chart: archive.checkout.show(archive.path), notScanned: null, chartValues: this.#valuesFiles(origin, archive) };
    const fetch = kind === 'GitRepository' && url !== '' ? `; fetch it: git clone ${shellWord(url)}` : '';
    return absent(`the chart ${origin.chart} of the ${kind || 'source'} ${name} is not in this checkout${fetch}`);
  }

  /** In order they replace the chart's values.yaml. Their paths begin at the top of the source: a repository, or a fetched chart. */
  #valuesFiles({ template }: ChartOrigin, { checkout }: TreePath): SourceFile[] | null {
    const entries = listAt(template, 'valuesFiles');
    if (entries.length === 0) return null;
    const files: SourceFile[] = [];
    for (const { value, origin } of entries) {
      const path = normalPath(posix.normalize(scalarText(value)));
      const file = path === null ? null : checkout.read(path);
      if (file !== null) files.push(file);
      else if (!isTrueAt(template, 'ignoreMissingValuesFiles')) {
        const spot = spotOf(origin) ?? this.release.spot;
        this.around.report({ code: 'path-missing', severity: 'error', message: `This values file does not exist: ${scalarText(value)}. Flux fails here; the chart was scanned without it.`, spot });
      }
    }
    return files;
  }

  #registry(namespace: string, name: string): RemoteChart {
    const repository = this.objects.find('OCIRepository', namespace, name);
    const spec = mapAt(repository?.value ?? null, 'spec');
    const digest = textAt(spec, 'ref', 'digest');
    const url = textAt(spec, 'url') || name;
    return digest === '' ? registryChart(url, textAt(spec, 'ref', 'semver') || textAt(spec, 'ref', 'tag')) : registryChart(`${url}@${digest}`, '');
  }

  #remote(chart: RemoteChart, from: string, origin: ChartOrigin | null): FoundChart {
    const path = this.around.fetched.find(chart);
    if (path === null) return absent(`the chart ${chart.name} is in the ${from}; fetch it: ${pullCommand(chart)}`);
    const folder = this.around.tree.other(path);
    return { chart: path, notScanned: null, chartValues: folder === null || origin === null ? null : this.#valuesFiles(origin, folder) };
  }
}

const absent = (notScanned: string): FoundChart => ({ chart: null, notScanned, chartValues: null });
