import { beforeImages } from '../kustomize/index.js';
import { Spot, type SourceFile } from '../source/index.js';
import type { GoMap } from '../value/index.js';
import type { DocumentRange } from './documents.js';

/** One document of a rendered text. */
export interface Rendered {
  readonly output: SourceFile;
  readonly range: DocumentRange;
}

/** The place in the rendered text that brings an image along: its own, or what a patch left of the container, or the document. */
export function hostOf(spot: Spot, owner: GoMap | null, { output, range }: Rendered): Spot {
  const written = beforeImages(spot);
  if (written.file === output) return written;
  for (const { origin } of owner?.entries.values() ?? []) if (origin instanceof Spot && origin.file === output) return origin;
  return new Spot(output, range.start, range.start + 1);
}
