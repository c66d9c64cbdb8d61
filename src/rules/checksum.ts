import { createHash } from 'node:crypto';
import type { Pack } from './rule.js';

/** sha256 over what the rules of a pack say: not over comments, spelling, the order of keys, or examples. 64 hexadecimal digits. */
export function packChecksum({ id, rules }: Pack): string {
  const saying = rules.map(({ examples: _, ...rule }) => inOrder(rule)).sort((a, b) => (a.id < b.id ? -1 : 1));
  return createHash('sha256').update(JSON.stringify([id, saying])).digest('hex');
}

function inOrder<T>(data: T): T {
  if (Array.isArray(data)) return data.map(inOrder) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, inOrder(value)])) as T;
}
