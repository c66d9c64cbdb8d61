import { ENGINE_FUNCTIONS } from './engine-functions.js';
import { FUNCTIONS } from './functions/index.js';

/** Whether a template may call it: an unknown function is a syntax error in Go. */
export function isFunction(name: string): boolean {
  return name === 'and' || name === 'or' || name === 'call' || FUNCTIONS.has(name) || ENGINE_FUNCTIONS.has(name);
}
