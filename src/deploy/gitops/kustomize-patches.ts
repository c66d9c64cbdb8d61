import { identityOf, readPatch, TARGET_FIELDS, type PatchTarget, type Rewrite } from '../../kustomize/index.js';
import type { SourceFile } from '../../source/index.js';
import { GoList, GoMap, type Entry, type GoValue } from '../../value/index.js';
import type { KubeObject } from './documents.js';
import { DEPLOYERS } from './documents.js';
import { entryAt, listAt, mapAt, scalarText, spotOf, textAt } from './fields.js';
import { textSource, valueSource } from './inline-values.js';
import { imageRewrites } from './kustomize-images.js';
import { mergePatch } from './merge.js';

/** The patches in the order in which kustomize applies them, names before the JSON patches of the old field, images last. */
export function kustomizeRewrites(value: GoValue, file: string, read: (path: string) => SourceFile | null): Rewrite[] {
  const reader = new PatchReader(file, read);
  const merges = listAt(value, 'patchesStrategicMerge').flatMap((entry) => reader.merge(entry));
  const patches = listAt(value, 'patches').flatMap((entry) => reader.targeted(entry));
  const operations = listAt(value, 'patchesJson6902').flatMap((entry) => reader.targeted(entry));
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
    readonly read: (path: string) => SourceFile | null,
  ) {}

  /** An entry of `patchesStrategicMerge`: a path, a text, or a map. */
  merge({ value, origin }: Entry): Rewrite[] {
    if (value instanceof GoMap) return [{ kind: 'patch', source: valueSource(value, origin, this.file), target: null }];
    const text = scalarText(value);
    return this.#patch(text.includes('\n') ? textSource(text, origin, this.file) : this.read(text), null);
  }

  /** An entry with `patch` or `path`, and a `target` where the patch does not name its object. */
  targeted({ value }: Entry): Rewrite[] {
    const target = targetOf(mapAt(value, 'target'));
    const inline = entryAt(value, 'patch');
    if (inline?.value instanceof GoMap || inline?.value instanceof GoList) return this.#patch(valueSource(inline.value, inline.origin, this.file), target);
    if (typeof inline?.value === 'string') return this.#patch(textSource(inline.value, inline.origin, spotOf(inline.origin)?.file.name ?? this.file), target);
    return textAt(value, 'path') === '' ? [] : this.#patch(this.read(textAt(value, 'path')), target);
  }

  #patch(source: SourceFile | null, target: PatchTarget | null): Rewrite[] {
    return source === null ? [] : [{ kind: 'patch', source, target }];
  }
}

function targetOf(value: GoMap | null): PatchTarget | null {
  if (value === null) return null;
  return Object.fromEntries(TARGET_FIELDS.map((key) => [key, textAt(value, key)])) as unknown as PatchTarget;
}

/** Whether a rewrite may be of manifests: patches of what deploys charts are applied where that is read. */
export function concernsManifests(rewrite: Rewrite): boolean {
  if (rewrite.kind !== 'patch') return true;
  if (rewrite.target !== null) return !DEPLOYERS.has(rewrite.target.group);
  return readPatch(rewrite.source, null, () => {}).some(({ value }) => value instanceof GoMap && !DEPLOYERS.has(identityOf(value).group));
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
