import { deepEqual, Entry, GoList, GoMap, type GoValue } from '../value/index.js';
import { identityOf, textAt } from './identity.js';

/** Lists of Kubernetes' own types that are merged by a key (`x-kubernetes-patch-merge-key`); the first that an element has counts. */
const MERGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  env: ['name'],
  ports: ['containerPort', 'port'],
  imagePullSecrets: ['name'],
  secrets: ['name'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
  conditions: ['type'],
  ownerReferences: ['uid'],
};
/** Lists of texts that are joined. */
const JOINED = new Set(['finalizers']);
const DIRECTIVE = '$patch';

/** Groups with pods of which kustomize knows the types; lists of all others are replaced. */
const TYPED_GROUPS = new Set(['', 'apps', 'batch', 'extensions', 'policy', 'autoscaling']);

/**
 * Lays a patch over an object as kustomize does: maps are merged, null takes away, lists of known types are merged by their keys.
 * `$patch` deletes or replaces. Nothing given is changed.
 *
 * @returns null where the patch deletes the object
 */
export function strategicMerge(object: GoMap, patch: GoMap): GoMap | null {
  const merged = new Merge(TYPED_GROUPS.has(identityOf(object).group)).map(object, patch);
  return merged === undefined ? null : merged;
}

class Merge {
  constructor(readonly isTyped: boolean) {}

  /** undefined: the patch takes it away. */
  map(target: GoMap, patch: GoMap): GoMap | undefined {
    const directive = patch.get(DIRECTIVE);
    if (directive === 'delete') return undefined;
    const merged = new GoMap();
    if (directive !== 'replace') for (const [key, entry] of target.entries) merged.entries.set(key, entry);
    for (const [key, entry] of patch.entries) {
      if (key === DIRECTIVE) continue;
      const value = this.#value(key, merged.get(key), entry.value);
      if (value === undefined) merged.delete(key);
      else merged.entries.set(key, value === entry.value ? entry : new Entry(value, entry.origin));
    }
    return merged;
  }

  #value(key: string, present: GoValue, patch: GoValue): GoValue {
    if (patch === null || patch === undefined) return undefined;
    if (patch instanceof GoMap) return this.map(present instanceof GoMap ? present : new GoMap(), patch);
    if (patch instanceof GoList) return this.#list(key, present instanceof GoList ? present : new GoList([]), patch);
    return patch;
  }

  #list(key: string, present: GoList, patch: GoList): GoList {
    const own = patch.entries.filter(({ value }) => !isDirective(value));
    const replaces = own.length < patch.entries.length;
    const keys = this.isTyped && Object.hasOwn(MERGE_KEYS, key) ? MERGE_KEYS[key]! : null;
    if (!replaces && this.isTyped && JOINED.has(key)) return joined(present, own);
    const isKeyed = keys !== null && own.every(({ value }) => keyOf(value, keys) !== null);
    if (!isKeyed) return replaces ? new GoList(own) : this.#cleaned(patch);
    return this.#byKey(replaces ? new GoList([]) : present, own, keys);
  }

  /** New elements stand before those that were there, as kustomize puts them. */
  #byKey(present: GoList, patch: readonly Entry[], keys: readonly string[]): GoList {
    const kept: (Entry | null)[] = [...present.entries];
    const places = new Map(kept.map((entry, at) => [keyOf(entry!.value, keys), at]).reverse() as [string | null, number][]);
    const added: Entry[] = [];
    for (const { value, origin } of patch) {
      const at = places.get(keyOf(value, keys));
      const before = at === undefined ? null : kept[at]!;
      const merged = this.map(before?.value instanceof GoMap ? before.value : new GoMap(), value as GoMap);
      if (at === undefined && merged !== undefined) added.push(new Entry(merged, origin));
      else if (at !== undefined) kept[at] = merged === undefined ? null : new Entry(merged, before?.origin ?? origin);
    }
    return new GoList([...added, ...kept.filter((entry) => entry !== null)]);
  }

  /** Directives mean something inside of elements, too, that stand in for others. */
  #cleaned(list: GoList): GoList {
    return new GoList(
      list.entries.flatMap((entry) => {
        if (!(entry.value instanceof GoMap)) return [entry];
        const value = this.map(new GoMap(), entry.value);
        return value === undefined ? [] : [new Entry(value, entry.origin)];
      }),
    );
  }
}

/** `- $patch: replace` in a list: the other elements are all there is. */
const isDirective = (value: GoValue): boolean => value instanceof GoMap && value.get(DIRECTIVE) === 'replace' && value.size === 1;

/** By what an element is found; null where it has no key. */
function keyOf(value: GoValue, keys: readonly string[]): string | null {
  const key = value instanceof GoMap ? keys.find((one) => value.has(one)) : undefined;
  return key === undefined ? null : `${key}=${textAt(value, key)}`;
}

const joined = (present: GoList, more: readonly Entry[]): GoList =>
  new GoList([...present.entries, ...more.filter(({ value }) => !present.entries.some((entry) => deepEqual(entry.value, value)))]);
