import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SourceFile, type Report } from '../source/index.js';
import { readUserValues } from '../values/index.js';
import type { GoMap } from '../value/index.js';
import type { ScanOptions } from './result.js';

/** The values that the user gave, from files and flags. A file that cannot be read is a diagnostic. */
export function userValues(options: ScanOptions, report: Report): GoMap {
  const cwd = options.cwd ?? process.cwd();
  const read = (path: string): SourceFile | null => readText(path, cwd, report);
  return readUserValues(
    {
      valuesFiles: (options.valuesFiles ?? []).map(read).filter((file) => file !== null),
      setJson: options.setJson ?? [],
      set: options.set ?? [],
      setString: options.setString ?? [],
      setFile: (options.setFile ?? []).map((argument) => ({ argument, read })),
    },
    report,
  );
}

function readText(path: string, cwd: string, report: Report): SourceFile | null {
  try {
    // `-` is standard input, as for helm.
    return new SourceFile(path, readFileSync(path === '-' ? 0 : resolve(cwd, path), 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    report({
      code: missing ? 'path-missing' : 'path-unreadable',
      severity: 'error',
      message: missing ? `The values file ${path} does not exist.` : `The values file ${path} cannot be read: ${(error as Error).message}`,
      hint: 'Paths are relative to the working folder.',
      file: path,
    });
    return null;
  }
}
