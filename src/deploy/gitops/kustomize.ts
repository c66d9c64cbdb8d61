import { posix } from 'node:path';
import { readPatch, Rewriter, type Rewrite } from '../../kustomize/index.js';
import { SourceFile, Spot } from '../../source/index.js';
import type { DeployUnit, ManifestSource } from '../unit.js';
import type { FolderRewrites, Surroundings } from './argo-application.js';
import { normalPath } from './checkout.js';
import type { KubeObject, ManifestFile, Objects } from './documents.js';
import { listAt, spotOf, textAt } from './fields.js';
import { helmCharts } from './kustomize-charts.js';
import { concernsManifests, kustomizeRewrites, listed, renameObject, reportNoPatch } from './kustomize-patches.js';
import { MAX_KUSTOMIZE_DEPTH, MAX_MANIFESTS } from './limits.js';
import type { TreePath } from './tree.js';

/** Told of a kustomization, what is laid over its resources, and the namespace that charts get. */
type See = (one: KubeObject, rewrites: readonly Rewrite[], namespace: string) => void;

/** What stands in the tree once every kustomization that no other one uses was built. */
export interface Built {
  /** Those of no kustomization as they are; others as each outermost one makes them. */
  readonly objects: readonly KubeObject[];
  readonly units: readonly DeployUnit[];
}

/** The file without the documents that deploy charts; what is left keeps its lines. Null where nothing is left. */
function plainSource({ source, plain }: ManifestFile, used: ReadonlySet<Spot>): SourceFile | null {
  const left = plain.filter(({ object }) => object === null || !used.has(object.spot));
  if (left.length === 0) return null;
  let text = '';
  let from = 0;
  const blank = (to: number): void => void (text += source.text.slice(from, to).replace(/[^\n]*/g, (line) => (line.startsWith('---') ? '---' : '')));
  for (const { start, end } of left) {
    blank(start);
    text += source.text.slice(start, end);
    from = end;
  }
  blank(source.text.length);
  return text === source.text ? source : new SourceFile(source.name, text);
}

const keyOf = ({ checkout, path }: TreePath): string => `${checkout.absolute}\0${path}`;
const folderOf = (object: KubeObject): TreePath => ({ checkout: object.from.checkout, path: parentOf(object.from.path) });
const parentOf = (path: string): string => (posix.dirname(path) === '.' ? '' : posix.dirname(path));

const rewritesKey = (rewrites: readonly Rewrite[]): string =>
  JSON.stringify(rewrites.map((rewrite) => (rewrite.kind === 'names' ? rewrite : [rewrite.kind, rewrite.source.name, rewrite.source.text, rewrite.kind === 'patch' && rewrite.target])));

/** The kustomizations of the tree and who uses whom. Remote ones are left out. */
export class Kustomizations {
  readonly #byFolder = new Map<string, KubeObject>();
  readonly #byFile = new Map<string, KubeObject[]>();
  readonly #manifests: ReadonlyMap<string, ManifestFile>;
  readonly #roots: readonly KubeObject[];
  readonly #known = new Map<KubeObject, { readonly rewrites: readonly Rewrite[]; readonly files: readonly string[] }>();
  #builds = 0;
  #steps = 0;

  constructor(
    readonly read: Objects,
    readonly around: Surroundings,
  ) {
    for (const one of read.kustomizations) this.#byFolder.set(keyOf(folderOf(one)), one);
    this.#manifests = new Map(read.manifests.map((manifest) => [keyOf(manifest.from), manifest]));
    for (const object of read.objects) {
      const list = this.#byFile.get(keyOf(object.from));
      if (list === undefined) this.#byFile.set(keyOf(object.from), [object]);
      else list.push(object);
    }
    const used = new Set(read.kustomizations.flatMap((one) => this.#children(one)));
    this.#roots = read.kustomizations.filter((one) => !used.has(one));
  }

  /** Kustomizations that a kustomization takes in. */
  #children(one: KubeObject): KubeObject[] {
    return this.#resources(one).map((target) => this.#byFolder.get(keyOf(target))).filter((child) => child !== undefined);
  }

  #resources(one: KubeObject): TreePath[] {
    return this.#paths(one, [...new Set(listed(one.value, 'resources', 'bases', 'components'))]);
  }

