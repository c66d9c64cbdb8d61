import * as Flags from '@oclif/core/flags';
import type { CacheSettings, RunSettings } from '../scan/index.js';
import { UsageError } from './failure.js';
import { progressOn } from './progress.js';

/** How a scan goes about it; nothing here changes its answer. */
export const runFlags = {
  workers: Flags.integer({
    helpValue: 'N',
    helpGroup: 'RUN',
    min: 1,
    max: 32,
    summary: 'Threads (default: by the work there is).',
    exclusive: ['no-parallel'],
  }),
  'no-parallel': Flags.boolean({ helpGroup: 'RUN', summary: 'Scan in one thread.' }),
  cache: Flags.boolean({ allowNo: true, helpGroup: 'RUN', summary: 'Keep results, and look for those of charts that did not change (default).' }),
  'cache-dir': Flags.string({ helpValue: 'DIR', helpGroup: 'RUN', summary: "Where to keep results (default: the user's cache folder)." }),
  'cache-ttl': Flags.string({ helpValue: 'TIME', helpGroup: 'RUN', summary: 'How long results are kept: seconds, or a number with s, m, h, d or w (default: 30d).' }),
  timings: Flags.boolean({ helpGroup: 'RUN', summary: 'Tell what the run spent, on standard error and as metrics of the report.' }),
  'metrics-file': Flags.string({ helpValue: 'FILE', helpGroup: 'RUN', summary: 'Write what the run spent as a Prometheus text file.' }),
};

interface RunFlagValues {
  readonly cache?: boolean | undefined;
  readonly 'cache-dir'?: string | undefined;
  readonly 'cache-ttl'?: string | undefined;
  readonly timings?: boolean | undefined;
  readonly 'metrics-file'?: string | undefined;
}

export function runSettings(flags: RunFlagValues): RunSettings {
  return {
    cache: flags.cache === false ? undefined : cacheSettings(flags),
    measure: flags.timings === true || flags['metrics-file'] !== undefined,
    onProgress: progressOn(process.stderr),
  };
}

function cacheSettings(flags: RunFlagValues): CacheSettings {
  const ttl = flags['cache-ttl'];
  return { folder: flags['cache-dir'], maxAge: ttl === undefined ? undefined : duration(ttl) };
}

const SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

function duration(text: string): number {
  const [, number, unit] = /^(\d+)([smhdw]?)$/.exec(text) ?? [];
  if (number === undefined) throw new UsageError(`--cache-ttl ${text}: a time is a number of seconds, or a number with s, m, h, d or w`);
  return Number(number) * SECONDS[unit!]! * 1000;
}
