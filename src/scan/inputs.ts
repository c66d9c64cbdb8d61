import { SourceFile, type Report } from '../source/index.js';
import { readUserValues } from '../values/index.js';
import type { GoMap } from '../value/index.js';
import type { ScanOptions } from './result.js';
import { readText, readValueTexts, type ValueTexts } from './settings.js';

/** The values that the user gave, from files and flags. A file that cannot be read is a diagnostic. */
export function userValues(options: ScanOptions, report: Report): GoMap {
  return valuesOfTexts(readValueTexts(options, report), options.cwd, report);
}

/**
 * @param cwd where the paths of `--set-file` begin
 */
export function valuesOfTexts(texts: ValueTexts, cwd: string | undefined, report: Report): GoMap {
  const { setFileTexts: known } = texts;
  const read = (path: string): SourceFile | null => {
    if (!Object.hasOwn(known, path)) known[path] = readText(path, cwd, report);
    return known[path] == null ? null : new SourceFile(path, known[path]);
  };
  return readUserValues(
    {
      valuesFiles: texts.valuesFiles.map(({ name, text }) => new SourceFile(name, text)),
      setJson: texts.setJson,
      set: texts.set,
      setString: texts.setString,
      setFile: texts.setFile.map((argument) => ({ argument, read })),
    },
    report,
  );
}