  #paths(one: KubeObject, names: readonly string[]): TreePath[] {
    const { checkout, path } = folderOf(one);
    return names
      .filter((name) => !name.includes('://'))
      .map((name) => normalPath(posix.join(path === '' ? '.' : path, name)))
      .filter((target) => target !== null)
      .map((target) => ({ checkout, path: target }));
  }

  build(): Built {
    const reached = new Set<string>();
    const objects: KubeObject[] = [];
    const units: DeployUnit[] = [];
    for (const root of this.#roots) for (const object of this.#objects(root, reached, [])) objects.push({ ...object, root: folderOf(root) });
    for (const object of this.read.objects) if (!reached.has(keyOf(object.from))) objects.push(object);
    this.#visit([], (one, rewrites, namespace) => void units.push(...helmCharts(one, rewrites, namespace, this.around)));
    return { objects, units };
  }

  #objects(one: KubeObject, reached: Set<string>, chain: readonly KubeObject[]): KubeObject[] {
    if (chain.includes(one) || chain.length > MAX_KUSTOMIZE_DEPTH || ++this.#builds > MAX_MANIFESTS) return [];
    const found = this.#resources(one).flatMap((target) => {
      const child = this.#byFolder.get(keyOf(target));
      if (child !== undefined) return this.#objects(child, reached, [...chain, one]);
      reached.add(keyOf(target));
      return this.#byFile.get(keyOf(target)) ?? [];
    });
    const rewriter = new Rewriter(this.#rewrites(one, reached).filter(({ kind }) => kind === 'patch'), this.around.report);
    return found.flatMap((object) => {
      const value = rewriter.object(object.value, this.around.report);
      return value === null ? [] : [renameObject(value === object.value ? object : { ...object, value }, one.value)];
    });
  }

  /** What a kustomization lays over its resources. Files of patches are no resources. */
  #rewrites(one: KubeObject, reached: Set<string>): readonly Rewrite[] {
    let known = this.#known.get(one);
    if (known === undefined) {
      const files: string[] = [];
      const rewrites = kustomizeRewrites(one.value, one.file.name, (name, named) => {
        const [path] = this.#paths(one, [name]);
        if (path !== undefined) files.push(keyOf(path));
        // What is there and not read has been told.
        if (path?.checkout.kind(path.path) !== 'file') reportNoPatch(name, spotOf(named.origin) ?? new Spot(one.file, 0, 0), this.around.report);
        return path?.checkout.read(path.path) ?? null;
      });
      // What is no patch is told once, and not again for each chart and folder.
      this.#known.set(one, (known = { rewrites: rewrites.filter((rewrite) => rewrite.kind !== 'patch' || readPatch(rewrite, this.around.report).length > 0), files }));
    }
    for (const file of known.files) reached.add(file);
    return known.rewrites;
  }

  /**
   * Plain manifests: once for each list of rewrites that they are built with.
   * @param used ConfigMaps that hold the values of charts
   */
  manifests(folders: readonly FolderRewrites[], used: ReadonlySet<Spot>): { manifests: ManifestSource[]; patches: Rewrite[] } {
    const seen = new Map<string, ManifestSource>();
    const reached = new Set<string>();
    const add = (manifest: ManifestFile, all: readonly Rewrite[]): void => {
      reached.add(keyOf(manifest.from));
      const rewrites = all.filter(concernsManifests);
      const key = keyOf(manifest.from) + rewritesKey(rewrites);
      const source = seen.has(key) || seen.size >= MAX_MANIFESTS ? null : plainSource(manifest, used);
      if (source !== null) seen.set(key, { source, rewrites });
    };
    const patches = new Set<Rewrite>();
    this.#visit(folders, (one, rewrites) => {
      for (const rewrite of this.#rewrites(one, reached)) if (rewrite.kind === 'patch' && concernsManifests(rewrite)) patches.add(rewrite);
      for (const target of this.#resources(one)) {
        const manifest = this.#manifests.get(keyOf(target));
        if (manifest !== undefined) add(manifest, rewrites);
      }
    });
    for (const manifest of this.read.manifests) {
      if (reached.has(keyOf(manifest.from))) continue;
      const around = folders.filter(({ folder }) => folder.checkout === manifest.from.checkout && manifest.from.path.startsWith(folder.path === '' ? '' : `${folder.path}/`));
      for (const { rewrites } of around.length === 0 ? [{ rewrites: [] }] : around) add(manifest, rewrites);
    }
    return { manifests: [...seen.values()], patches: [...patches] };
  }

  /** What one kustomization builds, without what may use it; and how many charts it would fetch. */
  folder(folder: TreePath): { manifests: ManifestSource[]; charts: number } {
    const one = this.#byFolder.get(keyOf(folder));
    const manifests: ManifestSource[] = [];
    let charts = 0;
    this.#steps = 0;
    if (one === undefined) return { manifests, charts };
    this.#walk(one, [], '', (inner, rewrites) => {
      charts += listAt(inner.value, 'helmCharts').length;
      for (const target of this.#resources(inner)) {
        const manifest = this.#manifests.get(keyOf(target));
        const source = manifest === undefined ? null : plainSource(manifest, new Set());
        if (source !== null) manifests.push({ source, rewrites: rewrites.filter(concernsManifests) });
      }
    });
    return { manifests, charts };
  }

  /** Every kustomization below every outermost one, with the rewrites of all around it and the namespace that charts get. */
  #visit(folders: readonly FolderRewrites[], see: See): void {
    this.#steps = 0;
    const deployed = folders.map(({ folder, rewrites }) => ({ one: this.#byFolder.get(keyOf(folder)), rewrites }));
    for (const root of this.#roots) if (!deployed.some(({ one }) => one === root)) this.#walk(root, [], '', see);
    for (const { one, rewrites } of deployed) if (one !== undefined) this.#walk(one, rewrites, '', see);
  }

  #walk(one: KubeObject, outer: readonly Rewrite[], around: string, see: See, chain: readonly KubeObject[] = []): void {
    if (chain.includes(one) || chain.length > MAX_KUSTOMIZE_DEPTH || ++this.#steps > MAX_MANIFESTS) return;
    const rewrites = [...this.#rewrites(one, new Set()), ...outer];
    const namespace = textAt(one.value, 'namespace') || around;
    see(one, rewrites, namespace);
    for (const child of this.#children(one)) this.#walk(child, rewrites, namespace, see, [...chain, one]);
  }
}
