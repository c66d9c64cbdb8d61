import { Command } from '@oclif/core/command';
import * as Flags from '@oclif/core/flags';
import { writeResult } from './output.js';
import { configFlags, usable } from './settings.js';

const flags = {
  'cache-dir': Flags.string({ helpValue: 'DIR', summary: "The cache's folder (default: the user's cache folder)." }),
  json: Flags.boolean({ summary: 'Write JSON.' }),
  config: configFlags.config,
};

/** The folder that a scan would use here, where it is not the usual one. */
async function configuredFolder({ config, ...given }: { readonly config?: string | undefined; readonly 'cache-dir'?: string | undefined }): Promise<string | undefined> {
  const { readSettings, withSettings } = await import('../config/index.js');
  return withSettings(given, usable(readSettings({ cwd: process.cwd(), env: process.env, flags: given, config })))['cache-dir'];
}

const size = (bytes: number): string => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`);

export class CacheInfo extends Command {
  static override summary = 'Tell where results are kept, and how many.';
  static override flags = flags;

  async run(): Promise<void> {
    const { flags } = await this.parse(CacheInfo);
    const { cacheInfo, defaultFolder } = await import('../cache/index.js');
    const info = cacheInfo((await configuredFolder(flags)) ?? defaultFolder());
    writeResult(flags.json ? `${JSON.stringify(info, null, 2)}\n` : `${info.folder}\n${info.entries} entries, ${size(info.bytes)}\n`, undefined);
  }
}

export class CacheClear extends Command {
  static override summary = 'Forget all results.';
  static override flags = flags;

  async run(): Promise<void> {
    const { flags } = await this.parse(CacheClear);
    const { clearCache, defaultFolder } = await import('../cache/index.js');
    const info = clearCache((await configuredFolder(flags)) ?? defaultFolder());
    writeResult(flags.json ? `${JSON.stringify(info, null, 2)}\n` : `removed ${info.entries} entries, ${size(info.bytes)}\n`, undefined);
  }
}
