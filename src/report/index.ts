export { buildReport, type Report, type ReportContext } from './document.js';
export { formatDiagnostics } from './diagnostics.js';
export { FORMATS, render, type Format } from './formats.js';
