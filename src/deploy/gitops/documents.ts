import { Spot, type Report, type SourceFile } from '../../source/index.js';
import { GoList, GoMap, type GoValue } from '../../value/index.js';
import { readYaml } from '../../yaml/index.js';
import type { Checkout } from './checkout.js';
import { at, spotAt, textAt } from './fields.js';
import { MAX_LIST_DEPTH } from './limits.js';
import type { Tree, TreePath } from './tree.js';

/** One object of Kubernetes' API, as a file of the tree declares it. */
export interface KubeObject {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** '' where none is given. */
  readonly namespace: string;
  readonly value: GoMap;
  /** Its name, or its beginning. */
  readonly spot: Spot;
  readonly from: TreePath;
  readonly file: SourceFile;
  /** Folder of the outermost kustomization that it is built by; null where none is. */
  readonly root: TreePath | null;
}

/** A YAML file that holds objects. */
export interface ManifestFile {
  readonly from: TreePath;
  readonly source: SourceFile;
  /** Those of its documents that do not themselves deploy charts. */
  readonly plain: readonly PlainDocument[];
}

export interface PlainDocument {
  readonly start: number;
  readonly end: number;
  /** Where it is one that others may refer to. */
  readonly object: KubeObject | null;
}

export interface Objects {
  readonly objects: readonly KubeObject[];
  readonly manifests: readonly ManifestFile[];
  readonly kustomizations: readonly KubeObject[];
}

/** Groups and kinds that are read; of all else only its place is remembered. */
const KNOWN: Readonly<Record<string, ReadonlySet<string>>> = {
  'argoproj.io': new Set(['Application', 'ApplicationSet']),
  'helm.toolkit.fluxcd.io': new Set(['HelmRelease']),
  'source.toolkit.fluxcd.io': new Set(['GitRepository', 'HelmRepository', 'OCIRepository', 'Bucket', 'HelmChart', 'ExternalArtifact']),
  'kustomize.toolkit.fluxcd.io': new Set(['Kustomization']),
  '': new Set(['ConfigMap', 'Secret']),
};
/** Groups of what deploys charts or manifests. */
export const DEPLOYERS: ReadonlySet<string> = new Set(['argoproj.io', 'helm.toolkit.fluxcd.io', 'source.toolkit.fluxcd.io', 'kustomize.config.k8s.io', 'kustomize.toolkit.fluxcd.io']);
const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

/** Folders of a chart whose files are read as parts of it. */
const OF_CHARTS = ['templates', 'charts', 'crds'];

/** Reads every YAML file of the roots but for what belongs to a chart. */
export function readObjects(tree: Tree, report: Report): Objects {
  const reader = new ObjectReader(report);
  for (const checkout of tree.roots) {
    const { files } = checkout.list();
    const withChart = new Set(files.filter((path) => /(?:^|\/)Chart\.yaml$/.test(path)).map((path) => path.slice(0, -'Chart.yaml'.length)));
    const ofCharts = new Set([...withChart].flatMap((folder) => OF_CHARTS.map((name) => `${folder}${name}/`)));
    for (const path of files) {
      if (!/\.ya?ml$/.test(path) && !KUSTOMIZATION.test(path)) continue;
      if (!isBelow(path, ofCharts)) reader.file(checkout, path);
    }
  }
  return reader;
}

function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    if (folders.has(path.slice(0, slash + 1))) return true;
  }
  return false;
}

class ObjectReader implements Objects {
  readonly objects: KubeObject[] = [];
  readonly manifests: ManifestFile[] = [];
  readonly kustomizations: KubeObject[] = [];

  constructor(readonly report: Report) {}

  file(checkout: Checkout, path: string): void {
    const source = checkout.read(path);
    if (source === null) return;
    const from = { checkout, path };
    if (KUSTOMIZATION.test(path)) {
      const value = parse(source, 0, source.text.length, this.report);
      const group = groupOf(textAt(value, 'apiVersion'));
      if (value instanceof GoMap && group !== 'kustomize.toolkit.fluxcd.io') this.kustomizations.push(objectOf(value, from, source));
      return;
    }
    if (!source.text.includes('apiVersion') || !source.text.includes('kind')) return;
    const plain: PlainDocument[] = [];
    for (const { start, end } of documents(source.text)) {
      const before = this.objects.length;
      if (this.#document(source, start, end, from)) plain.push({ start, end, object: this.objects.length === before + 1 ? this.objects[before]! : null });
    }
    this.manifests.push({ from, source, plain });
  }

  /** @returns whether it is a manifest like any other */
  #document(source: SourceFile, start: number, end: number, from: TreePath): boolean {
    const text = source.text.slice(start, end);
    const apiVersion = /^apiVersion:[ \t]*["']?([^\s"'#]+)/m.exec(text)?.[1];
    const kind = /^kind:[ \t]*["']?([^\s"'#]+)/m.exec(text)?.[1];
    if (apiVersion !== undefined && kind !== undefined && !kind.endsWith('List') && !isKnown(apiVersion, kind)) return isPlain(apiVersion, kind);
    if (!text.includes('kind') || !text.includes('apiVersion')) return false;
    // Values files and other people's templates may hold both words; only of what is surely an object it matters that it is broken.
    const report = apiVersion === undefined || kind === undefined ? null : this.report;
    return this.#value(parse(source, start, end, report), source, from, 0);
  }

  #value(value: GoValue, source: SourceFile, from: TreePath, depth: number): boolean {
    const apiVersion = textAt(value, 'apiVersion');
    const kind = textAt(value, 'kind');
    if (!(value instanceof GoMap) || apiVersion === '' || kind === '') return false;
    const items = at(value, 'items');
    if (kind.endsWith('List') && items instanceof GoList && depth < MAX_LIST_DEPTH) {
      return items.entries.map((item) => this.#value(item.value, source, from, depth + 1)).some(Boolean);
    }
    if (isKnown(apiVersion, kind)) this.objects.push(objectOf(value, from, source));
    return isPlain(apiVersion, kind);
  }
}

function parse(source: SourceFile, offset: number, end: number, report: Report | null): GoValue {
  const { value, problem } = readYaml(source, { offset, end });
  if (problem === null) return value;
  report?.({ code: 'document-invalid', severity: 'warning', message: `This manifest is not YAML: ${problem.message}`, spot: problem.spot });
  return null;
}

function objectOf(value: GoMap, from: TreePath, file: SourceFile): KubeObject {
  return {
    group: groupOf(textAt(value, 'apiVersion')),
    kind: textAt(value, 'kind'),
    name: textAt(value, 'metadata', 'name'),
    namespace: textAt(value, 'metadata', 'namespace'),
    value,
    spot: spotAt(value, 'metadata', 'name') ?? spotAt(value, 'kind') ?? new Spot(file, 0, 0),
    from,
    file,
    root: null,
  };
}

const groupOf = (apiVersion: string): string => (apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '');

const isKnown = (apiVersion: string, kind: string): boolean => {
  const group = groupOf(apiVersion);
  return Object.hasOwn(KNOWN, group) && KNOWN[group]!.has(kind);
};

/** A Secret is nothing to show. */
const isPlain = (apiVersion: string, kind: string): boolean => !DEPLOYERS.has(groupOf(apiVersion)) && kind !== 'Secret';

/** The documents of a stream; the three hyphens belong to none of them. */
function documents(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let start = 0;
  for (const mark of text.matchAll(/^---(?=\s|$)/gm)) {
    found.push({ start, end: mark.index });
    start = mark.index + 3;
  }
  found.push({ start, end: text.length });
  return found;
}
