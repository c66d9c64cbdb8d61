import { maskText, maskValues } from '../secrets/index.js';
import type { Source } from './layer.js';
import type { Settings } from './settings.js';

/** The settings for people and programs: every key that is set, with its sources, the strongest first. No secrets. */
export function settingTable({ all }: Settings): Record<string, { value: unknown; from: readonly Source[] }> {
  return Object.fromEntries([...all].map(([path, { value, sources }]) => [path, { value: masked(value), from: sources }]));
}

function masked(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value);
  if (Array.isArray(value)) return value.map(masked);
  return typeof value === 'object' && value !== null ? maskValues(value as Record<string, unknown>) : value;
}
