import type { PolicyFinding } from '../policy/index.js';
import type { DiagnosticCode } from '../source/index.js';
import type { DiagnosticRecord, ScanResult } from '../scan/result.js';

export const EXIT = {
  answered: 0,
  /** Answered, and the answer is no: `--strict`, a policy, a drift, a cross-check that disagrees. */
  refused: 1,
  usage: 2,
  /** Some input could not be read; the rest is answered. */
  incomplete: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Errors in what the user named; they belong to no chart, as against errors in what was found there. */
const USAGE: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>(['path-missing', 'no-charts', 'set-invalid', 'values-invalid', 'environment-unknown']);

const UNREAD: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'path-unreadable',
  'chart-invalid',
  'archive-invalid',
  'archive-limit',
  'archive-unsafe',
  'values-invalid',
  'helmfile-invalid',
  'path-missing',
  'worker-failed',
]);

/**
 * The first that applies: usage, input that could not be read, a broken policy, and with `strict` whatever would make helm
 * abort and every image that could not be determined.
 */
export function exitCodeOf(result: ScanResult, strict: boolean, policy: readonly PolicyFinding[] = []): ExitCode {
  const general = result.diagnostics.filter(isError);
  if (general.some(isWrongCall)) return EXIT.usage;
  const errors = [...general, ...result.charts.flatMap((chart) => chart.diagnostics).filter(isError)];
  if (errors.some((error) => UNREAD.has(error.code))) return EXIT.incomplete;
  if (policy.length > 0) return EXIT.refused;
  if (!strict) return EXIT.answered;
  return errors.length > 0 || result.charts.some((chart) => chart.unresolved.length > 0) ? EXIT.refused : EXIT.answered;
}

/** What a file names that was found stands at a line of it. */
const isWrongCall = ({ code, line }: DiagnosticRecord): boolean => USAGE.has(code) && (code !== 'path-missing' || line === null);

const isError = (diagnostic: DiagnosticRecord): boolean => diagnostic.severity === 'error';
