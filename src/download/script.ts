import { createHash } from 'node:crypto';
import { parseReference } from '../image/index.js';
import { FETCH } from './shell/fetch.js';
import { OPTIONS } from './shell/options.js';
import { RUN } from './shell/run.js';
import { TOOLS } from './shell/tools.js';

/**
 * A POSIX shell script (no `local`, no arrays) that pulls or saves images, each full name once, sorted. Its functions share one
 * scope: each keeps to names with its own prefix or to the settings of the script.
 *
 * @param references texts that are no reference are left out: no tool could pull them
 * @param platform as `isPlatform` takes it; null leaves it to the tool
 */
export function writeDownloadScript(references: readonly string[], { platform, version }: { platform: string | null; version: string }): string {
  const names = [...new Set(references.flatMap((text) => parseReference(text)?.normalized ?? []))].sort();
  const heading = `#!/bin/sh
# Downloads ${names.length} container image${names.length === 1 ? '' : 's'}; --help says how. Written by astrago-scan ${version}.
`;
  if (names.length === 0) return `${heading}\nprintf 'no images to download\\n' >&2\n`;
  const settings = `set -u

total=${names.length}
platform=${quote(platform ?? '')}
`;
  const images = names.map((name) => `fetch ${quote(name)} ${quote(fileName(name))}\n`).join('');
  return [heading + settings, OPTIONS, TOOLS, FETCH, RUN, `${images}finish\n`].join('\n');
}

/** One word of a shell, whatever is in it. */
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Of 255 that file systems take, room is left for the platform and the suffix. */
const MAX_NAME = 200;

/** Without a suffix. Neither `+` nor `=` occurs in a reference, so that no two images share a file. */
function fileName(name: string): string {
  const text = name.replaceAll('/', '+').replaceAll(':', '=');
  if (text.length <= MAX_NAME) return text;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 32);
  return `${text.slice(0, MAX_NAME - 33)}+${hash}`;
}
