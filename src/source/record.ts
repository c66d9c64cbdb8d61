import type { Diagnostic, DiagnosticCode, Severity } from './diagnostic.js';
import { HandedSource, type Spot } from './source-file.js';

/** 1-based line and column of a file; column in UTF-16 units. */
export interface PlaceRecord {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A diagnostic as plain data. */
export interface DiagnosticRecord {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

/** File, line and column of a spot. */
export function placeRecord({ file, start, end }: Spot): PlaceRecord {
  return file instanceof HandedSource ? { file: HANDED + file.number, line: start, column: end } : { file: file.name, ...file.position(start) };
}

/** Begins no path. */
const HANDED = '\0';

/** A place in a text that was handed over. */
export interface HandedRange {
  readonly number: number;
  readonly start: number;
  /** Null where the record has no column. */
  readonly end: number | null;
}

/** What {@link placeRecord} told of a place in a {@link HandedSource}; null where it is one of a file. */
export function handedRange({ file, line, column }: { readonly file: string | null; readonly line: number | null; readonly column?: number | null }): HandedRange | null {
  return file === null || !file.startsWith(HANDED) ? null : { number: Number(file.slice(HANDED.length)), start: line ?? 0, end: column ?? null };
}

export function diagnosticRecord({ code, severity, message, hint, spot, file }: Diagnostic): DiagnosticRecord {
  const place = spot === undefined ? null : placeRecord(spot);
  return {
    code,
    severity,
    message,
    hint: hint ?? null,
    file: place?.file ?? file ?? null,
    line: place?.line ?? null,
    column: place?.column ?? null,
  };
}
