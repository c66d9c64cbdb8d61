import { Buffer } from 'node:buffer';
import { posix } from 'node:path';
import type { GoValue, Origin } from '../../value/index.js';
import type { Spot } from '../../source/index.js';
import type { KubeObject } from './documents.js';
import { entryAt, listAt, mapAt, scalarText, textAt, wholeOf } from './fields.js';
import { normalPath } from './checkout.js';

/** A text under a key of a ConfigMap or Secret. */
export interface DataText {
  readonly text: string;
  readonly origin: Origin | null;
  readonly name: string;
  /** Encrypted in the tree, so that the text says nothing. */
  readonly encrypted: boolean;
}

/** What HelmReleases refer to, by kind, namespace and name. */
export class FluxObjects {
  readonly #objects = new Map<string, KubeObject>();
  readonly #generated: readonly KubeObject[];
  /** ConfigMaps and Secrets that were asked for. */
  readonly used = new Set<Spot>();

  /** @param kustomizations whose generators make ConfigMaps and Secrets */
  constructor(objects: readonly KubeObject[], kustomizations: readonly KubeObject[]) {
    for (const object of objects) {
      const key = keyOf(object.kind, object.namespace, object.name);
      if (!this.#objects.has(key)) this.#objects.set(key, object);
    }
    this.#generated = kustomizations;
  }

  /** An object without a namespace gets it from a kustomization, so one of that name is taken too. */
  find(kind: string, namespace: string, name: string): KubeObject | null {
    return this.#objects.get(keyOf(kind, namespace, name)) ?? this.#objects.get(keyOf(kind, '', name)) ?? null;
  }

  /** Null: there is no such object in the tree. Undefined: it has no such key. */
  data(kind: string, namespace: string, name: string, key: string): DataText | null | undefined {
    const object = this.find(kind, namespace, name);
    if (object !== null) {
      this.used.add(object.spot);
      return dataOf(object, key) ?? undefined;
    }
    for (const kustomization of this.#generated) {
      for (const { value } of listAt(kustomization.value, kind === 'Secret' ? 'secretGenerator' : 'configMapGenerator')) {
        if (textAt(value, 'name') === name) return generated(kustomization, value, key) ?? undefined;
      }
    }
    return null;
  }

  /** Every text of a ConfigMap or Secret; null where it is not in the tree, or encrypted. */
  allData(kind: string, namespace: string, name: string): Map<string, string> | null {
    const object = this.find(kind, namespace, name);
    if (object === null) return null;
    this.used.add(object.spot);
    const keys = ['data', 'stringData'].flatMap((field) => [...(mapAt(object.value, field)?.entries.keys() ?? [])]);
    const texts = keys.map((key) => [key, dataOf(object, key)] as const);
    return texts.some(([, data]) => data === null || data.encrypted) ? null : new Map(texts.map(([key, data]) => [key, data!.text]));
  }
}

const keyOf = (kind: string, namespace: string, name: string): string => `${kind}\0${namespace}\0${name}`;

function dataOf(object: KubeObject, key: string): DataText | null {
  const encrypted = mapAt(object.value, 'sops') !== null;
  const plain = entryAt(object.value, object.kind === 'Secret' ? 'stringData' : 'data', key);
  if (plain !== null) return { text: scalarText(plain.value), origin: plain.origin, name: object.file.name, encrypted };
  const packed = object.kind === 'Secret' ? entryAt(object.value, 'data', key) : null;
  if (packed === null) return null;
  return { text: Buffer.from(scalarText(packed.value), 'base64').toString('utf8'), origin: packed.origin, name: object.file.name, encrypted };
}

/** `files: [key=path]`, `literals: [key=text]`. */
function generated(kustomization: KubeObject, generator: GoValue, key: string): DataText | null {
  const { checkout, path } = kustomization.from;
  for (const { value } of listAt(generator, 'files')) {
    const [first = '', second] = split(scalarText(value));
    const file = second ?? first;
    if ((second === undefined ? posix.basename(first) : first) !== key) continue;
    const target = normalPath(posix.join(posix.dirname(path), file));
    const source = target === null ? null : checkout.read(target);
    return source === null ? null : { text: source.text, origin: wholeOf(source), name: source.name, encrypted: false };
  }
  for (const { value, origin } of listAt(generator, 'literals')) {
    const [name, text] = split(scalarText(value));
    if (name === key && text !== undefined) return { text: text.replace(/^(["'])(.*)\1$/s, '$2'), origin, name: kustomization.file.name, encrypted: false };
  }
  return null;
}

function split(text: string): [string, string | undefined] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)];
}
