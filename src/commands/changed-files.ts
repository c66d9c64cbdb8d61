import * as Flags from '@oclif/core/flags';
import type { ScanResult } from '../scan/result.js';

/** For hooks, which know what changed and not what a chart is. */
export const changedFilesFlag = {
  'changed-files': Flags.boolean({ summary: 'PATHs are files of a commit: pass over those that are gone and those of no chart.' }),
};

/** The result without complaints about PATHs that are nothing to scan. */
export function passOverOthers<Result extends ScanResult>(result: Result, paths: readonly string[]): Result {
  const given = new Set(paths);
  return {
    ...result,
    diagnostics: result.diagnostics.filter(({ code, file }) => !((code === 'no-charts' || code === 'path-missing') && file !== null && given.has(file))),
  };
}
