import { GoMap } from '../../value/index.js';

/**
 * helm's and Flux's merge of two maps of values: `over` wins, null is kept. As there, a table that only one side has is shared
 * with the result and not copied.
 */
export function mergeMaps(base: GoMap, over: GoMap): GoMap {
  const out = new GoMap();
  for (const [key, entry] of base.entries) out.entries.set(key, entry);
  for (const [key, entry] of over.entries) {
    const present = out.get(key);
    if (present instanceof GoMap && entry.value instanceof GoMap) out.set(key, mergeMaps(present, entry.value), entry.origin);
    else out.entries.set(key, entry);
  }
  return out;
}

/** JSON merge patch (RFC 7386): null takes a key away, anything but a map replaces. */
export function mergePatch(target: GoMap, patch: GoMap): GoMap {
  const out = new GoMap();
  for (const [key, entry] of target.entries) out.entries.set(key, entry);
  for (const [key, entry] of patch.entries) {
    if (entry.value === null) {
      out.delete(key);
    } else if (entry.value instanceof GoMap) {
      const present = out.get(key);
      out.set(key, mergePatch(present instanceof GoMap ? present : new GoMap(), entry.value), entry.origin);
    } else out.entries.set(key, entry);
  }
  return out;
}
