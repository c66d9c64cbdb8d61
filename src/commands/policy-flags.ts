import * as Flags from '@oclif/core/flags';
import type { Policy } from '../policy/index.js';
import { readImages } from './read-images.js';
import { UsageError } from './failure.js';

/** Demands on the images; what breaks one is told and makes the exit code 1. */
export const policyFlags = {
  'allow-registry': Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
    helpValue: 'HOST',
    helpGroup: 'POLICY',
    summary: 'Registries that images may come from; HOST/PATH allows what lies below PATH.',
  }),
  'forbid-latest': Flags.boolean({ helpGroup: 'POLICY', summary: 'Every image has a digest, or a tag that is not latest.' }),
  'require-digest': Flags.boolean({ helpGroup: 'POLICY', summary: 'Every image has a digest.' }),
  'forbid-unresolved': Flags.boolean({ helpGroup: 'POLICY', summary: 'Every image could be determined.' }),
  list: Flags.string({ helpValue: 'FILE', helpGroup: 'POLICY', summary: 'Every image is in FILE: a list, one reference a line, or a report.' }),
};

interface PolicyFlagValues {
  readonly 'allow-registry'?: string[] | undefined;
  readonly 'forbid-latest'?: boolean | undefined;
  readonly 'require-digest'?: boolean | undefined;
  readonly 'forbid-unresolved'?: boolean | undefined;
  readonly list?: string | undefined;
}

/** What the flags of {@link policyFlags} demand; null where they demand nothing. A list that cannot be read is an error of use. */
export async function policyOf(flags: PolicyFlagValues): Promise<Policy | null> {
  const { list } = flags;
  const policy = {
    allowedRegistries: flags['allow-registry']?.map(registryName),
    forbidLatest: flags['forbid-latest'],
    requireDigest: flags['require-digest'],
    forbidUnresolved: flags['forbid-unresolved'],
    list: list === undefined ? undefined : { name: list, references: (await readImages(list)).images.map(({ reference }) => reference) },
  };
  return Object.values(policy).every((demand) => demand === undefined || demand === false) ? null : policy;
}

function registryName(text: string): string {
  if (!/^[\w.:[\]-]+(?:\/[\w./-]*)?$/.test(text)) throw new UsageError(`--allow-registry ${text}: a registry is HOST, HOST:PORT or HOST/PATH`);
  return text;
}
