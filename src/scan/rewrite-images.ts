import type { DeployUnit } from '../deploy/index.js';
import { parseReference } from '../image/index.js';
import type { ImageRecord } from './result.js';

type Rewrite = DeployUnit['imageRewrites'][number];

const CONTAINERS: ReadonlySet<string> = new Set(['container', 'initContainer', 'ephemeralContainer']);

/** What kustomize's `images:` makes of references, each rewrite in its turn. */
export function rewriteImages(images: readonly ImageRecord[], rewrites: readonly Rewrite[]): readonly ImageRecord[] {
  if (rewrites.length === 0) return images;
  return images.map((image) => {
    if (!image.sinks.some(({ kind }) => CONTAINERS.has(kind))) return image;
    const reference = rewrites.reduce(rewritten, image.reference);
    const parsed = reference === image.reference ? null : parseReference(reference);
    return parsed === null ? image : { ...image, reference, ...parsed };
  });
}

/** kustomize compares the name as written, without tag and digest; a digest takes the place of the tag. */
function rewritten(reference: string, { name, newName, newTag, digest }: Rewrite): string {
  const [, written = reference, version = ''] = /^([^@]*?)((?::[\w][\w.-]*)?(?:@.*)?)$/.exec(reference) ?? [];
  if (written !== name) return reference;
  const suffix = digest !== null ? `@${digest}` : newTag !== null ? `:${newTag}` : version;
  return `${newName ?? written}${suffix}`;
}
