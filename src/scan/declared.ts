import { parseReference } from '../image/index.js';
import { dotted } from '../manifest/index.js';
import { matchChart, matchValues, sourceSpot, type Candidate, type Part, type RulePacks } from '../rules/index.js';
import type { Report, Spot } from '../source/index.js';
import type { GoMap } from '../value/index.js';
import { dottedPath, valuesFor, type ChartNode } from '../values/index.js';
import type { Family } from './family.js';
import { AllReads, type FileReads, type ValuesPath } from './file-reads.js';
import { placeRecord } from './places.js';
import type { Component, ImageRecord, OriginRecord, SinkRecord } from './result.js';

/**
 * Images that no template writes: those that values declare and no template looks at, and those that Chart.yaml or a catalog
 * lists. What evaluation has shown, whatever its tag, is left to it.
 *
 * @param family the widest there is: dependencies that are off count too
 */
export function declaredImages(family: Family, known: readonly ImageRecord[], reads: readonly FileReads[], packs: RulePacks, report: Report): ImageRecord[] {
  const shown = new Set(known.map(repositoryOf));
  const byReference = new Map<string, ImageRecord>();
  const add = (candidate: Candidate, status: 'values-only' | 'catalog'): void => {
    const record = declared(candidate, status);
    if (record === null || shown.has(repositoryOf(record))) return;
    const before = byReference.get(record.reference);
    byReference.set(record.reference, before === undefined ? record : { ...before, sinks: [...before.sinks, ...record.sinks] });
  };
  const { values } = family.release;
  const all = new AllReads(reads);
  for (const candidate of matchValues(values, packs)) if (!isConsumed(candidate, all)) add(candidate, 'values-only');
  listed(family.root, values, packs, report).forEach((candidate) => add(candidate, 'catalog'));
  return [...byReference.values()];
}

/** What the shape of values says, whoever may read them. */
export function declaredIn(values: GoMap, packs: RulePacks): ImageRecord[] {
  const byReference = new Map<string, ImageRecord>();
  for (const candidate of matchValues(values, packs)) {
    const record = declared(candidate, 'values-only');
    if (record !== null && !byReference.has(record.reference)) byReference.set(record.reference, record);
  }
  return [...byReference.values()].sort((a, b) => (a.reference < b.reference ? -1 : 1));
}

const repositoryOf = ({ registry, repository }: ImageRecord): string => `${registry}/${repository}`;

/** Whether a template reads a part of it: then the templates say what becomes of it. */
function isConsumed({ path, parts, span }: Candidate, reads: AllReads): boolean {
  const paths: ValuesPath[] = span !== undefined ? [path] : Object.values(parts).flatMap((part) => keysOf(part).map((key) => [...path, key]));
  return reads.consume(paths);
}

/** The last key of a part is not told by the rule engine, so all that a part may be called count. */
function keysOf({ entry }: Part): string[] {
  return entry === null ? [] : ['repository', 'image', 'name', 'tag', 'version', 'registry', 'digest', 'sha'];
}

function listed(node: ChartNode, values: GoMap, packs: RulePacks, report: Report): Candidate[] {
  const own = matchChart(node.chart.metadata, values, packs, report);
  return [...own, ...node.children.flatMap((child) => listed(child, valuesFor(child, values), packs, report))];
}

function declared(candidate: Candidate, status: 'values-only' | 'catalog'): ImageRecord | null {
  const { reference } = candidate;
  const parsed = parseReference(reference);
  if (parsed === null) return null;
  return { reference, ...parsed, status, sinks: [sink(candidate)], guards: [], enabled_by: null, enabled_by_reason: candidate.when ?? null, origins: origins(candidate) };
}

function sink({ sink: kind, path, rule, parts, span }: Candidate): SinkRecord {
  const spot = span === undefined ? (Object.values(parts).map(spotOf).find((found) => found !== null) ?? null) : sourceSpot(span.entry, span.start, span.end);
  return { kind, resource: null, document_path: dotted(path), template: spot === null ? null : placeRecord(spot), rule };
}

const spotOf = ({ entry, start, end }: Part): Spot | null => (entry === null ? null : sourceSpot(entry, start, end));

function origins({ parts, span, path, sink: kind }: Candidate): Partial<Record<Component, OriginRecord[]>> {
  const records: Partial<Record<Component, OriginRecord[]>> = {};
  const add = (component: Component, spot: Spot | null): void => {
    if (spot !== null) (records[component] ??= []).push({ ...placeRecord(spot), path: kind === 'values' ? dottedPath(path) : null });
  };
  if (span !== undefined) add('repository', sourceSpot(span.entry, span.start, span.end));
  for (const [name, part] of Object.entries(parts)) add(name === 'name' ? 'repository' : (name as Component), spotOf(part));
  return records;
}
