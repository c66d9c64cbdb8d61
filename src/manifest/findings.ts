import { SourceFile, Spot, type Report } from '../source/index.js';
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

/**
 * Every image field of a rendered file.
 *
 * @param loose the text comes from a forced pass: a document that is no YAML is read line by line, not reported
 */
export function findImages(written: Output, report: Report, loose = false): Finding[] {
  const output = blanked(written);
  const { text } = output.source;
  const findings: Finding[] = [];
  for (const range of splitDocuments(text)) {
    if (!mayHoldImage(text, range)) continue;
    const document = readDocument(output, range, loose, report);
    if (document instanceof GoMap && !isDropped(document)) findings.push(...podFindings(document, output));
    else if (document === 'broken') findings.push(...imageLines(output, range));
  }
  return findings;
}

/** A line that is only holes would break the document around it; spaces keep every offset. */
function blanked({ source, origin }: Output): Output {
  if (!source.text.includes('zqh')) return { source, origin };
  const text = source.text.replace(/^[ \t-]*(?:zqh\d+qz[ \t]*)+$/gm, (line) => ' '.repeat(line.length));
  return { source: new SourceFile(source.name, text), origin };
}

/** Every field that is looked for has a key with this word. */
function mayHoldImage(text: string, { start, end }: DocumentRange): boolean {
  const at = text.indexOf('image', start);
  return at >= 0 && at < end;
}

function readDocument(output: Output, range: DocumentRange, loose: boolean, report: Report): GoMap | 'broken' | null {
  const { value, problem } = readYaml(output.source, { offset: range.start, end: range.end });
  if (problem !== null) {
    if (loose) return 'broken';
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

const IMAGE_LINE = /^[ \t]*(?:-[ \t]+)?image:[ \t]*(["']?)([^\s"'#]+)\1[ \t]*$/gm;

/** The images of a document that is no YAML: weaker, for there is no telling what holds them. */
function imageLines(output: Output, { start, end }: DocumentRange): Finding[] {
  const text = output.source.text.slice(start, end);
  return [...text.matchAll(IMAGE_LINE)].map((match) => {
    const at = start + match.index + match[0].lastIndexOf(match[2]!);
    return { kind: 'container', rule: POD_RULE, resource: { kind: '', name: '' }, path: '', text: match[2]!, spot: new Spot(output.source, at, at + match[2]!.length), output };
  });
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
