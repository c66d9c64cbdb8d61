import { matchDocument, type Candidate, type Part, type RulePacks } from '../rules/index.js';
import { Spot, type Report, type SourceFile } from '../source/index.js';
import type { Entry, GoMap } from '../value/index.js';
import { dotted, resourceOf, type Finding, type FindingPart } from './finding.js';
import { hostOf, type Rendered } from './host.js';

/** How the report calls the places that rules look at. */
const KINDS: Readonly<Record<Candidate['sink'], string>> = {
  'custom-resource': 'customResource',
  argument: 'argument',
  environment: 'environment',
  text: 'text',
  annotation: 'annotation',
  values: 'values',
  catalog: 'catalog',
};

/** What the rule packs find in one document. */
export function ruleFindings(document: GoMap, packs: RulePacks, rendered: Rendered, report: Report): Finding[] {
  const resource = resourceOf(document);
  const { output } = rendered;
  return matchDocument(document, packs, report).map((candidate) => {
    const spot = spotOf(candidate, output);
    return {
      kind: KINDS[candidate.sink],
      rule: candidate.rule,
      resource,
      path: dotted(candidate.path),
      text: candidate.reference,
      spot,
      host: hostOf(spot, null, rendered),
      parts: partsOf(candidate),
      when: candidate.when ?? null,
      output,
    };
  });
}

function spotOf({ span, parts }: Candidate, output: SourceFile): Spot {
  if (span !== undefined) return within(span.entry, span.start, span.end) ?? new Spot(output, 0, 0);
  const first = Object.values(parts).find((part) => part.entry?.origin instanceof Spot);
  return first === undefined ? new Spot(output, 0, 0) : (first.entry!.origin as Spot);
}

/** Parts that stand in places of their own (`repository:`, `tag:`). */
function partsOf({ span, parts }: Candidate): readonly FindingPart[] | null {
  if (span !== undefined) return null;
  return Object.entries(parts).flatMap(([name, part]: [string, Part]) => {
    const spot = part.entry === null ? null : within(part.entry, part.start, part.end);
    return spot === null ? [] : [{ component: name === 'name' ? 'repository' : (name as FindingPart['component']), spot }];
  });
}

function within(entry: Entry, start: number, end: number): Spot | null {
  if (!(entry.origin instanceof Spot)) return null;
  const { file, start: from, end: to } = entry.origin;
  const piece = String(entry.value).slice(start, end);
  const found = file.text.slice(from, to).indexOf(piece);
  return found < 0 ? entry.origin : new Spot(file, from + found, from + found + piece.length);
}
