import type { SettingPath } from './keys.js';

export const LAYERS = ['flag', 'environment', 'project', 'user', 'default'] as const;
/** From the strongest to the weakest. */
export type LayerName = (typeof LAYERS)[number];

/** Where a setting was made. */
export interface Source {
  readonly layer: LayerName;
  /** `--strict`, `ASTRAGO_SCAN_STRICT`, or the file; empty for a default. */
  readonly name: string;
  /** 1-based; null where it is no file. */
  readonly line: number | null;
  readonly column: number | null;
}

export interface Given {
  readonly value: unknown;
  readonly source: Source;
}

/** What one source of settings says. */
export type Layer = ReadonlyMap<SettingPath, Given>;
