import { beforeImages } from '../kustomize/index.js';
import type { Finding, FindingPart } from '../manifest/index.js';
import { Spot } from '../source/index.js';
import { traceSpot, type Trace } from '../trace/index.js';
import { isWritten, originRecord, placeRecord } from './places.js';
import { partRanges } from './reference-parts.js';
import type { Component, OriginRecord, PlaceRecord, SinkRecord } from './result.js';

/** Where the text of a finding, without quotes, starts; -1 where escapes hide it. */
function textStart({ spot, text }: Finding): number {
  const found = spot.file.text.slice(spot.start, spot.end).indexOf(text ?? '');
  return found < 0 ? -1 : spot.start + found;
}

/** The whole reference, for what holds of all of it. */
export const traceFinding = ({ spot }: Finding): Trace => traceSpot(spot);

/** A part of the reference, by its text. */
export function traceText(finding: Finding, part: string): Trace {
  const start = textStart(finding) + finding.text!.indexOf(part);
  return textStart(finding) < 0 ? traceFinding(finding) : traceSpot(new Spot(finding.spot.file, start, start + part.length));
}

/** The forced conditions under which a finding stands, its own and those of what it came with. */
export function conditionsOf(finding: Finding): unknown[] {
  const own = traceFinding(finding).guards;
  return finding.host === finding.spot ? own : [...own, ...traceSpot(finding.host).guards];
}

/** For each part of the reference the way from the template to the place that decides it. */
export function componentOrigins(finding: Finding): Partial<Record<Component, OriginRecord[]>> {
  if (finding.parts !== null) return partOrigins(finding.parts);
  const start = textStart(finding);
  const { file } = finding.spot;
  const origins: Partial<Record<Component, OriginRecord[]>> = {};
  for (const part of partRanges(finding.text!)) {
    origins[part.component] = traceRecords(start < 0 ? traceFinding(finding) : traceSpot(new Spot(file, start + part.start, start + part.end)));
  }
  return origins;
}

/** Each part stands in a place of its own. */
function partOrigins(parts: readonly FindingPart[]): Partial<Record<Component, OriginRecord[]>> {
  const origins: Partial<Record<Component, OriginRecord[]>> = {};
  for (const { component, spot } of parts) {
    (origins[component] ??= []).push(...traceRecords(traceSpot(spot)));
  }
  return origins;
}

/** The steps of a trace and where it ends, as far as they are places of files. */
export function traceRecords({ steps, leaves }: Trace): OriginRecord[] {
  const records: OriginRecord[] = steps.filter(isWritten).map((spot) => ({ ...placeRecord(spot), path: null }));
  for (const leaf of leaves) {
    const record = leaf.spot === null || isWritten(leaf.spot) ? originRecord(leaf) : null;
    if (record !== null) records.push(record);
  }
  return records.filter((record, at) => at === 0 || !sameOrigin(record, records[at - 1]!));
}

const sameOrigin = (a: OriginRecord, b: OriginRecord): boolean => a.file === b.file && a.line === b.line && a.column === b.column && a.path === b.path;

/** The line of a template that writes the field: the innermost literal text in front of the value. Of a patch it is the value. */
function templatePlace(finding: Finding): PlaceRecord | null {
  const spot = beforeImages(finding.spot);
  const before = keyBefore(spot);
  const { steps, leaves } = traceSpot(spot.file === finding.output ? new Spot(spot.file, before, before + 1) : spot);
  // Keys that a function wrote have no place of their own.
  const place = leaves.at(-1)?.spot ?? steps.findLast(isWritten) ?? null;
  return place === null ? null : placeRecord(place);
}

/** The last character of the key that the value belongs to. */
function keyBefore({ file, start }: Spot): number {
  let at = start - 1;
  while (at > 0 && /[\s:]/.test(file.text[at]!)) at--;
  return Math.max(0, at);
}

export function sinkRecord(finding: Finding): SinkRecord {
  return {
    kind: finding.kind,
    resource: finding.resource,
    document_path: finding.path,
    template: templatePlace(finding),
    rule: finding.rule,
  };
}
