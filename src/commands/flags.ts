import * as Flags from '@oclif/core/flags';
import { FORMATS } from '../report/index.js';
import { STATUSES, type ScanOptions, type Status } from '../scan/result.js';

/** Flags that commands share; a flag that helm has too has helm's name and meaning. */

const list = { multiple: true, multipleNonGreedy: true } as const;

export const outputFlags = {
  output: Flags.string({ char: 'o', helpValue: 'FILE', summary: 'Write the result to FILE instead of standard output.' }),
  format: Flags.option({ options: FORMATS })({
    char: 'F',
    helpValue: 'FORMAT',
    summary: `How to write the result: ${FORMATS.join(', ')} (default: text).`,
    exclusive: ['json'],
  }),
  json: Flags.boolean({ summary: 'Short for --format json.' }),
  reproducible: Flags.boolean({ summary: 'Write neither the time nor the duration of the run.' }),
  verbose: Flags.boolean({ char: 'v', summary: 'Show warnings and what could not be determined, not only errors.' }),
};

export const valueFlags = {
  values: Flags.string({
    ...list,
    delimiter: ',',
    helpValue: 'FILE',
    helpGroup: 'VALUES',
    summary: 'Values files; later ones win. Every following word that ends in .yaml, .yml or .json is one; --values=FILE takes one.',
  }),
  set: Flags.string({ ...list, helpValue: 'KEY=VAL', helpGroup: 'VALUES', summary: "Set values, in helm's syntax." }),
  'set-string': Flags.string({ ...list, helpValue: 'KEY=VAL', helpGroup: 'VALUES', summary: 'Set values that are strings.' }),
  'set-json': Flags.string({ ...list, helpValue: 'KEY=JSON', helpGroup: 'VALUES', summary: 'Set values that are JSON.' }),
  'set-file': Flags.string({ ...list, helpValue: 'KEY=FILE', helpGroup: 'VALUES', summary: 'Set values to the text of a file.' }),
};

export const releaseFlags = {
  'kube-version': Flags.string({ helpValue: 'VERSION', helpGroup: 'RELEASE', summary: 'Kubernetes version the charts are told.' }),
  'api-versions': Flags.string({
    ...list,
    delimiter: ',',
    helpValue: 'LIST',
    helpGroup: 'RELEASE',
    summary: 'Kubernetes API versions the charts are told, besides those of every cluster.',
  }),
  'release-name': Flags.string({ helpValue: 'NAME', helpGroup: 'RELEASE', summary: 'Release name the charts are told.' }),
  namespace: Flags.string({ char: 'n', helpValue: 'NAME', helpGroup: 'RELEASE', summary: 'Namespace the charts are told.' }),
  'is-upgrade': Flags.boolean({ helpGroup: 'RELEASE', summary: 'Tell the charts that this is an upgrade.' }),
};

export const scanFlags = {
  ...outputFlags,
  'values-glob': Flags.string({
    ...list,
    helpValue: 'GLOB',
    helpGroup: 'VALUES',
    summary: 'Scan each chart also with each of its values files that match, one at a time: values-*.yaml.',
  }),
  status: Flags.string({
    ...list,
    delimiter: ',',
    helpValue: 'LIST',
    options: STATUSES as readonly string[] as string[],
    summary: `Only images of these statuses: ${STATUSES.join(', ')} (default: all).`,
  }),
  strict: Flags.boolean({
    summary: 'Exit with 1 if helm would refuse a chart, or an image could not be determined.',
  }),
  ...valueFlags,
  ...releaseFlags,
};

/** What these flags and those of a run mean for the pipeline. */
interface ScanFlagValues {
  readonly values?: string[] | undefined;
  readonly set?: string[] | undefined;
  readonly 'set-string'?: string[] | undefined;
  readonly 'set-json'?: string[] | undefined;
  readonly 'set-file'?: string[] | undefined;
  readonly 'values-glob'?: string[] | undefined;
  readonly 'kube-version'?: string | undefined;
  readonly 'api-versions'?: string[] | undefined;
  readonly 'release-name'?: string | undefined;
  readonly namespace?: string | undefined;
  readonly 'is-upgrade'?: boolean | undefined;
  readonly status?: string[] | undefined;
  readonly workers?: number | undefined;
  readonly 'no-parallel'?: boolean | undefined;
}

export const scanOptions = (paths: readonly string[], flags: ScanFlagValues): ScanOptions => ({
  paths,
  valuesFiles: flags.values,
  set: flags.set,
  setString: flags['set-string'],
  setJson: flags['set-json'],
  setFile: flags['set-file'],
  valuesGlob: flags['values-glob'],
  kubeVersion: flags['kube-version'],
  apiVersions: flags['api-versions'],
  releaseName: flags['release-name'],
  namespace: flags.namespace,
  isUpgrade: flags['is-upgrade'],
  statuses: flags.status as Status[] | undefined,
  workers: flags['no-parallel'] ? 1 : flags.workers,
});
