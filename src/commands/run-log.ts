import { appendFileSync } from 'node:fs';
import { nearest } from '../source/index.js';
import type { DiagnosticRecord, ScanResult } from '../scan/result.js';
import { variable } from '../config/find.js';
import { LOG_LEVELS, Log, type LogLevel } from '../log/index.js';
import { UsageError } from './failure.js';
import { writeMessage } from './output.js';

/** The log that the environment asks for: `ASTRAGO_SCAN_LOG` is its level, `ASTRAGO_SCAN_LOG_PATH` a file that it is added to instead of standard error. */
export function runLog(env: NodeJS.ProcessEnv): Log {
  const level = variable(env, 'LOG');
  const path = variable(env, 'LOG_PATH');
  if (level === null && path === null) return new Log(null, () => {});
  return new Log(level === null ? 'info' : levelOf(level), path === null ? writeMessage : addTo(path));
}

function levelOf({ name, text }: { name: string; text: string }): LogLevel {
  const level = text.toLowerCase() as LogLevel;
  if (LOG_LEVELS.includes(level)) return level;
  const meant = nearest(level, LOG_LEVELS);
  throw new UsageError(`the environment variable ${name} is \`${text}\`, which is none of ${LOG_LEVELS.join(', ')}${meant === null ? '' : `; did you mean \`${meant}\`?`}`);
}

/** A log that cannot be written is found out at once, not at the end of the run. */
function addTo({ name, text: path }: { name: string; text: string }): (line: string) => void {
  const add = (line: string): void => {
    try {
      appendFileSync(path, line, { mode: 0o600 });
    } catch (error) {
      throw new UsageError(`the log ${path} (${name}) cannot be written: ${(error as Error).message}`);
    }
  };
  add('');
  return add;
}

/** What a scan came to: a line a chart, and what is wrong. */
export function logResult(log: Log, { charts, diagnostics }: ScanResult): void {
  for (const chart of charts) {
    log.info('scanned', { chart: chart.path, images: chart.images.length, unresolved: chart.unresolved.length, not_scanned: chart.not_scanned });
    for (const one of chart.diagnostics) logDiagnostic(log, one);
  }
  for (const one of diagnostics) logDiagnostic(log, one);
}

function logDiagnostic(log: Log, { severity, message, code, file, line }: DiagnosticRecord): void {
  const facts = { code, file, line };
  if (severity === 'error') log.error(message, facts);
  else if (severity === 'warning') log.warn(message, facts);
  else log.debug(message, facts);
}
