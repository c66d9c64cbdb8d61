import type { RulePacks } from '../rules/index.js';
import { SourceFile, Spot, type Report } from '../source/index.js';
import { GoMap } from '../value/index.js';
import { readYaml } from '../yaml/index.js';
import { splitDocuments, type DocumentRange } from './documents.js';
import { dotted, resourceOf, type Finding } from './finding.js';
import { headProblem } from './head.js';
import { isDropped } from './hooks.js';
import type { Output } from './output.js';
import { ruleFindings } from './rule-findings.js';
import { podSinks } from './sinks.js';

/** Rule id of the fields that Kubernetes itself pulls from. */
const POD_RULE = 'kubernetes/pod';

export interface Search {
  readonly packs: RulePacks;
  readonly report: Report;
  /** The text comes from a forced pass: a document that is no YAML is read line by line, not reported. */
  readonly loose: boolean;
}

/** Every image that a rendered file names. */
export function findImages(written: Output, search: Search): Finding[] {
  if (!mayHoldImage(written.source.text, search.packs)) return [];
  const output = blanked(written);
  const { text } = output.source;
  const findings: Finding[] = [];
  for (const range of splitDocuments(text)) {
    if (!mayHoldImage(text.slice(range.start, range.end), search.packs)) continue;
    const document = readDocument(output, range, search);
    if (document === 'broken') findings.push(...imageLines(output, range));
    else if (document instanceof GoMap && !isDropped(document)) findings.push(...podFindings(document, output), ...ruleFindings(document, search.packs, output, search.report));
  }
  return findings;
}

/** Every field of a pod that is looked for has a key with this word. */
const mayHoldImage = (text: string, packs: RulePacks): boolean => text.includes('image') || packs.mayMatch(text);

/** A line that is only holes would break the document around it; spaces keep every offset. */
function blanked({ source, origin }: Output): Output {
  if (!source.text.includes('zqh')) return { source, origin };
  const text = source.text.replace(/^[ \t-]*(?:zqh\d+qz[ \t]*)+$/gm, (line) => ' '.repeat(line.length));
  return { source: new SourceFile(source.name, text), origin };
}

function readDocument(output: Output, range: DocumentRange, { loose, report }: Search): GoMap | 'broken' | null {
  const { value, problem } = readYaml(output.source, { offset: range.start, end: range.end, quick: loose });
  if (problem !== null) {
    if (loose) return 'broken';
    report({ code: 'document-invalid', severity: 'error', message: `The rendered text is not YAML: ${problem.message}`, spot: problem.spot });
  } else if (!loose) {
    const refused = headProblem(value);
    const spot = new Spot(output.source, range.start, range.start);
    if (refused !== null) report({ code: 'document-invalid', severity: 'error', message: `helm refuses this document: ${refused}`, spot });
  }
  return value instanceof GoMap ? value : null;
}

function podFindings(document: GoMap, output: Output): Finding[] {
  const resource = resourceOf(document);
  return podSinks(document).map(({ kind, path, entry }) => ({
    kind,
    rule: POD_RULE,
    resource,
    path: dotted(path),
    text: typeof entry.value === 'string' ? entry.value : null,
    spot: entry.origin instanceof Spot ? entry.origin : new Spot(output.source, 0, 0),
    parts: null,
    when: null,
    output,
  }));
}

const IMAGE_LINE = /^[ \t]*(?:-[ \t]+)?image:[ \t]*(["']?)([^\s"'#]+)\1[ \t]*$/gm;

/** The images of a document that is no YAML: weaker, for there is no telling what holds them. */
function imageLines(output: Output, { start, end }: DocumentRange): Finding[] {
  const text = output.source.text.slice(start, end);
  return [...text.matchAll(IMAGE_LINE)].map((match) => {
    const at = start + match.index + match[0].lastIndexOf(match[2]!);
    const spot = new Spot(output.source, at, at + match[2]!.length);
    return { kind: 'container', rule: POD_RULE, resource: { kind: '', name: '' }, path: '', text: match[2]!, spot, parts: null, when: null, output };
  });
}
