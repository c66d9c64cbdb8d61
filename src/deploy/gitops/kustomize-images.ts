import type { GoValue } from '../../value/index.js';
import type { DeployUnit } from '../unit.js';
import { listAt, textAt, textOrNull } from './fields.js';

export type ImageRewrite = DeployUnit['imageRewrites'][number];

/** `images:` of a kustomization or a post-renderer. */
export function imageRewrites(value: GoValue, ...path: readonly string[]): ImageRewrite[] {
  return listAt(value, ...path)
    .map(({ value: image }) => ({
      name: textAt(image, 'name'),
      newName: textOrNull(image, 'newName'),
      newTag: textOrNull(image, 'newTag'),
      digest: textOrNull(image, 'digest'),
    }))
    .filter(({ name }) => name !== '');
}

/** `kustomize edit set image`: `[name=]newName[:tag][@digest]`. */
export function imageArgument(text: string): ImageRewrite | null {
  const match = /^(?:([^=]+)=)?([^@=]*?)(?::([^:/@]+))?(?:@(.+))?$/.exec(text.trim());
  if (match === null) return null;
  const [, name, target = '', tag = null, digest = null] = match;
  if ((name ?? target) === '') return null;
  return { name: name ?? target, newName: name === undefined || target === '' ? null : target, newTag: tag, digest };
}
