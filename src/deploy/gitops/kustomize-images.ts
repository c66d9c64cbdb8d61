import type { Rewrite } from '../../kustomize/index.js';
import { Spot } from '../../source/index.js';
import { Entry, GoList, GoMap, type GoValue } from '../../value/index.js';
import { entryAt, spotOf } from './fields.js';
import { valueSource } from './inline-values.js';

/** `images:` of a kustomization or a post-renderer; null where there are none. */
export function imageRewrites(value: GoValue, ...path: readonly string[]): Rewrite[] {
  const images = entryAt(value, ...path);
  return images?.value instanceof GoList && images.value.length > 0 ? [{ kind: 'images', source: valueSource(images.value, images.origin, nameOf(images)) }] : [];
}

/** Images in the form of `kustomize edit set image`. */
export function imageArguments(entries: readonly Entry[]): Rewrite[] {
  const images = entries.flatMap((entry) => {
    const image = typeof entry.value === 'string' ? imageArgument(entry.value) : null;
    return image === null ? [] : [new Entry(fieldsOf(image, entry), entry.origin)];
  });
  return images.length === 0 ? [] : [{ kind: 'images', source: valueSource(new GoList(images), null, nameOf(images[0]!)) }];
}

const nameOf = ({ origin }: Entry): string => spotOf(origin)?.file.name ?? 'images';

function fieldsOf(image: ImageArgument, { origin }: Entry): GoMap {
  const fields = new GoMap();
  // Each part is found in the argument again.
  for (const [key, text] of Object.entries(image)) if (text !== null) fields.set(key, text, origin instanceof Spot ? origin : null);
  return fields;
}

interface ImageArgument {
  readonly name: string;
  readonly newName: string | null;
  readonly newTag: string | null;
  readonly digest: string | null;
}

/** `kustomize edit set image`: `[name=]newName[:tag][@digest]`. */
export function imageArgument(text: string): ImageArgument | null {
  const match = /^(?:([^=]+)=)?([^@=]*?)(?::([^:/@]+))?(?:@(.+))?$/.exec(text.trim());
  if (match === null) return null;
  const [, name, target = '', tag = null, digest = null] = match;
  if ((name ?? target) === '') return null;
  return { name: name ?? target, newName: name === undefined || target === '' ? null : target, newTag: tag, digest };
}
