import { parseReference } from '../image/index.js';
import { isSolved, OTHER_WORD, type Guard } from '../coverage/index.js';
import { MARKER } from '../value/index.js';
import { deriveWitness, type Bench, type Witness } from '../witness/index.js';
import { placeRecord } from './places.js';
import { STATUSES, type GuardRecord, type ImageRecord, type SinkRecord, type UnresolvedRecord } from './result.js';
import type { Sighting } from './sightings.js';
import { componentOrigins, sinkRecord, traceFinding, traceText } from './trace-finding.js';

export interface Records {
  readonly images: ImageRecord[];
  readonly unresolved: UnresolvedRecord[];
}

/**
 * Joins all places of one reference into one image; what is no reference is told as unresolved.
 *
 * @param bench where witnesses are tried; null: nobody asks for them
 */
export function imageRecords(sightings: readonly Sighting[], bench: (() => Bench) | null): Records {
  const byReference = new Map<string, Sighting[]>();
  const records: Records = { images: [], unresolved: [] };
  for (const sighting of sightings) {
    const { text } = sighting.finding;
    if (isMade(sighting)) continue;
    if (text === null || parseReference(text) === null || MARKER.test(text)) {
      records.unresolved.push(unresolved(sighting));
    } else if (byReference.has(text)) byReference.get(text)!.push(sighting);
    else byReference.set(text, [sighting]);
  }
  for (const [reference, uses] of [...byReference].sort(([a], [b]) => (a < b ? -1 : 1))) records.images.push(image(reference, uses, bench));
  return records;
}

/** What turning a setting makes of a text that is known is its own doing: a word that no chart knows, or no reference at all. */
function isMade({ finding: { text }, guards }: Sighting): boolean {
  const settings = guards.filter(({ kind }) => kind === 'setting');
  if (settings.length === 0 || text === null || MARKER.test(text)) return false;
  return parseReference(text) === null || (text.includes(OTHER_WORD) && settings.some(({ solution }) => isSolved(solution) && solution.some(({ candidates }) => candidates[0] === OTHER_WORD)));
}

function image(reference: string, uses: readonly Sighting[], bench: (() => Bench) | null): ImageRecord {
  const { registry, repository, tag, digest, normalized } = parseReference(reference)!;
  const best = strongest(uses);
  const ways = waysIn(uses);
  const witness = best.status === 'optional' && bench !== null ? deriveWitness(reference, ways, bench()) : NO_WITNESS;
  return {
    reference,
    registry,
    repository,
    tag,
    digest,
    normalized,
    status: best.status,
    sinks: distinct(uses.map(({ finding }) => sinkRecord(finding))),
    guards: ways[witness.way]!.map(guardRecord),
    enabled_by: witness.values,
    enabled_by_reason: witness.reason,
    origins: componentOrigins(best.finding),
  };
}

const strongest = (uses: readonly Sighting[]): Sighting => uses.reduce((best, use) => (STATUSES.indexOf(use.status) < STATUSES.indexOf(best.status) ? use : best));

const NO_WITNESS: Witness = { values: null, reason: null, way: 0 };

/** The different sets of conditions that lead to an image. */
function waysIn(uses: readonly Sighting[]): (readonly Guard[])[] {
  const seen = new Set<string>();
  return uses
    .map(({ guards }) => guards)
    .filter((guards) => {
      const key = guards.map(({ expression, spot }) => `${spot.file.name}:${spot.start}:${expression}`).join('\n');
      return !seen.has(key) && seen.add(key);
    });
}

/** Further passes show the same place again. */
function distinct(sinks: readonly SinkRecord[]): SinkRecord[] {
  const known = new Set<string>();
  return sinks.filter(({ kind, resource, document_path, template }) => {
    const key = JSON.stringify([kind, resource, document_path, template]);
    return !known.has(key) && known.add(key);
  });
}

function guardRecord({ kind, expression, spot }: Guard): GuardRecord {
  const { file, line } = placeRecord(spot);
  return { expression, file, line, kind };
}

function unresolved({ finding, holes }: Sighting): UnresolvedRecord {
  const sink = sinkRecord(finding);
  const marker = MARKER.exec(finding.text ?? '');
  const hole = holes[Number(marker?.[1] ?? 0) - 1];
  const leaf = (marker === null ? traceFinding(finding) : traceText(finding, marker[0])).leaves.find(({ spot }) => spot !== null)?.spot ?? null;
  const place = leaf === null ? null : placeRecord(leaf);
  return {
    reason: hole?.reason ?? (finding.text === null || finding.text === '' ? 'unset' : 'error'),
    message: hole?.message ?? (finding.text === null || finding.text === '' ? 'no image is set' : `${JSON.stringify(finding.text)} is no image reference`),
    sink,
    file: place?.file ?? sink.template?.file ?? null,
    line: place?.line ?? sink.template?.line ?? null,
  };
}
