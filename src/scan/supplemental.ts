import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { posix } from 'node:path';
import type FastGlob from 'fast-glob';
import { SourceFile } from '../source/index.js';
import { GoMap } from '../value/index.js';
import { readYaml } from '../yaml/index.js';
import { contextOf } from './context.js';
import { declaredIn } from './declared.js';
import { emptyChart } from './empty-chart.js';
import { maskChart } from './masked.js';
import type { ChartResult, ScanOptions } from './result.js';
import type { ScanSettings } from './settings.js';

/** Where values lie that belong to no chart of the tree. */
export const SUPPLEMENTAL_PATTERNS: readonly string[] = ['**/values.yaml', '**/values.yml', '**/config.yaml'];

/** Larger files are data, not settings. */
const MAX_BYTES = 5 * 1024 * 1024;
const MAX_FILES = 5000;

/**
 * Images that the shape of further files declares: values kept beside charts that are not here. Files of a chart are left
 * out, its templates say what becomes of them.
 *
 * @param folders as the user gave them
 * @param charts folders of charts that were found, absolute
 */
export function scanSupplemental(folders: readonly string[], charts: readonly string[], settings: ScanSettings, options: ScanOptions): ChartResult[] {
  const context = contextOf(settings, undefined, options.cwd);
  if (!context.statuses.includes('values-only')) return [];
  const { globSync } = createRequire(import.meta.url)('fast-glob') as typeof FastGlob;
  const patterns = [...(options.supplemental ?? SUPPLEMENTAL_PATTERNS)];
  return folders.flatMap((folder) => {
    const cwd = posix.resolve(options.cwd ?? '.', folder);
    const found = globSync(patterns, { cwd, ignore: ['**/node_modules/**', '**/.git/**', '**/templates/**'], followSymbolicLinks: false, suppressErrors: true }).sort();
    return found
      .slice(0, MAX_FILES)
      .filter((name) => !charts.some((chart) => posix.join(cwd, name).startsWith(`${chart}/`)))
      .flatMap((name) => readValues(posix.join(cwd, name), posix.join(folder, name)))
      .flatMap(({ values, file }) => {
        const images = declaredIn(values, context.packs);
        return images.length === 0 ? [] : [maskChart(entry(file, images))];
      });
  });
}

function readValues(path: string, shown: string): { values: GoMap; file: string }[] {
  try {
    if (statSync(path).size > MAX_BYTES) return [];
    const { value, problem } = readYaml(new SourceFile(shown, readFileSync(path, 'utf8')));
    return problem === null && value instanceof GoMap ? [{ values: value, file: shown }] : [];
  } catch {
    // A file that went away, or may not be read, is none of those that were asked for.
    return [];
  }
}

const entry = (file: string, images: ChartResult['images']): ChartResult => emptyChart(file, { owner: { kind: 'Values', name: file, file, line: 1 }, images });
