export { HandedSource, SourceFile, Spot, type Position } from './source-file.js';
export { DIAGNOSTIC_CODES, type Diagnostic, type DiagnosticCode, type Report, type Severity } from './diagnostic.js';
export { nearest } from './nearest.js';
export { diagnosticRecord, handedRange, placeRecord, type HandedRange, type DiagnosticRecord, type PlaceRecord } from './record.js';
