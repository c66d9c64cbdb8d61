import { UsageError } from './failure.js';
import type { ReportContext } from '../report/index.js';
import { VERSION } from './version.js';

/**
 * Starts the clock of a run. The result is called when the run is over. With `reproducible`, or with `SOURCE_DATE_EPOCH` in
 * the environment, the same input gives the same bytes.
 */
export function runContext(reproducible: boolean): (asked: Pick<ReportContext, 'environment' | 'platform'>) => ReportContext {
  const started = performance.now();
  const epoch = sourceDateEpoch();
  const settled = epoch ?? (reproducible ? 0 : null);
  return ({ environment, platform }) => ({
    timestamp: new Date(settled ?? Date.now()).toISOString(),
    executionTime: settled === null ? Math.round(performance.now() - started) / 1000 : 0,
    environment,
    platform,
    version: VERSION,
  });
}

/** Milliseconds; see reproducible-builds.org. */
function sourceDateEpoch(): number | null {
  const text = process.env['SOURCE_DATE_EPOCH'];
  if (text === undefined || text === '') return null;
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Number.NaN;
  if (Number.isNaN(new Date(milliseconds).getTime())) throw new UsageError('SOURCE_DATE_EPOCH is not a number of seconds');
  return milliseconds;
}
