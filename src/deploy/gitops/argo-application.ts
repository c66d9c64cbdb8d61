import { posix } from 'node:path';
import type { Rewrite } from '../../kustomize/index.js';
import type { Report, SourceFile, Spot } from '../../source/index.js';
import { GoMap } from '../../value/index.js';
import { readYaml } from '../../yaml/index.js';
import type { DeployUnit } from '../unit.js';
import { argoEnv, type ArgoEnv } from './argo-env.js';
import { parameterFile, valueFiles, type ArgoPaths } from './argo-value-files.js';
import type { Checkout } from './checkout.js';
import { pullCommand, registryChart, remoteChart, shellWord, type FetchedCharts } from './fetched-chart.js';
import { entryAt, isTrueAt, listAt, mapAt, spotAt, textAt, textOrNull, textsAt } from './fields.js';
import { valueSource, textSource } from './inline-values.js';
import { imageArguments } from './kustomize-images.js';
import { kustomizeRewrites } from './kustomize-patches.js';
import { mergePatch } from './merge.js';
import type { Tree, TreePath } from './tree.js';

/** An Application as it is written, or as an ApplicationSet makes it. */
export interface ArgoApplication {
  /** With `metadata` and `spec`. */
  readonly value: GoMap;
  readonly spot: Spot;
  readonly checkout: Checkout;
  readonly file: SourceFile;
}

export interface Surroundings {
  readonly tree: Tree;
  readonly fetched: FetchedCharts;
  readonly report: Report;
}

/** What a deployer has kustomize lay over the manifests of one folder. */
export interface FolderRewrites {
  readonly folder: TreePath;
  readonly rewrites: readonly Rewrite[];
}

/** The charts of an Application, and the folders that it has kustomize build in another way. */
export function readApplication(app: ArgoApplication, around: Surroundings): { units: DeployUnit[]; folders: FolderRewrites[] } {
  const listed = listAt(app.value, 'spec', 'sources').map((entry) => entry.value).filter((value) => value instanceof GoMap);
  const single = mapAt(app.value, 'spec', 'source');
  const sources = listed.length > 0 ? listed : single === null ? [] : [single];
  const refs = listed.length > 0 ? refsOf(sources, app, around.tree) : new Map<string, never>();
  const units: DeployUnit[] = [];
  const folders: FolderRewrites[] = [];
  for (const source of sources) {
    const folder = folderOf(source, app, around.tree);
    const rewrites = argoRewrites(source, app.file.name);
    if (folder !== null && rewrites.length > 0) folders.push({ folder, rewrites });
    const unit = new ArgoSource(app, source, folder, refs, around).unit();
    if (unit !== null) units.push(unit);
  }
  return { units, folders };
}

/** `kustomize:` of a source: Argo CD writes its patches, names and images into the kustomization. */
function argoRewrites(source: GoMap, file: string): Rewrite[] {
  const kustomize = mapAt(source, 'kustomize');
  if (kustomize === null) return [];
  const written = new GoMap(kustomize.type, false, new Map(kustomize.entries));
  written.delete('images');
  return [...kustomizeRewrites(written, file, () => null), ...imageArguments(listAt(kustomize, 'images'))];
}

function refsOf(sources: readonly GoMap[], app: ArgoApplication, tree: Tree): ArgoPaths['refs'] {
  const refs = new Map<string, (path: string) => TreePath | null>();
  for (const source of sources) {
    const ref = textAt(source, 'ref');
    if (ref !== '') refs.set(`$${ref}`, (path) => tree.find(app.checkout, path, 'file') ?? { checkout: app.checkout, path });
  }
  return refs;
}

function folderOf(source: GoMap, app: ArgoApplication, tree: Tree): TreePath | null {
  const path = textAt(source, 'path');
  return path === '' || isRemote(source) ? null : tree.find(app.checkout, path, 'folder');
}

/** From a chart repository or a registry. */
const isRemote = (source: GoMap): boolean => textAt(source, 'chart') !== '' || textAt(source, 'repoURL').startsWith('oci://');

/** One source of an Application. */
class ArgoSource {
  readonly #name: string;
  readonly #namespace: string;
  readonly #env: ArgoEnv;

  constructor(
    readonly app: ArgoApplication,
    readonly source: GoMap,
    readonly folder: TreePath | null,
    readonly refs: ArgoPaths['refs'],
    readonly around: Surroundings,
  ) {
    this.#name = textAt(app.value, 'metadata', 'name');
    this.#namespace = textAt(app.value, 'spec', 'destination', 'namespace');
    this.#env = argoEnv(
      { name: this.#name, namespace: this.#namespace, project: textAt(app.value, 'spec', 'project') },
      { repo: textAt(source, 'repoURL'), path: textAt(source, 'path'), revision: textAt(source, 'targetRevision') },
    );
  }

  /** Null where the source is no chart: only a `ref`, or a folder of manifests. */
  unit(): DeployUnit | null {
    const { source, folder } = this;
    const remote = isRemote(source);
    if (!remote && textAt(source, 'path') === '') return null;
    if (!remote && folder !== null && !folder.checkout.isChart(folder.path)) return null;
    const chart = folder !== null ? folder.checkout.show(folder.path) : remote ? this.#fetched() : null;
    const notScanned = chart !== null ? null : remote ? this.#remoteReason() : this.#absentReason();
    const place = folder ?? (chart === null ? null : this.around.tree.other(chart));
    return this.#withHelm(folder === null ? source : this.#overridden(folder), { chart, notScanned }, place);
  }

