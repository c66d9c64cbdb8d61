import { Scan } from './scan.js';
import { Verify } from './verify.js';

/** Every command by its name: a new one is one file and one line. `rules:list` is called as `rules list`. */
export const COMMANDS = {
  scan: Scan,
  verify: Verify,
};
