import * as Flags from '@oclif/core/flags';
import type { DeployOptions } from '../scan/result.js';

const list = { multiple: true, multipleNonGreedy: true, helpGroup: 'HELMFILE' } as const;

/** Flags of helmfile, by its own names. */
export const deployFlags = {
  helmfile: Flags.string({ char: 'f', helpValue: 'FILE', helpGroup: 'HELMFILE', summary: 'Scan the releases of this helmfile, or folder of them (default: the one found upward, where no PATH is given).' }),
  environment: Flags.string({ char: 'e', helpValue: 'NAME', helpGroup: 'HELMFILE', summary: 'Environment of the helmfile (default: default).' }),
  selector: Flags.string({ ...list, char: 'l', helpValue: 'LABELS', summary: 'Only releases with these labels: a=b,c!=d.' }),
  'state-values-file': Flags.string({ ...list, helpValue: 'FILE', summary: 'State values on top of those of the environment.' }),
  'state-values-set': Flags.string({ ...list, helpValue: 'KEY=VAL', summary: 'Single state values.' }),
  'env-allow': Flags.string({ ...list, helpValue: 'NAME', summary: 'Let the helmfile read this variable of the environment.' }),
  'helmfile-dialect': Flags.option({ options: ['auto', 'v0', 'v1'] as const })({ helpGroup: 'HELMFILE', summary: 'Read as this major version of helmfile does.' }),
  'chart-dir': Flags.string({ ...list, helpValue: 'DIR', summary: 'Folder with charts that were pulled from repositories.' }),
  'only-releases': Flags.boolean({ helpGroup: 'HELMFILE', summary: 'Leave out charts that no release uses.' }),
};

interface DeployFlagValues {
  readonly helmfile?: string | undefined;
  readonly environment?: string | undefined;
  readonly selector?: string[] | undefined;
  readonly 'state-values-file'?: string[] | undefined;
  readonly 'state-values-set'?: string[] | undefined;
  readonly 'env-allow'?: string[] | undefined;
  readonly 'helmfile-dialect'?: 'auto' | 'v0' | 'v1' | undefined;
  readonly 'chart-dir'?: string[] | undefined;
  readonly 'only-releases'?: boolean | undefined;
}

/** Undefined where no flag says anything. */
export function deployOptions(flags: DeployFlagValues): DeployOptions | undefined {
  const options: DeployOptions = {
    file: flags.helmfile,
    environment: flags.environment,
    selectors: flags.selector,
    stateValuesFiles: flags['state-values-file'],
    stateValuesSet: flags['state-values-set'],
    envAllow: flags['env-allow'],
    dialect: flags['helmfile-dialect'],
    chartDir: flags['chart-dir'],
    onlyReleases: flags['only-releases'],
  };
  return Object.values(options).every((value) => value === undefined) ? undefined : options;
}
