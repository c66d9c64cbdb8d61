import { Spot, type SourceFile } from '../../source/index.js';
import { GoList, GoMap, type GoValue } from '../../value/index.js';
import { readYaml } from '../../yaml/index.js';
import { documentsOf } from './document.js';

/** A file that helmfile v1 cannot load, or in which it would take a template for text; the message says what is there. */
export class WrittenForV0 extends Error {
  constructor(
    readonly spot: Spot,
    what: string,
  ) {
    super(what);
  }
}

/** Where releases stand in one part with environments, which helmfile v1 refuses; null where they do not. */
export function releasesBesideEnvironments(part: SourceFile): Spot | null {
  let before: string | null = null;
  for (const { 0: found, index } of part.text.matchAll(/^(?:environments|releases):|^--- *$/gm)) {
    if (found.startsWith('---')) before = null;
    else if (before !== null && before !== found) return new Spot(part, index, index + found.length - 1);
    else before = found;
  }
  return null;
}

/** Of releases v1 renders these fields too, and what is in their values may be meant for the chart. */
const DECISIVE = ['installed', 'condition', 'missingFileHandler', 'kubeVersion'];
const RELEASES = new Set(['releases', 'templates']);
/** Text that means nothing to the reading of a helmfile. */
const INDIFFERENT = new Set(['hooks', 'commonLabels', 'helmDefaults', 'defaultInherit']);

/** Where a helmfile that v1 does not render holds a template all the same; null where it does not. */
export function templateForV0(part: SourceFile): Spot | null {
  const at = part.text.indexOf('{{');
  if (at < 0) return null;
  for (const range of documentsOf(part)) {
    const { value, problem } = readYaml(part, { ...range, flavour: 'v3' });
    if (problem !== null) return problem.spot;
    if (!(value instanceof GoMap)) continue;
    for (const [key, entry] of value.entries) {
      if (INDIFFERENT.has(key)) continue;
      const holds = RELEASES.has(key) ? holdsDecisive(entry.value) : holdsTemplate(entry.value);
      if (holds) return entry.origin instanceof Spot ? entry.origin : new Spot(part, at, at + 2);
    }
  }
  return null;
}

function holdsTemplate(value: GoValue): boolean {
  if (typeof value === 'string') return value.includes('{{');
  if (value instanceof GoMap) return [...value.entries.values()].some((entry) => holdsTemplate(entry.value));
  return value instanceof GoList && value.entries.some((entry) => holdsTemplate(entry.value));
}

function holdsDecisive(value: GoValue): boolean {
  const releases = value instanceof GoList ? value.values() : value instanceof GoMap ? [...value.entries.values()].map((entry) => entry.value) : [];
  return releases.some((release) => release instanceof GoMap && DECISIVE.some((key) => holdsTemplate(release.get(key))));
}
