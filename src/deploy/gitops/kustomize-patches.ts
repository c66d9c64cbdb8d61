import { identityOf, readPatch, TARGET_FIELDS, type PatchRewrite, type PatchTarget, type Rewrite } from '../../kustomize/index.js';
import type { Report, SourceFile, Spot } from '../../source/index.js';
import { GoList, GoMap, type Entry, type GoValue } from '../../value/index.js';
import type { KubeObject } from './documents.js';
import { DEPLOYERS } from './documents.js';
import { entryAt, listAt, mapAt, scalarText, spotOf, textAt } from './fields.js';
import { textSource, valueSource } from './inline-values.js';
import { imageRewrites } from './kustomize-images.js';
import { mergePatch } from './merge.js';

/** Reads the file that an entry names; null where there is none. */
type ReadFile = (path: string, named: Entry) => SourceFile | null;

/** The patches in the order in which kustomize applies them, names before the JSON patches of the old field, images last. */
export function kustomizeRewrites(value: GoValue, file: string, read: ReadFile): Rewrite[] {
  const reader = new PatchReader(file, read);
  const merges = listAt(value, 'patchesStrategicMerge').flatMap((entry) => reader.merge(entry));
  const patches = listAt(value, 'patches').flatMap((entry) => reader.targeted(entry));
  const operations = listAt(value, 'patchesJson6902').flatMap((entry) => reader.targeted(entry).map((rewrite): Rewrite => ({ ...rewrite, operations: true })));
  return [...merges, ...patches, ...nameRewrites(value), ...operations, ...imageRewrites(value, 'images')];
}

function nameRewrites(value: GoValue): Rewrite[] {
  const [prefix, suffix, namespace] = ['namePrefix', 'nameSuffix', 'namespace'].map((key) => textAt(value, key)) as [string, string, string];
  return prefix === '' && suffix === '' && namespace === '' ? [] : [{ kind: 'names', prefix, suffix, namespace }];
}

class PatchReader {
  constructor(
    /** What inline patches stand in. */
    readonly file: string,
    readonly read: ReadFile,
  ) {}

  /** An entry of `patchesStrategicMerge`: a path, a text, or a map. */
  merge(entry: Entry): PatchRewrite[] {
    const { value, origin } = entry;
    if (value instanceof GoMap) return [{ kind: 'patch', source: valueSource(value, origin, this.file), target: null }];
    const text = scalarText(value);
    return this.#patch(/[\n{]/.test(text) ? textSource(text, origin, this.file) : this.read(text, entry), null);
  }

  /** An entry with `patch` or `path`, and a `target` where the patch does not name its object. */
  targeted({ value }: Entry): PatchRewrite[] {
    const target = targetOf(mapAt(value, 'target'));
    const inline = entryAt(value, 'patch');
    if (inline?.value instanceof GoMap || inline?.value instanceof GoList) return this.#patch(valueSource(inline.value, inline.origin, this.file), target);
    if (typeof inline?.value === 'string') return this.#patch(textSource(inline.value, inline.origin, spotOf(inline.origin)?.file.name ?? this.file), target);
    const path = entryAt(value, 'path');
    return path === null || scalarText(path.value) === '' ? [] : this.#patch(this.read(scalarText(path.value), path), target);
  }

  #patch(source: SourceFile | null, target: PatchTarget | null): PatchRewrite[] {
    return source === null ? [] : [{ kind: 'patch', source, target }];
  }
}

function targetOf(value: GoMap | null): PatchTarget | null {
  if (value === null) return null;
  return Object.fromEntries(TARGET_FIELDS.map((key) => [key, textAt(value, key)])) as unknown as PatchTarget;
}

/** A file of a patch that is not there. */
export function reportNoPatch(name: string, spot: Spot, report: Report): void {
  if (name.includes('://')) report({ code: 'deploy-unknowable', severity: 'warning', message: `The patch ${name} is on the network and was left out.`, spot });
  else report({ code: 'path-missing', severity: 'error', message: `This patch does not exist: ${name}. kustomize fails here; the manifests were scanned without it.`, spot });
}

/** Whether a rewrite may be of manifests: patches of what deploys charts are applied where that is read. */
export function concernsManifests(rewrite: Rewrite): boolean {
  if (rewrite.kind !== 'patch') return true;
  if (rewrite.target !== null) return !DEPLOYERS.has(rewrite.target.group);
  return readPatch(rewrite, () => {}).some(({ value }) => value instanceof GoMap && !DEPLOYERS.has(identityOf(value).group));
}

/** `namespace`, `namePrefix` and `nameSuffix`. In which namespace an Application itself stands changes nothing. */
export function renameObject(object: KubeObject, kustomization: GoMap): KubeObject {
  const namespace = (object.group === 'argoproj.io' ? '' : textAt(kustomization, 'namespace')) || object.namespace;
  const name = textAt(kustomization, 'namePrefix') + object.name + textAt(kustomization, 'nameSuffix');
  if (namespace === object.namespace && name === object.name) return object;
  const metadata = new GoMap().set('name', name).set('namespace', namespace);
  return { ...object, name, namespace, value: mergePatch(object.value, new GoMap().set('metadata', metadata)) };
}

/** Texts of a list, with the old field's name or the new one. */
export const listed = (kustomization: GoMap, ...fields: readonly string[]): string[] =>
  fields.flatMap((field) => listAt(kustomization, field).map(({ value }) => scalarText(value)).filter((text) => text !== ''));
