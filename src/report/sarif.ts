import { POLICY_RULES } from '../policy/index.js';
import type { DiagnosticRecord } from '../scan/result.js';
import { DIAGNOSTIC_CODES } from '../source/index.js';
import type { Report } from './document.js';

/** What is found, before it is written in SARIF's words. */
interface Found {
  readonly rule: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

const UNRESOLVED = 'unresolved';
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  ...DIAGNOSTIC_CODES,
  ...POLICY_RULES,
  [UNRESOLVED]: POLICY_RULES['image-unresolved'],
};

/** SARIF 2.1.0: diagnostics, places that could not be determined, and what breaks the policy. Images are not problems. */
export function writeSarif(report: Report): string {
  const found = distinct([...diagnostics(report), ...unresolved(report), ...policy(report)]);
  const rules = [...new Set(found.map(({ rule }) => rule))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'astrago-scan',
            version: report.metadata.version,
            rules: rules.map((id) => ({ id, shortDescription: { text: DESCRIPTIONS[id] ?? id } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: found.map((one) => writeResult(one, rules)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<DiagnosticRecord['severity'], Found['level']>;

const diagnostics = (report: Report): Found[] =>
  [...report.diagnostics, ...report.charts.flatMap((chart) => chart.diagnostics)].map(({ code, severity, message, hint, file, line, column }) => ({
    rule: code,
    level: LEVELS[severity],
    message: hint === null ? message : `${message}\n${hint}`,
    file,
    line,
    column,
  }));

/** Where the policy forbids gaps it says so itself. */
function unresolved({ charts, policy: broken }: Report): Found[] {
  if (broken.some(({ rule }) => rule === 'image-unresolved')) return [];
  return charts.flatMap((chart) =>
    chart.unresolved.map(({ message, reason, file, line }) => ({
      rule: UNRESOLVED,
      level: 'warning' as const,
      message: `An image could not be determined: ${message} (${reason})`,
      file,
      line,
      column: null,
    })),
  );
}

const policy = (report: Report): Found[] =>
  report.policy.map(({ rule, message, path, file, line, column }) => ({
    rule,
    level: 'error',
    message: path === null ? message : `${message}; ${path} decides`,
    file,
    line,
    column,
  }));

/** What several charts share is one result. */
function distinct(found: readonly Found[]): Found[] {
  const known = new Map(found.map((one) => [JSON.stringify(one), one]));
  return [...known.values()];
}

function writeResult({ rule, level, message, file, line, column }: Found, rules: readonly string[]): object {
  const region = line === null ? {} : { region: { startLine: line, ...(column === null ? {} : { startColumn: column }) } };
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level,
    message: { text: message },
    locations: file === null ? [] : [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region } }],
  };
}

/** Relative paths stay relative: a viewer resolves them against the checkout. */
function uriOf(path: string): string {
  // A name that is no Unicode cannot be written in a URI.
  const slashes = path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '').replace(/\p{Surrogate}/gu, '\ufffd');
  const uri = slashes.split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]:\//.test(slashes)) return `file:///${slashes.slice(0, 2)}${uri.slice(uri.indexOf('/'))}`;
  return slashes.startsWith('/') ? `file://${uri}` : uri;
}
