import { handedRange, placeRecord, Spot, type SourceFile } from '../source/index.js';
import { traceSpot } from '../trace/index.js';
import type { ChartResult, Component, DiagnosticRecord, ImageRecord, OriginRecord, PlaceRecord } from './result.js';
import { traceRecords } from './trace-finding.js';

/** A result with the places of files where it told ranges of texts that were handed over. */
export function withPlaces(result: ChartResult, sources: readonly SourceFile[]): ChartResult {
  const places = new HandedPlaces(sources);
  return {
    ...result,
    images: result.images.map((image) => places.image(image)),
    unresolved: result.unresolved.map((record) => ({ ...places.decides(record), sink: record.sink === null ? null : places.sink(record.sink) })),
    diagnostics: result.diagnostics.map((record) => places.diagnostic(record)),
  };
}

class HandedPlaces {
  constructor(readonly sources: readonly SourceFile[]) {}

  image(image: ImageRecord): ImageRecord {
    const origins = Object.entries(image.origins).map(([component, records]) => [component, records.flatMap((record) => this.#chain(record))]);
    return {
      ...image,
      sinks: image.sinks.map((sink) => this.sink(sink)),
      guards: image.guards.map((guard) => this.decides(guard)),
      origins: Object.fromEntries(origins) as Partial<Record<Component, OriginRecord[]>>,
    };
  }

  sink<Sink extends { readonly template: PlaceRecord | null }>(sink: Sink): Sink {
    const place = sink.template === null ? null : (this.#follow(sink.template)?.at(-1) ?? null);
    return place === null ? sink : { ...sink, template: { file: place.file, line: place.line, column: place.column } };
  }

  /** With the last place that a range leads to. */
  decides<Record extends { readonly file: string | null; readonly line: number | null }>(record: Record): Record {
    const place = this.#follow(record)?.at(-1);
    return place === undefined ? record : { ...record, file: place.file, line: place.line };
  }

  /** With the first place of a file, as of all that is told of texts that were rendered. */
  diagnostic(record: DiagnosticRecord): DiagnosticRecord {
    const place = this.#follow(record)?.[0];
    return place === undefined ? record : { ...record, file: place.file, line: place.line, column: place.column };
  }

  #chain(record: OriginRecord): OriginRecord[] {
    const found = this.#follow(record);
    // Of the places only the last one is where the value of the chart was written.
    return found === null ? [record] : found.map((place, at) => (at === found.length - 1 ? { ...place, path: record.path } : place));
  }

  #follow(record: { readonly file: string | null; readonly line: number | null; readonly column?: number | null }): OriginRecord[] | null {
    const range = handedRange(record);
    if (range === null) return null;
    const spot = new Spot(this.sources[range.number]!, range.start, range.end ?? range.start + 1);
    const known = traceRecords(traceSpot(spot));
    return known.length > 0 ? known : [{ ...placeRecord(spot), path: null }];
  }
}
