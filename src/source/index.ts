export { SourceFile, Spot, type Position } from './source-file.js';
export { DIAGNOSTIC_CODES, type Diagnostic, type DiagnosticCode, type Report, type Severity } from './diagnostic.js';
export { nearest } from './nearest.js';
export { diagnosticRecord, placeRecord, type DiagnosticRecord, type PlaceRecord } from './record.js';
