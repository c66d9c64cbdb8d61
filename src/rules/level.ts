import { parseReference, type ImageReference } from '../image/index.js';
import { MARKER } from '../value/index.js';
import type { Level } from './rule.js';

/** Longer texts are no references: name (255), tag (128) and digest (sha512, 135) with their separators. */
const MAX_REFERENCE = 520;

/** Pictures, disks and archives: keys that speak of images hold these too. */
const FILE = /\.(?:png|jpe?g|gif|svg|ico|webp|bmp|iso|img|qcow2|raw|vmdk|vhdx?|tar|gz|xz|zip)$/i;
/** What `docker images` shows; no registry knows it. */
const IMAGE_ID = /^sha\d+:[a-f0-9]{12,}$/;

/** Whether a whole text is a reference of at least this level. */
export function isReference(text: string, level: Level): boolean {
  if (text.length === 0 || text.length > MAX_REFERENCE) return false;
  // The marker of a hole stands for any text: it may bring the path or tag that is asked for.
  if (level !== 'qualified' && MARKER.test(text)) return parseReference(text) !== null;
  if (IMAGE_ID.test(text)) return false;
  if (level !== 'name' && !text.includes('/') && !text.includes(':') && !text.includes('@')) return false;
  const parsed = parseReference(text);
  if (parsed === null || FILE.test(parsed.repository)) return false;
  switch (level) {
    case 'name':
    case 'reference':
      return true;
    case 'tagged':
      return hasVersion(parsed);
    case 'qualified':
      return hasVersion(parsed) && /^[^/]*[.:][^/]*\//.test(text);
  }
}

const hasVersion = (reference: ImageReference): boolean => reference.tag !== null || reference.digest !== null;
