import type { CacheSettings } from '../cache/index.js';

export type { CacheSettings };

/** How a scan goes about it; nothing here changes the answer. */
export interface RunSettings {
  /** Left out: nothing is remembered, nor looked for. */
  readonly cache?: CacheSettings | undefined;
  /** Whether the result shall have `metrics`. */
  readonly measure?: boolean | undefined;
  /** Called after each chart that was scanned. */
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
}
