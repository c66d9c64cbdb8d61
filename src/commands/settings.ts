import { homedir } from 'node:os';
import * as Flags from '@oclif/core/flags';
import { isConfigured } from '../config/find.js';
import type { Settings } from '../config/index.js';
import type { DiagnosticRecord, ScanOptions, ScanResult } from '../scan/result.js';
import { UsageError } from './failure.js';
import { formatProblems } from '../report/index.js';

export const configFlags = {
  config: Flags.string({ helpValue: 'FILE', helpGroup: 'CONFIGURATION', summary: 'Configuration to use instead of the .astrago-scan.yaml found here or above.' }),
  rules: Flags.string({ multiple: true, multipleNonGreedy: true, helpValue: 'DIR', helpGroup: 'CONFIGURATION', summary: 'Folder of rule packs, searched before all others.' }),
};

interface ConfigFlagValues {
  readonly config?: string | undefined;
  readonly rules?: string[] | undefined;
}

/** What is configured, for one command. */
export interface Configured<F> {
  /** The flags as if all settings had been given as flags. */
  readonly flags: F;
  /** What flags cannot say. */
  readonly options: Pick<ScanOptions, 'rules' | 'ignore' | 'extraImages' | 'supplemental'>;
  /** To be told with the result. */
  readonly problems: readonly DiagnosticRecord[];
}

/** The one door to settings: merges flags with environment and configuration files. An error in them is one of use. */
export async function configured<F extends ConfigFlagValues>(flags: F): Promise<Configured<F>> {
  const { env, platform } = process;
  const cwd = process.cwd();
  if (flags.config === undefined && flags.rules === undefined && !isConfigured(cwd, env, homedir(), platform)) return { flags, options: {}, problems: [] };
  const { loadRules, readSettings, withSettings } = await import('../config/index.js');
  const settings = usable(readSettings({ cwd, env, flags: flags as Readonly<Record<string, unknown>>, config: flags.config }));
  const { packs, disable, problems } = loadRules(settings, cwd);
  refuse(problems);
  const { ignore, extraImages } = settings;
  return {
    flags: withSettings(flags, settings),
    options: {
      ...(packs.length > 0 || disable.length > 0 ? { rules: { packs: packs.map(({ pack }) => pack), disable } } : {}),
      ...(ignore.length > 0 ? { ignore } : {}),
      ...supplementalOf(settings),
      ...(extraImages.length > 0 ? { extraImages } : {}),
    },
    problems: [...settings.problems, ...problems],
  };
}

function supplementalOf(settings: Settings): Pick<ScanOptions, 'supplemental'> {
  const given = settings.all.get('supplemental.patterns')?.value;
  return Array.isArray(given) ? { supplemental: given as string[] } : {};
}

/** @throws UsageError that says all that is wrong */
export function usable(settings: Settings): Settings {
  refuse(settings.problems);
  return settings;
}

function refuse(problems: readonly DiagnosticRecord[]): void {
  const errors = problems.filter(({ code, severity }) => code === 'config-invalid' && severity === 'error');
  if (errors.length > 0) throw new UsageError(`the configuration is not valid\n${formatProblems(errors).trimEnd()}`);
}

export const withProblems = (result: ScanResult, problems: readonly DiagnosticRecord[]): ScanResult =>
  problems.length === 0 ? result : { ...result, diagnostics: [...problems, ...result.diagnostics] };
