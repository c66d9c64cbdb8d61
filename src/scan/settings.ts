import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ReleaseOptions } from '../release/index.js';
import type { Report } from '../source/index.js';
import type { ExtraImage, RuleOptions, ScanOptions, Status } from './result.js';

/** Everything but its bytes that decides the result of a chart. Plain data: it goes to threads, and into keys of the cache. */
export interface ScanSettings {
  readonly values: ValueTexts;
  /** What is left out is helm's default. */
  readonly release: Readonly<Partial<ReleaseOptions>>;
  readonly statuses: readonly Status[] | null;
  /** Whether optional images are proved by values. */
  readonly witnesses: boolean;
  /** null: those that the program brings along. */
  readonly rules: RuleOptions | null;
  readonly extraImages: readonly ExtraImage[];
}

/** The user's values as given, with the files read. */
export interface ValueTexts {
  readonly valuesFiles: readonly NamedText[];
  readonly setJson: readonly string[];
  readonly set: readonly string[];
  readonly setString: readonly string[];
  readonly setFile: readonly string[];
  /** What `setFile` names, by path; null for what cannot be read. Complete once the arguments were parsed. */
  readonly setFileTexts: Record<string, string | null>;
}

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** A values file that cannot be read is reported, and left out. */
export function readSettings(options: ScanOptions, report: Report): ScanSettings {
  const { releaseName: name, namespace, kubeVersion, apiVersions, isUpgrade } = options;
  const release = Object.entries({ name, namespace, kubeVersion, apiVersions, isUpgrade }).filter(([, value]) => value !== undefined);
  return { values: readValueTexts(options, report), release: Object.fromEntries(release), statuses: options.statuses ?? null, witnesses: options.witnesses ?? true, rules: options.rules ?? null, extraImages: options.extraImages ?? [] };
}

export function readValueTexts(options: ScanOptions, report: Report): ValueTexts {
  return {
    valuesFiles: (options.valuesFiles ?? []).flatMap((name) => {
      const text = readText(name, options.cwd, report);
      return text === null ? [] : [{ name, text }];
    }),
    setJson: options.setJson ?? [],
    set: options.set ?? [],
    setString: options.setString ?? [],
    setFile: options.setFile ?? [],
    setFileTexts: {},
  };
}

export const hasValues = ({ valuesFiles, setJson, set, setString, setFile }: ValueTexts): boolean =>
  [valuesFiles, setJson, set, setString, setFile].some((list) => list.length > 0);

/** @returns null for what cannot be read, which is reported */
export function readText(path: string, cwd: string | undefined, report: Report): string | null {
  try {
    // `-` is standard input, as for helm.
    return readFileSync(path === '-' ? 0 : resolve(cwd ?? process.cwd(), path), 'utf8').replace(/^\uFEFF/, '');
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
