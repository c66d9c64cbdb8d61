import { Entry, GoError, GoMap, GoStruct, isEmpty, type GoValue, type MapType } from '../../value/index.js';
import { fn, type FunctionTable } from './spec.js';

/** Maps that contain themselves let mergo overflow Go's stack; no values file is nested this deep. */
const MAX_DEPTH = 1000;
/** Maps that hold one map many times over are merged as often. */
const MAX_ENTRIES = 1_000_000;

/** sprig's `merge` is dario.cat/mergo: fills the first map, in place, from the others. An error gives the empty text, in the must-forms it aborts. */
export const mergeFunctions: FunctionTable = {
  merge: fn(['map'], (target: GoMap, ...sources: GoMap[]) => quietly(() => mergeAll(target, sources, false)), { rest: 'map', text: 'container' }),
  mergeOverwrite: fn(['map'], (target: GoMap, ...sources: GoMap[]) => quietly(() => mergeAll(target, sources, true)), {
    rest: 'map',
    text: 'container',
  }),
  mustMerge: fn(['map'], (target: GoMap, ...sources: GoMap[]) => mergeAll(target, sources, false), { rest: 'map', text: 'container' }),
  mustMergeOverwrite: fn(['map'], (target: GoMap, ...sources: GoMap[]) => mergeAll(target, sources, true), { rest: 'map', text: 'container' }),
};

/** What mergo returns as an error, in contrast to what it panics with. */
class MergeConflict extends GoError {}

function quietly(run: () => GoValue): GoValue {
  try {
    return run();
  } catch (error) {
    if (error instanceof MergeConflict) return '';
    throw error;
  }
}

/** One call of a merge function. */
interface Merge {
  readonly overwrite: boolean;
  entriesLeft: number;
}

function mergeAll(target: GoMap, sources: readonly GoMap[], overwrite: boolean): GoMap {
  const filled = target.isNil && sources.some((source) => !source.isNil) ? new GoMap() : target;
  const merge = { overwrite, entriesLeft: MAX_ENTRIES };
  for (const source of sources) mergeInto(filled, source, merge, 0);
  return filled;
}

function mergeInto(target: GoMap, source: GoMap, merge: Merge, depth: number): void {
  merge.entriesLeft -= source.size;
  if (depth > MAX_DEPTH || merge.entriesLeft < 0) throw new GoError('the maps are too large or nested too deeply to be merged');
  // Go lists the keys first: what is merged may be added to meanwhile.
  const entries = Array.from(source.entries);
  for (const [key, entry] of entries) {
    if (entry.value === null || entry.value === undefined) {
      if (merge.overwrite) put(target, source, key, entry);
      continue;
    }
    const present = target.entries.get(key)?.value;
    mergeElement(present, entry.value, merge, depth);
    // Asked after the recursion: an empty map that was filled in place stays, one that stayed empty is replaced.
    if (merge.overwrite ? !keepsContainer(present, entry.value) : isEmpty(present)) put(target, source, key, entry);
  }
}

/** Descends where both sides are maps; where a pointer meets something else mergo refuses. */
function mergeElement(present: GoValue, value: GoValue, merge: Merge, depth: number): void {
  if (present instanceof GoMap && value instanceof GoMap) mergeInto(present, value, merge, depth + 1);
  else if (isPointer(present) && (value instanceof GoMap || (value instanceof GoStruct && !isPointer(value))) && !merge.overwrite) {
    throw new MergeConflict('src and dst must be of same type');
  }
}

/** Overwriting keeps only a map that was filled from a map. */
const keepsContainer = (present: GoValue, value: GoValue): boolean =>
  present instanceof GoMap && present.size > 0 && value instanceof GoMap;

/** A map of texts or of bytes takes entries of its own type only. */
function put(target: GoMap, source: GoMap, key: string, entry: Entry): void {
  const type = ELEMENT_TYPES[target.type];
  if (type !== undefined && source.type !== target.type) {
    throw new GoError(`reflect.Value.SetMapIndex: value of type interface {} is not assignable to type ${type}`);
  }
  target.entries.set(key, new Entry(entry.value, entry.origin));
}

const ELEMENT_TYPES: Readonly<Partial<Record<MapType, string>>> = { 'map[string]string': 'string', 'engine.files': '[]uint8' };

const isPointer = (value: GoValue): boolean => value instanceof GoStruct && value.type.startsWith('*');
