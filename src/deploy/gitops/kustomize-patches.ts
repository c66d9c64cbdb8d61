import { GoList, GoMap, Entry, type GoValue } from '../../value/index.js';
import type { KubeObject } from './documents.js';
import { listAt, mapAt, scalarText, textAt } from './fields.js';
import { mergePatch } from './merge.js';

/** A patch of a kustomization, read. */
export interface KustomizePatch {
  /** A map to merge, or a list of JSON patch operations. */
  readonly patch: GoValue;
  /** `target`; null: the patch names its object itself. */
  readonly target: GoMap | null;
}

/** Objects that deploy charts have no schema that kustomize knows: lists are replaced. */
export function patchObject(object: KubeObject, { patch, target }: KustomizePatch): KubeObject {
  const named = target ?? (patch instanceof GoMap ? patch : null);
  if (named === null || !isMeant(object, named, target !== null)) return object;
  if (patch instanceof GoMap) return { ...object, value: withIdentity(mergePatch(object.value, patch), object) };
  return patch instanceof GoList ? { ...object, value: patch.values().reduce<GoMap>(applyOperation, object.value) } : object;
}

function isMeant(object: KubeObject, named: GoMap, isTarget: boolean): boolean {
  const kind = textAt(named, 'kind');
  const name = isTarget ? textAt(named, 'name') : textAt(named, 'metadata', 'name');
  if (!isTarget) return kind === object.kind && name === object.name;
  return (kind === '' || kind === object.kind) && (name === '' || isWhole(name, object.name)) && (textAt(named, 'group') || object.group) === object.group;
}

/** Names of a target are anchored regular expressions; only the plain ones and `.*` are understood. */
function isWhole(pattern: string, name: string): boolean {
  const parts = pattern.replace(/^\^|\$$/g, '').split('.*');
  if (parts.length === 1) return parts[0] === name;
  return name.startsWith(parts[0]!) && name.endsWith(parts.at(-1)!);
}

/** A patch with a target may have any name. */
function withIdentity(value: GoMap, object: KubeObject): GoMap {
  const metadata = mapAt(value, 'metadata');
  if (metadata === null || textAt(metadata, 'name') === object.name) return value;
  return mergePatch(value, new GoMap().set('metadata', new GoMap().set('name', object.name)));
}

/** RFC 6902, as far as it changes anything: `add`, `replace`, `remove`. */
function applyOperation(root: GoMap, operation: GoValue): GoMap {
  const op = textAt(operation, 'op');
  const path = textAt(operation, 'path');
  if (!['add', 'replace', 'remove'].includes(op) || !path.startsWith('/')) return root;
  const entry = operation instanceof GoMap ? (operation.entries.get('value') ?? null) : null;
  const keys = path.slice(1).split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const changed = changeAt(root, keys, op === 'remove' ? null : (entry ?? new Entry(null, null)), op === 'add');
  return changed instanceof GoMap ? changed : root;
}

/** @param entry null: take away */
function changeAt(value: GoValue, keys: readonly string[], entry: Entry | null, inserts: boolean): GoValue {
  const [key = '', ...rest] = keys;
  if (value instanceof GoMap) {
    const out = mergePatch(value, new GoMap());
    const present = value.entries.get(key);
    if (rest.length > 0) {
      if (present !== undefined) out.set(key, changeAt(present.value, rest, entry, inserts), present.origin);
    } else if (entry === null) out.delete(key);
    else out.entries.set(key, entry);
    return out;
  }
  if (!(value instanceof GoList)) return value;
  const entries = [...value.entries];
  const at = key === '-' ? entries.length : /^\d+$/.test(key) ? Number(key) : -1;
  if (at < 0 || at > entries.length) return value;
  if (rest.length > 0) {
    const present = entries[at];
    if (present !== undefined) entries[at] = new Entry(changeAt(present.value, rest, entry, inserts), present.origin);
  } else entries.splice(at, inserts ? 0 : 1, ...(entry === null ? [] : [entry]));
  return new GoList(entries);
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
