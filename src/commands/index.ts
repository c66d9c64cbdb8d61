import { CacheClear, CacheInfo } from './cache.js';
import { Completion } from './completion.js';
import { Config } from './config.js';
import { Diff } from './diff.js';
import { DownloadScript } from './download-script.js';
import { Explain } from './explain.js';
import { RulesList, RulesShow, RulesTest } from './rules.js';
import { Scan } from './scan.js';
import { Verify } from './verify.js';

/** Every command by its name: a new one is one file and one line. `rules:list` is called as `rules list`. */
export const COMMANDS = {
  completion: Completion,
  config: Config,
  'cache:clear': CacheClear,
  'cache:info': CacheInfo,
  diff: Diff,
  'download-script': DownloadScript,
  explain: Explain,
  'rules:list': RulesList,
  'rules:show': RulesShow,
  'rules:test': RulesTest,
  scan: Scan,
  verify: Verify,
};
