import type { DiagnosticRecord, IgnoredRecord, ScanResult, UnresolvedRecord } from '../scan/result.js';

/**
 * What standard error says about a result: every error, and with `verbose` everything else; otherwise how much there is.
 * A finding that several charts share is said once. Empty, or lines that each end in a line break.
 */
export function formatDiagnostics(result: ScanResult, verbose: boolean): string {
  const diagnostics = [...result.diagnostics, ...result.charts.flatMap((chart) => chart.diagnostics)];
  const errors = unique(diagnostics.filter((one) => one.severity === 'error').map(formatDiagnostic));
  const others = unique(diagnostics.filter((one) => one.severity !== 'error').map(formatDiagnostic));
  const unresolved = unique(result.charts.flatMap((chart) => chart.unresolved).map(formatUnresolved));
  const ignored = unique(result.ignored.map(formatIgnored));
  const notes = (result.helmfile?.notes ?? []).map((note) => `${result.helmfile!.path}: note: ${note}`);
  const shown = verbose ? [...errors, ...others, ...unresolved, ...ignored, ...notes] : [...errors, ...hidden(others.length, unresolved.length, ignored.length)];
  return shown.map((text) => `${text}\n`).join('');
}

/** Each on a line of its own, with its hint below. */
export const formatProblems = (problems: readonly DiagnosticRecord[]): string => problems.map((one) => `${formatDiagnostic(one)}\n`).join('');

/** `file:line:column: severity: message [code]`, and the hint on a line of its own. */
function formatDiagnostic(one: DiagnosticRecord): string {
  const hint = one.hint === null ? '' : `\n  hint: ${one.hint}`;
  return `${place(one.file, one.line, one.column)}${one.severity}: ${one.message} [${one.code}]${hint}`;
}

const formatUnresolved = (one: UnresolvedRecord): string =>
  `${place(one.file, one.line, null)}unresolved: ${one.message} [${one.reason}]`;

const formatIgnored = (one: IgnoredRecord): string => `${place(one.file, one.line, null)}ignored: ${one.reference}: ${one.reason}`;

/** `file:line:column: `, as far as it is known. */
export function place(file: string | null, line: number | null, column: number | null): string {
  if (file === null) return '';
  return `${[file, line, column].filter((part) => part !== null).join(':')}: `;
}

function hidden(others: number, unresolved: number, ignored: number): string[] {
  const parts: string[] = [];
  if (unresolved > 0) parts.push(`${unresolved} ${unresolved === 1 ? 'image' : 'images'} could not be determined`);
  if (ignored > 0) parts.push(`${ignored} ${ignored === 1 ? 'image is' : 'images are'} ignored`);
  if (others > 0) parts.push(`${others} ${others === 1 ? 'warning' : 'warnings'}`);
  return parts.length === 0 ? [] : [`${parts.join(', ')}; -v shows more`];
}

const unique = (lines: readonly string[]): string[] => [...new Set(lines)];
