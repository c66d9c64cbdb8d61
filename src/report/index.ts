export { buildReport, type Report, type ReportContext } from './document.js';
export { formatDiagnostics, formatProblems } from './diagnostics.js';
export { formatFindings } from './findings.js';
export { FORMATS, render, type Format } from './formats.js';
export { formatSummary } from './summary.js';
export { writePrometheus } from './prometheus.js';
export { formatTimings } from './timings.js';
