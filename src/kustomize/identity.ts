import { GoMap, toText, type GoValue } from '../value/index.js';

/** By what a patch finds an object. */
export interface Identity {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The present name last; kustomize lets a patch use every name that the object has had on the way. */
  readonly names: readonly string[];
  /** '' where none is given. */
  readonly namespace: string;
}

export function identityOf(object: GoMap): Identity {
  const [version = '', group = ''] = textAt(object, 'apiVersion').split('/').reverse();
  return { group, version, kind: textAt(object, 'kind'), names: [textAt(object, 'metadata', 'name')], namespace: textAt(object, 'metadata', 'namespace') };
}

/** The text of a scalar; '' where there is none. */
export function textAt(value: GoValue, ...path: readonly string[]): string {
  const found = path.reduce<GoValue>((inner, key) => (inner instanceof GoMap ? inner.get(key) : null), value);
  return found === null || found === undefined || typeof found === 'object' ? '' : toText(found);
}

export function mapAt(value: GoMap, ...path: readonly string[]): GoMap | null {
  const found = path.reduce<GoValue>((inner, key) => (inner instanceof GoMap ? inner.get(key) : null), value);
  return found instanceof GoMap ? found : null;
}
