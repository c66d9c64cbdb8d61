import { Spot, type Report } from '../source/index.js';
import { GoMap, type GoValue } from '../value/index.js';
import { readYaml } from '../yaml/index.js';
import { splitDocuments, type DocumentRange } from './documents.js';
import { isDropped } from './hooks.js';
import type { Output } from './output.js';
import { podSinks } from './sinks.js';

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
  /** Where it stands in the rendered text. */
  readonly spot: Spot;
  readonly output: Output;
}

/** Rule id of the fields that Kubernetes itself pulls from. */
const POD_RULE = 'kubernetes/pod';

/** Every image field of a rendered file. */
export function findImages(output: Output, report: Report): Finding[] {
  const { text } = output.source;
  const findings: Finding[] = [];
  for (const range of splitDocuments(text)) {
    if (!mayHoldImage(text, range)) continue;
    const document = readDocument(output, range, report);
    if (document !== null && !isDropped(document)) findings.push(...podFindings(document, output));
  }
  return findings;
}

/** Every field that is looked for has a key with this word. */
function mayHoldImage(text: string, { start, end }: DocumentRange): boolean {
  const at = text.indexOf('image', start);
  return at >= 0 && at < end;
}

function readDocument(output: Output, range: DocumentRange, report: Report): GoMap | null {
  const { value, problem } = readYaml(output.source, { offset: range.start, end: range.end });
  if (problem !== null) {
    report({ code: 'document-invalid', severity: 'error', message: `The rendered text is not YAML: ${problem.message}`, spot: problem.spot });
  }
  return value instanceof GoMap ? value : null;
}

function podFindings(document: GoMap, output: Output): Finding[] {
  const resource = { kind: textOf(document.get('kind')), name: nameOf(document) };
  return podSinks(document).map(({ kind, path, entry }) => ({
    kind,
    rule: POD_RULE,
    resource,
    path: dotted(path),
    text: typeof entry.value === 'string' ? entry.value : null,
    spot: entry.origin instanceof Spot ? entry.origin : new Spot(output.source, 0, 0),
    output,
  }));
}

const textOf = (value: GoValue): string => (typeof value === 'string' ? value : '');

function nameOf(document: GoMap): string {
  const metadata = document.get('metadata');
  return metadata instanceof GoMap ? textOf(metadata.get('name')) : '';
}

/** `spec.containers[0].image`. */
export function dotted(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`), '');
}
