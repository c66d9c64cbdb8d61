import { posix } from 'node:path';
import { SourceFile, type Spot } from '../../source/index.js';
import type { GoValue } from '../../value/index.js';
import { readYaml } from '../../yaml/index.js';
import type { DeployUnit } from '../unit.js';
import type { FolderImages, Surroundings } from './argo-application.js';
import { normalPath } from './checkout.js';
import type { KubeObject, ManifestFile, Objects } from './documents.js';
import { entryAt, listAt, mapAt, scalarText, textAt } from './fields.js';
import { textSource } from './inline-values.js';
import { helmCharts } from './kustomize-charts.js';
import { imageRewrites, type ImageRewrite } from './kustomize-images.js';
import { listed, patchObject, renameObject, type KustomizePatch } from './kustomize-patches.js';
import { MAX_KUSTOMIZE_DEPTH, MAX_MANIFESTS } from './limits.js';
import type { TreePath } from './tree.js';

/** A file of plain manifests, with the images that kustomize replaces in it, innermost kustomization first. */
export interface ManifestImages {
  readonly source: SourceFile;
  readonly imageRewrites: readonly ImageRewrite[];
}

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

/** The kustomizations of the tree and who uses whom. Remote ones are left out. */
export class Kustomizations {
  readonly #byFolder = new Map<string, KubeObject>();
  readonly #byFile = new Map<string, KubeObject[]>();
  readonly #manifests: ReadonlyMap<string, ManifestFile>;
  readonly #roots: readonly KubeObject[];
  #builds = 0;

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
    this.#visit([], (one, images, namespace) => void units.push(...helmCharts(one, images, namespace, this.around)));
    return { objects, units };
  }

  #objects(one: KubeObject, reached: Set<string>, chain: readonly KubeObject[]): KubeObject[] {
    if (chain.includes(one) || chain.length > MAX_KUSTOMIZE_DEPTH || ++this.#builds > MAX_MANIFESTS) return [];
    const patches = this.#patches(one, reached);
    const found = this.#resources(one).flatMap((target) => {
      const child = this.#byFolder.get(keyOf(target));
      if (child !== undefined) return this.#objects(child, reached, [...chain, one]);
      reached.add(keyOf(target));
      return this.#byFile.get(keyOf(target)) ?? [];
    });
    return found.map((object) => renameObject(patches.reduce(patchObject, object), one.value));
  }

  #patches(one: KubeObject, reached: Set<string>): KustomizePatch[] {
    const patches: KustomizePatch[] = [];
    const add = (patch: GoValue, target: GoValue): void => void patches.push({ patch, target: mapAt(target, 'target') });
    const file = (name: string, target: GoValue): void => {
      for (const path of this.#paths(one, [name])) {
        reached.add(keyOf(path));
        const known = this.#byFile.get(keyOf(path));
        const source = path.checkout.read(path.path);
        if (known !== undefined) for (const object of known) add(object.value, target);
        else if (source !== null) add(readYaml(source).value, target);
      }
    };
    for (const { value } of [...listAt(one.value, 'patches'), ...listAt(one.value, 'patchesJson6902')]) {
      const inline = entryAt(value, 'patch');
      if (typeof inline?.value === 'string') add(readYaml(textSource(inline.value, inline.origin, one.file.name)).value, value);
      else if (textAt(value, 'path') !== '') file(textAt(value, 'path'), value);
    }
    for (const { value, origin } of listAt(one.value, 'patchesStrategicMerge')) {
      const text = scalarText(value);
      if (text.includes('\n')) add(readYaml(textSource(text, origin, one.file.name)).value, null);
      else file(text, null);
    }
    return patches;
  }

  /**
   * Plain manifests: once for each list of images that they are built with.
   * @param used ConfigMaps that hold the values of charts
   */
  manifests(folders: readonly FolderImages[], used: ReadonlySet<Spot>): ManifestImages[] {
    const seen = new Map<string, { source: SourceFile; imageRewrites: readonly ImageRewrite[] }>();
    const reached = new Set<string>();
    const add = (manifest: ManifestFile, images: readonly ImageRewrite[]): void => {
      reached.add(keyOf(manifest.from));
      const key = keyOf(manifest.from) + JSON.stringify(images);
      const source = seen.has(key) || seen.size >= MAX_MANIFESTS ? null : plainSource(manifest, used);
      if (source !== null) seen.set(key, { source, imageRewrites: images });
    };
    this.#visit(folders, (one, images) => {
      const patches = listed(one.value, 'patchesStrategicMerge').concat(listAt(one.value, 'patches').map(({ value }) => textAt(value, 'path')));
      for (const target of [...this.#resources(one), ...this.#paths(one, patches.filter((name) => name !== ''))]) {
        const manifest = this.#manifests.get(keyOf(target));
        if (manifest !== undefined) add(manifest, images);
      }
    });
    for (const manifest of this.read.manifests) {
      if (reached.has(keyOf(manifest.from))) continue;
      const around = folders.filter(({ folder }) => folder.checkout === manifest.from.checkout && manifest.from.path.startsWith(folder.path === '' ? '' : `${folder.path}/`));
      for (const { images } of around.length === 0 ? [{ images: [] }] : around) add(manifest, images);
    }
    return [...seen.values()];
  }

  /** Every kustomization below every outermost one, with the images of all around it and the namespace that charts get. */
  #visit(folders: readonly FolderImages[], see: (one: KubeObject, images: readonly ImageRewrite[], namespace: string) => void): void {
    let steps = 0;
    const walk = (one: KubeObject, outer: readonly ImageRewrite[], around: string, chain: readonly KubeObject[]): void => {
      if (chain.includes(one) || chain.length > MAX_KUSTOMIZE_DEPTH || ++steps > MAX_MANIFESTS) return;
      const images = [...imageRewrites(one.value, 'images'), ...outer];
      const namespace = textAt(one.value, 'namespace') || around;
      see(one, images, namespace);
      for (const child of this.#children(one)) walk(child, images, namespace, [...chain, one]);
    };
    const deployed = folders.map(({ folder, images }) => ({ one: this.#byFolder.get(keyOf(folder)), images }));
    for (const root of this.#roots) if (!deployed.some(({ one }) => one === root)) walk(root, [], '', []);
    for (const { one, images } of deployed) if (one !== undefined) walk(one, images, '', []);
  }
}
