import type { Rewriter } from '../kustomize/index.js';
import type { RulePacks } from '../rules/index.js';
import { SourceFile, Spot, type Report } from '../source/index.js';
import { DerivedSource, Entry, GoMap } from '../value/index.js';
import { readYaml } from '../yaml/index.js';
import { splitDocuments, type DocumentRange } from './documents.js';
import { dotted, resourceOf, type Finding } from './finding.js';
import { headProblem } from './head.js';
import { isDropped } from './hooks.js';
import { hostOf } from './host.js';
import { ruleFindings } from './rule-findings.js';
import { podSinks } from './sinks.js';

/** Rule id of the fields that Kubernetes itself pulls from. */
const POD_RULE = 'kubernetes/pod';

export interface Search {
  readonly packs: RulePacks;
  /** What is laid over the documents before images are looked for; null: nothing. */
  readonly rewriter: Rewriter | null;
  readonly report: Report;
  /** The text comes from a forced pass: a document that is no YAML is read line by line, not reported. */
  readonly loose: boolean;
}

/** Every image that a rendered file names. */
export function findImages(written: SourceFile, search: Search): Finding[] {
  const { packs, report, rewriter } = search;
  const isWorthReading = (text: string): boolean => rewriter?.mayAdd === true || mayHoldImage(text, packs);
  if (!isWorthReading(written.text)) return [];
  const output = blanked(written);
  const findings: Finding[] = [];
  for (const range of splitDocuments(output.text)) {
    if (!isWorthReading(output.text.slice(range.start, range.end))) continue;
    const document = readDocument(output, range, search);
    if (document === 'broken') findings.push(...imageLines(output, range, rewriter));
    else if (document !== null && !isDropped(document)) {
      const changed = rewriter === null ? document : rewriter.object(document, report);
      if (changed !== null) findings.push(...podFindings(changed, output, range), ...ruleFindings(changed, packs, { output, range }, report));
    }
  }
  return findings;
}

/** Every field of a pod that is looked for has a key with this word. */
const mayHoldImage = (text: string, packs: RulePacks): boolean => text.includes('image') || packs.mayMatch(text);

/** A line that is only holes would break the document around it; spaces keep every offset. */
function blanked(output: SourceFile): SourceFile {
  if (!output.text.includes('zqh')) return output;
  const text = output.text.replace(/^[ \t-]*(?:zqh\d+qz[ \t]*)+$/gm, (line) => ' '.repeat(line.length));
  return output instanceof DerivedSource ? new DerivedSource(output.name, text, output.origin) : new SourceFile(output.name, text);
}

function readDocument(output: SourceFile, range: DocumentRange, { loose, report }: Search): GoMap | 'broken' | null {
  const { value, problem } = readYaml(output, { offset: range.start, end: range.end, quick: loose });
  if (problem !== null) {
    if (loose) return 'broken';
    report({ code: 'document-invalid', severity: 'error', message: `The rendered text is not YAML: ${problem.message}`, spot: problem.spot });
  } else if (!loose) {
    const refused = headProblem(value);
    const spot = new Spot(output, range.start, range.start);
    if (refused !== null) report({ code: 'document-invalid', severity: 'error', message: `helm refuses this document: ${refused}`, spot });
  }
  return value instanceof GoMap ? value : null;
}

function podFindings(document: GoMap, output: SourceFile, range: DocumentRange): Finding[] {
  const resource = resourceOf(document);
  return podSinks(document).map(({ kind, path, entry, owner }) => {
    const spot = entry.origin instanceof Spot ? entry.origin : new Spot(output, 0, 0);
    const text = typeof entry.value === 'string' ? entry.value : null;
    return { kind, rule: POD_RULE, resource, path: dotted(path), text, spot, host: hostOf(spot, owner, { output, range }), parts: null, when: null, output };
  });
}

const IMAGE_LINE = /^[ \t]*(?:-[ \t]+)?image:[ \t]*(["']?)([^\s"'#]+)\1[ \t]*$/gm;

/** The images of a document that is no YAML: weaker, for there is no telling what holds them. */
function imageLines(output: SourceFile, { start, end }: DocumentRange, rewriter: Rewriter | null): Finding[] {
  return [...output.text.slice(start, end).matchAll(IMAGE_LINE)].map((match) => {
    const at = start + match.index + match[0].lastIndexOf(match[2]!);
    const host = new Spot(output, at, at + match[2]!.length);
    const written = new Entry(match[2]!, host);
    const { value, origin } = rewriter === null ? written : rewriter.reference(written);
    return { kind: 'container', rule: POD_RULE, resource: { kind: '', name: '' }, path: '', text: value as string, spot: origin as Spot, host, parts: null, when: null, output };
  });
}
