import type { Diagnostic, DiagnosticCode, Severity } from './diagnostic.js';
import type { Spot } from './source-file.js';

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
export function placeRecord({ file, start }: Spot): PlaceRecord {
  return { file: file.name, ...file.position(start) };
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
