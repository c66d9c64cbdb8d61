import { Entry, GoList, GoMap } from '../../value/index.js';
import { joinLists, joinMaps } from './maps.js';

/*
 * What a helmfile says, as the maps and lists that were read: every entry still knows its place. Merging follows helmfile's use of
 * mergo on its structs: what is empty never writes over anything.
 */

const isUnset = ({ value }: Entry): boolean =>
  value === null || value === undefined || value === '' || value === false || (value instanceof GoList && value.length === 0) || (value instanceof GoMap && value.size === 0);

/** Sections whose entries are merged by name; of one name the later entry stands. */
const BY_NAME = new Set(['environments', 'templates', 'commonLabels', 'helmDefaults']);

/**
 * A helmfile over another.
 *
 * @param lists `append` for the documents of one part and for bases, `replace` for the parts of a file
 */
export function mergeStates(base: GoMap, over: GoMap, lists: 'append' | 'replace'): GoMap {
  const merged = joinMaps(base);
  for (const [key, entry] of over.entries) {
    const present = merged.entries.get(key);
    if (present === undefined) merged.entries.set(key, entry);
    else if (!isUnset(entry)) merged.entries.set(key, mergeSection(key, present, entry, lists));
  }
  return merged;
}

function mergeSection(key: string, present: Entry, over: Entry, lists: 'append' | 'replace'): Entry {
  if (present.value instanceof GoList && over.value instanceof GoList) {
    return lists === 'append' ? new Entry(joinLists(present.value, over.value), over.origin) : over;
  }
  if (BY_NAME.has(key) && present.value instanceof GoMap && over.value instanceof GoMap) {
    return new Entry(joinMaps(present.value, over.value), over.origin);
  }
  return over;
}

/** A helmfile over its bases: lists are appended, and environments of one name are merged. */
export function mergeBases(layers: readonly GoMap[]): GoMap {
  return layers.reduce((base, over) => {
    const merged = mergeStates(base, over, 'append');
    const environments = mergeEnvironmentSections(base.get('environments'), over.get('environments'));
    return environments === null ? merged : merged.set('environments', environments, merged.entries.get('environments')!.origin);
  });
}

function mergeEnvironmentSections(base: unknown, over: unknown): GoMap | null {
  if (!(base instanceof GoMap) || !(over instanceof GoMap)) return null;
  const merged = joinMaps(base);
  for (const [name, entry] of over.entries) {
    const present = merged.get(name);
    const both = present instanceof GoMap && entry.value instanceof GoMap;
    if (both) merged.entries.set(name, new Entry(mergeEnvironment(present, entry.value as GoMap), entry.origin));
    else if (!merged.has(name)) merged.entries.set(name, entry);
    else if (entry.value instanceof GoMap) merged.entries.set(name, entry);
  }
  return merged;
}

function mergeEnvironment(base: GoMap, over: GoMap): GoMap {
  const merged = mergeStates(base, over, 'append');
  const [own, later] = [base.get('values'), over.get('values')];
  // The first of these has the last word, and the later layer has to have it.
  if (merged.get('mergeStrategy') === 'fallback' && own instanceof GoList && later instanceof GoList) {
    merged.set('values', joinLists(later, own), merged.entries.get('values')!.origin);
  }
  return merged;
}

/** A list of a section; what is no list is none. */
export function listOf(map: GoMap, key: string): readonly Entry[] {
  const value = map.get(key);
  return value instanceof GoList ? value.entries : [];
}

export function mapOf(map: GoMap, key: string): GoMap {
  const value = map.get(key);
  return value instanceof GoMap ? value : new GoMap();
}
