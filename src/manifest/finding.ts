import type { SourceFile, Spot } from '../source/index.js';
import { GoMap, MARKERS, type GoValue } from '../value/index.js';

/** A place in a rendered document where an image stands, or ought to. */
export interface Finding {
  /** What kind of place: `container`, `customResource`, `argument`, … */
  readonly kind: string;
  readonly rule: string;
  readonly resource: { readonly kind: string; readonly name: string };
  /** From the root of the document: `spec.template.spec.containers[0].image`. */
  readonly path: string;
  /** The reference as the manifest holds it; holes are markers in it. Null where nothing is set. */
  readonly text: string | null;
  /** Where it stands: in the rendered text, or in what was laid over it. */
  readonly spot: Spot;
  /** What it is there with, in the rendered text: it has the same conditions. */
  readonly host: Spot;
  /** Where its parts stand, if not together. */
  readonly parts: readonly FindingPart[] | null;
  /** The manifest does not pull it; an operator does, under this condition. */
  readonly when: string | null;
  /** The rendered text. */
  readonly output: SourceFile;
}

export interface FindingPart {
  readonly component: 'registry' | 'repository' | 'tag' | 'digest';
  readonly spot: Spot;
}

const textOf = (value: GoValue): string => (typeof value === 'string' ? value : '');

/** In a name, `*` stands for what cannot be known. */
export function resourceOf(document: GoMap): Finding['resource'] {
  const metadata = document.get('metadata');
  const name = metadata instanceof GoMap ? textOf(metadata.get('name')) : '';
  return { kind: textOf(document.get('kind')), name: name.replace(MARKERS, '*') };
}

/** `spec.containers[0].image`. */
export function dotted(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`), '');
}
