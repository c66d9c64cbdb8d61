import { parseReference } from '../image/index.js';
import { findImages, type Finding } from '../manifest/index.js';
import type { RulePacks } from '../rules/index.js';
import { SourceFile } from '../source/index.js';

/** One place of an image in what helm printed. */
export interface RenderedImage {
  readonly reference: string;
  readonly resource: Finding['resource'];
  readonly document_path: string;
}

/** The images of helm's output, read by the reader of our own output: what only an operator pulls is not among them. */
export function renderedImages(text: string, packs: RulePacks): RenderedImage[] {
  const findings = findImages(new SourceFile('helm', text), { packs, rewriter: null, report: () => {}, loose: false });
  return findings.flatMap(({ text: reference, when, resource, path }) =>
    reference === null || when !== null || parseReference(reference) === null ? [] : [{ reference, resource, document_path: path }],
  );
}
