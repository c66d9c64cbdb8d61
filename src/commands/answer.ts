import type { ScanOptions, ScanResult } from '../scan/result.js';
import { formatDiagnostics } from '../report/index.js';
import { deployOptions } from './deploy-flags.js';
import { EXIT, exitCodeOf } from './exit-codes.js';
import { UsageError } from './failure.js';
import { outputFlags, releaseFlags, scanOptions, valueFlags } from './flags.js';
import { writeMessage } from './output.js';
import { configFlags, configured, withProblems } from './settings.js';

/** Of commands that scan and answer something else than a report: a text for people, or JSON. */
export const answerFlags = {
  output: outputFlags.output,
  json: { ...outputFlags.json, summary: 'Write JSON.' },
  verbose: outputFlags.verbose,
  ...valueFlags,
  ...releaseFlags,
  ...configFlags,
};

type Given = Parameters<typeof scanOptions>[1] & Parameters<typeof deployOptions>[0] & { readonly verbose: boolean; readonly config?: string | undefined; readonly rules?: string[] | undefined };

export interface Scanned {
  readonly options: ScanOptions;
  readonly result: ScanResult;
}

/**
 * The scan that a command answers from; its diagnostics are told, its exit code is set.
 *
 * @param more what the command asks of every scan
 * @returns null after an error of use
 */
export async function scanned(paths: readonly string[], given: Given, more: Partial<ScanOptions> = {}): Promise<Scanned | null> {
  const { flags, options: settings, problems } = await configured(given);
  if (flags.values?.includes('-')) throw new UsageError('values from standard input cannot be read a second time: put them in a file');
  // What is configured of images, variants and threads is meant for reports.
  const asked = scanOptions(paths, { ...flags, status: undefined, 'values-glob': undefined, workers: given.workers });
  const options = { ...asked, ...settings, deploy: deployOptions(flags), ...more };
  const { scan } = await import('../scan/index.js');
  const result = withProblems(await scan(options), problems);
  writeMessage(formatDiagnostics(result, flags.verbose));
  process.exitCode = exitCodeOf(result, false);
  return process.exitCode === EXIT.usage ? null : { options, result };
}

/** The answer is no, if nothing worse was found before. */
export function refuse(): void {
  if (process.exitCode === EXIT.answered) process.exitCode = EXIT.refused;
}
