import type { PolicyFinding } from '../policy/index.js';
import { place } from './diagnostics.js';

/** What standard error says about a broken policy; a finding that several charts share is said once. */
export function formatFindings(findings: readonly PolicyFinding[]): string {
  return [...new Set(findings.map(formatFinding))].join('');
}

function formatFinding({ rule, message, file, line, column, path }: PolicyFinding): string {
  const hint = path === null ? '' : `; ${path} decides`;
  return `${place(file, line, column)}policy: ${message}${hint} [${rule}]\n`;
}
