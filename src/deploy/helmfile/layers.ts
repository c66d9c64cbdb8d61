import { Entry, GoInt, GoList, GoMap, type GoValue, int64 } from '../../value/index.js';
import { joinMaps } from './maps.js';

/** How a list lies over a list: it replaces, it replaces unless it holds nulls, or it goes in element by element. */
export type ListRule = 'replace' | 'sparse' | 'elements';

/** A map over a map, as the files of one environment are laid: maps deep, everything else replaces, null too. */
export function overlay(base: GoMap, over: GoMap): GoMap {
  const merged = joinMaps(base);
  for (const [key, entry] of over.entries) {
    const present = merged.get(key);
    const both = present instanceof GoMap && entry.value instanceof GoMap;
    merged.entries.set(key, both ? new Entry(overlay(present, entry.value as GoMap), entry.origin) : entry);
  }
  return merged;
}

/** A layer of state values over another: like {@link overlay}, but null takes nothing away. */
export function mergeLayers(base: GoMap, over: GoMap, lists: ListRule): GoMap {
  const merged = joinMaps(base);
  for (const [key, entry] of over.entries) {
    const { value } = entry;
    const present = merged.entries.get(key);
    if (value === null || value === undefined) {
      if (present === undefined) merged.entries.set(key, entry);
    } else if (present !== undefined) merged.entries.set(key, mergeEntry(present, entry, lists));
    else merged.entries.set(key, entry);
  }
  return merged;
}

function mergeEntry(present: Entry, over: Entry, lists: ListRule): Entry {
  if (present.value instanceof GoMap && over.value instanceof GoMap) return new Entry(mergeLayers(present.value, over.value, lists), over.origin);
  if (present.value instanceof GoList && over.value instanceof GoList) return new Entry(mergeLists(present.value, over.value, lists), over.origin);
  return over;
}

const isNull = (value: GoValue): boolean => value === null || value === undefined;

function mergeLists(base: GoList, over: GoList, lists: ListRule): GoList {
  if (lists === 'replace' || (lists === 'sparse' && !over.entries.some(({ value }) => isNull(value)))) return over;
  const entries = Array.from({ length: Math.max(base.length, over.length) }, (_, at) => {
    const own = base.entries[at];
    const above = over.entries[at];
    if (above === undefined || isNull(above.value)) return own ?? new Entry(null, null);
    if (own?.value instanceof GoMap && above.value instanceof GoMap) return new Entry(mergeLayers(own.value, above.value, lists), above.origin);
    return above;
  });
  return new GoList(entries);
}

/** `--state-values-set a.b=1,c[0].d=x`: null where it is malformed. */
export function readSet(argument: string): GoMap | null {
  const values = new GoMap();
  for (const item of argument.split(',')) {
    const equals = item.indexOf('=');
    if (equals < 0) return null;
    const keys = pathOf(item.slice(0, equals));
    if (keys === null || !setAt(values, keys, typed(item.slice(equals + 1)))) return null;
  }
  return values;
}

/** Beyond it a list would be made of nothing but its length. */
const MAX_INDEX = 65_536;

/** Keys and indexes of `a.b[0]`; a backslash takes the next character as it is. */
function pathOf(text: string): (string | number)[] | null {
  const keys: (string | number)[] = [];
  for (const [, part = ''] of text.matchAll(/((?:\\.|[^.\\])+)(?:\.|$)/gs)) {
    const indexed = /^([^[]*)\[(\d+)\]$/.exec(part);
    if (indexed === null) keys.push(part.replace(/\\(.)/gs, '$1'));
    else if (Number(indexed[2]) > MAX_INDEX) return null;
    else keys.push(indexed[1]!, Number(indexed[2]));
  }
  return keys.length > 0 ? keys : null;
}

function setAt(root: GoMap, keys: readonly (string | number)[], value: GoValue): boolean {
  const set = (present: GoValue, at: number): GoValue => {
    if (at === keys.length) return value;
    const key = keys[at]!;
    if (typeof key === 'number') {
      const entries = present instanceof GoList ? [...present.entries] : [];
      while (entries.length <= key) entries.push(new Entry(null, null));
      entries[key] = new Entry(set(entries[key]!.value, at + 1), null);
      return new GoList(entries);
    }
    const map = present instanceof GoMap ? present : new GoMap();
    map.set(key, set(map.get(key), at + 1));
    return map;
  };
  return set(root, 0) === root;
}

/** As in helm: only true, false, null and decimal integers without a leading zero are not text. */
function typed(text: string): GoValue {
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  if (/^null$/i.test(text)) return null;
  if (text !== '0' && !/^[-+]?[1-9]\d*$/.test(text)) return text;
  const integer = BigInt(text.replace(/^\+/, ''));
  return integer === BigInt.asIntN(64, integer) ? (int64(integer) satisfies GoInt) : text;
}
