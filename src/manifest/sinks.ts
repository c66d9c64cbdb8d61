import { type Entry, GoList, GoMap, type GoValue } from '../value/index.js';

export type SinkKind = 'container' | 'initContainer' | 'ephemeralContainer' | 'imageVolume';

/** A field of a pod that holds an image. */
export interface PodSink {
  readonly kind: SinkKind;
  /** From the root of the document. */
  readonly path: readonly (string | number)[];
  /** The entry with the reference; its value may be anything. */
  readonly entry: Entry;
  /** The container or volume that it belongs to. */
  readonly owner: GoMap;
}

const CONTAINER_LISTS: Readonly<Record<string, SinkKind>> = {
  containers: 'container',
  initContainers: 'initContainer',
  ephemeralContainers: 'ephemeralContainer',
};

/**
 * The image fields of pods at any depth of a document: pod templates stand in workloads, in lists and in custom resources.
 * A CustomResourceDefinition only describes such fields.
 */
export function podSinks(document: GoMap): PodSink[] {
  if (document.get('kind') === 'CustomResourceDefinition') return [];
  const sinks: PodSink[] = [];
  walk(document, [], sinks);
  return sinks;
}

/** @param path of the value; changed and put back on the way, for most of a document lies on the way to no sink */
function walk(value: GoValue, path: (string | number)[], sinks: PodSink[]): void {
  const descend = (inner: GoValue, step: string | number): void => {
    path.push(step);
    walk(inner, path, sinks);
    path.pop();
  };
  if (value instanceof GoList) {
    value.entries.forEach((entry, at) => {
      if (entry.value !== null && typeof entry.value === 'object') descend(entry.value, at);
    });
  } else if (value instanceof GoMap) {
    for (const [key, { value: inner }] of value.entries) {
      if (inner === null || typeof inner !== 'object') continue;
      const kind = Object.hasOwn(CONTAINER_LISTS, key) ? CONTAINER_LISTS[key] : undefined;
      if (inner instanceof GoList && kind !== undefined) elements(inner, [...path, key], kind, 'image', sinks);
      if (inner instanceof GoList && key === 'volumes') volumes(inner, [...path, key], sinks);
      descend(inner, key);
    }
  }
}

function elements(list: GoList, path: readonly (string | number)[], kind: SinkKind, field: string, sinks: PodSink[]): void {
  list.entries.forEach(({ value }, at) => {
    const entry = value instanceof GoMap ? value.entries.get(field) : undefined;
    if (entry !== undefined) sinks.push({ kind, path: [...path, at, field], entry, owner: value as GoMap });
  });
}

/** Image volumes: `volumes[].image.reference`. */
function volumes(list: GoList, path: readonly (string | number)[], sinks: PodSink[]): void {
  list.entries.forEach(({ value }, at) => {
    const image = value instanceof GoMap ? value.get('image') : null;
    const entry = image instanceof GoMap ? image.entries.get('reference') : undefined;
    if (entry !== undefined) sinks.push({ kind: 'imageVolume', path: [...path, at, 'image', 'reference'], entry, owner: value as GoMap });
  });
}
