import { CacheClear, CacheInfo } from './cache.js';
import { Diff } from './diff.js';
import { DownloadScript } from './download-script.js';
import { Explain } from './explain.js';
import { Scan } from './scan.js';
import { Verify } from './verify.js';

/** Every command by its name: a new one is one file and one line. `rules:list` is called as `rules list`. */
export const COMMANDS = {
  'cache:clear': CacheClear,
  'cache:info': CacheInfo,
  diff: Diff,
  'download-script': DownloadScript,
  explain: Explain,
  scan: Scan,
  verify: Verify,
};