  #remote(): ReturnType<typeof remoteChart> {
    const [url, chart, version] = ['repoURL', 'chart', 'targetRevision'].map((key) => textAt(this.source, key)) as [string, string, string];
    return chart === '' ? registryChart(url, version) : remoteChart(url, chart, version);
  }

  #fetched(): string | null {
    return this.around.fetched.find(this.#remote());
  }

  #remoteReason(): string {
    const remote = this.#remote();
    return `the chart ${remote.name} is in ${textAt(this.source, 'repoURL') || 'a repository'}; fetch it: ${pullCommand(remote)}`;
  }

  #absentReason(): string {
    const url = textAt(this.source, 'repoURL');
    return `${textAt(this.source, 'path')} of ${url || 'its repository'} is not in this checkout; fetch it: git clone ${shellWord(url)}`;
  }

  /** `.argocd-source.yaml` and `.argocd-source-<application>.yaml` beside the chart patch the source, but not where it comes from. */
  #overridden({ checkout, path }: TreePath): GoMap {
    let merged = this.source;
    for (const name of ['.argocd-source.yaml', `.argocd-source-${this.#name}.yaml`]) {
      if (name.includes('/')) continue;
      const file = checkout.read(posix.join(path, name));
      if (file === null) continue;
      const { value, problem } = readYaml(file);
      if (problem !== null) this.around.report({ code: 'deploy-invalid', severity: 'error', message: `These overrides are not YAML: ${problem.message}`, spot: problem.spot });
      else if (value instanceof GoMap) merged = mergePatch(merged, value);
    }
    return merged;
  }

  #withHelm(source: GoMap, found: Pick<DeployUnit, 'chart' | 'notScanned'>, place: TreePath | null): DeployUnit {
    const helm = mapAt(source, 'helm');
    const paths: ArgoPaths = { chart: place, refs: this.refs, env: this.#env, report: this.around.report };
    const unit: DeployUnit = {
      owner: { kind: 'Application', name: this.#name, spot: this.app.spot },
      ...found,
      release: textAt(helm, 'releaseName') || this.#name,
      namespace: textAt(helm, 'namespace') || this.#namespace || 'default',
      kubeVersion: textOrNull(helm, 'kubeVersion'),
      apiVersions: textsAt(helm, 'apiVersions'),
      values: [...valueFiles(listAt(helm, 'valueFiles'), isTrueAt(helm, 'ignoreMissingValueFiles'), paths), ...this.#inline(helm)],
      chartValues: null,
      set: this.#parameters(helm, false),
      setString: this.#parameters(helm, true),
      setFile: this.#fileParameters(helm, paths),
      enabled: true,
      condition: null,
      rewrites: [],
      manifests: null,
    };
    this.#tellUnknown();
    return unit;
  }

  #inline(helm: GoMap | null): SourceFile[] {
    const object = entryAt(helm, 'valuesObject');
    const name = this.app.file.name;
    if (object !== null && object.value !== null) return object.value instanceof GoMap ? [valueSource(object.value, object.origin, name)] : [];
    const text = entryAt(helm, 'values');
    if (text === null || typeof text.value !== 'string' || text.value === '') return [];
    return [textSource(text.value, text.origin, name)];
  }

  /** Of one name the last one counts. */
  #parameters(helm: GoMap | null, forceString: boolean): string[] {
    const byName = new Map<string, string>();
    for (const { value } of listAt(helm, 'parameters')) {
      if (isTrueAt(value, 'forceString') === forceString) byName.set(textAt(value, 'name'), this.#env.expand(textAt(value, 'value')));
    }
    return [...byName].map(([name, value]) => `${name}=${escapeCommas(value)}`);
  }

  #fileParameters(helm: GoMap | null, paths: ArgoPaths): DeployUnit['setFile'] {
    const byName = new Map<string, SourceFile>();
    for (const { value } of listAt(helm, 'fileParameters')) {
      const file = parameterFile(entryAt(value, 'path'), paths);
      if (file !== null) byName.set(textAt(value, 'name'), file);
    }
    return [...byName].map(([name, file]) => ({ argument: `${name}=${escapeCommas(file.name)}`, file }));
  }

  #tellUnknown(): void {
    if (this.#env.unknown.size === 0) return;
    const names = [...this.#env.unknown].map((name) => `$${name}`).join(', ');
    const spot = spotAt(this.source, 'helm', 'parameters') ?? this.app.spot;
    this.around.report({ code: 'deploy-unknowable', severity: 'warning', message: `Only Argo CD knows ${names}; the text was left as it is.`, spot });
  }
}

/** Argo CD: a comma that is not escaped yet is part of the value, but for lists in braces. */
function escapeCommas(value: string): string {
  return value.startsWith('{') && value.endsWith('}') ? value : value.replace(/(?<!\\),/g, '\\,');
}
