import * as Flags from '@oclif/core/flags';
import { UsageError } from './failure.js';

export const platformFlag = {
  platform: Flags.string({ char: 'p', helpValue: 'OS/ARCH', summary: 'Platform that the images are wanted for: linux/arm64.' }),
};

/** Null where none is asked for. */
export async function platformOf({ platform }: { platform?: string | undefined }): Promise<string | null> {
  if (platform === undefined) return null;
  const { isPlatform } = await import('../download/index.js');
  if (!isPlatform(platform)) throw new UsageError(`--platform ${platform}: a platform is OS/ARCH or OS/ARCH/VARIANT, as linux/arm64`);
  return platform;
}
