import { ENGINE_FUNCTIONS, type EngineFunction } from './engine-functions.js';
import { FUNCTIONS } from './functions/index.js';
import type { FunctionSpec } from './functions/spec.js';

/** What distinguishes the programs that embed Go's templates: their functions, and what an absent map key is. */
export interface Dialect {
  /** Part of the key of parsed templates: an unknown function is a syntax error. */
  readonly name: string;
  readonly functions: ReadonlyMap<string, FunctionSpec>;
  /** Those that need more than their arguments; they hide `functions`. */
  readonly engine: ReadonlyMap<string, EngineFunction>;
  /** `error`: reading an absent key aborts (Go's `missingkey=error`). */
  readonly missingKey: 'zero' | 'error';
}

/** Templates of charts. */
export const HELM: Dialect = { name: 'helm', functions: FUNCTIONS, engine: ENGINE_FUNCTIONS, missingKey: 'zero' };

/** Whether a template may call it. */
export function isFunction(dialect: Dialect, name: string): boolean {
  return name === 'and' || name === 'or' || name === 'call' || dialect.functions.has(name) || dialect.engine.has(name);
}
