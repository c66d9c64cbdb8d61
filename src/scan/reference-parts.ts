import type { Component } from './result.js';

/** Range of a part inside the text of a reference. */
export interface PartRange {
  readonly component: Component;
  readonly start: number;
  readonly end: number;
}

/**
 * Where registry, repository, tag and digest stand in a reference as written. A part that is not written is left out: nothing
 * in the text decides it.
 */
export function partRanges(reference: string): PartRange[] {
  const parts: PartRange[] = [];
  const at = reference.indexOf('@');
  const nameEnd = at < 0 ? reference.length : at;
  const slash = reference.lastIndexOf('/', nameEnd);
  const colon = reference.lastIndexOf(':', nameEnd - 1);
  const tagStart = colon > slash ? colon : nameEnd;
  const first = reference.indexOf('/');
  const host = first < 0 ? '' : reference.slice(0, first);
  const isHost = /[.:]/.test(host) || host === 'localhost';
  if (isHost) parts.push({ component: 'registry', start: 0, end: first });
  parts.push({ component: 'repository', start: isHost ? first + 1 : 0, end: tagStart });
  if (tagStart < nameEnd) parts.push({ component: 'tag', start: tagStart + 1, end: nameEnd });
  if (at >= 0) parts.push({ component: 'digest', start: at + 1, end: reference.length });
  return parts;
}
