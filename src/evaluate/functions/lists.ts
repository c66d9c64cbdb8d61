import { deepEqual, Entry, GoBytes, GoError, GoInt, GoList, isEmpty, isHole, kindOf, printValue, typeOf, type GoValue } from '../../value/index.js';
import { castInt64 } from './cast.js';
import { fn, type FunctionSpec, type FunctionTable } from './spec.js';

type Entries = readonly Entry[];

const NIL_POINTER = 'runtime error: invalid memory address or nil pointer dereference';

const list = fn([], (...values: GoValue[]) => GoList.of(values), { rest: 'any', text: 'container' });
const first = ofList('Cannot find first on type', (entries) => entries[0]?.value ?? null, 'choice');
const last = ofList('Cannot find last on type', (entries) => entries.at(-1)?.value ?? null, 'choice');
const rest = ofList('Cannot find rest on type', (entries) => listOrNil(entries.slice(1), entries));
const initial = ofList('Cannot find initial on type', (entries) => listOrNil(entries.slice(0, -1), entries));
const reverse = ofList('Cannot find reverse on type', (entries) => new GoList(entries.toReversed()));
const compact = ofList('Cannot compact on type', (entries) => new GoList(entries.filter((entry) => !isEmpty(entry.value))));
const uniq = ofList('Cannot find uniq on type', (entries) => new GoList(distinct(entries)));
const push = fn(['any', 'any'], (target: GoValue, item: GoValue) =>
  withEntries(target, 'Cannot push on type', (entries) => new GoList([...entries, new Entry(item, null)])), { text: 'container' });
const prepend = fn(['any', 'any'], (target: GoValue, item: GoValue) =>
  withEntries(target, 'Cannot prepend on type', (entries) => new GoList([new Entry(item, null), ...entries])), { text: 'container' });
const without = fn(['any'], (target: GoValue, ...omit: GoValue[]) =>
  withEntries(target, 'Cannot find without on type', (entries) => new GoList(entries.filter((entry) => !contains(omit, entry.value)))),
  { rest: 'any', text: 'container' });
const has = fn(['any', 'any'], hasItem);
const slice = fn(['any'], sliceList, { rest: 'any', text: 'container' });
const chunk = fn(['int', 'any'], (size: GoInt, target: GoValue) =>
  withEntries(target, 'Cannot chunk type', (entries) => chunks(Number(size.value), entries)), { text: 'container' });

/** sprig's list functions. They take slices of any element type and give `[]interface {}`; the must-forms only differ in how they fail. */
export const listFunctions: FunctionTable = {
  list,
  tuple: list,
  first,
  mustFirst: first,
  last,
  mustLast: last,
  rest,
  mustRest: rest,
  initial,
  mustInitial: initial,
  reverse,
  mustReverse: reverse,
  compact,
  mustCompact: compact,
  uniq,
  mustUniq: uniq,
  append: push,
  mustAppend: push,
  push,
  mustPush: push,
  prepend,
  mustPrepend: prepend,
  concat: fn([], concat, { rest: 'any', text: 'container' }),
  without,
  mustWithout: without,
  has,
  mustHas: has,
  slice,
  mustSlice: slice,
  chunk,
  mustChunk: chunk,
};

function ofList(complaint: string, run: (entries: Entries) => GoValue, text: 'choice' | 'container' = 'container'): FunctionSpec {
  return fn(['any'], (target: GoValue) => withEntries(target, complaint, run), { text });
}

/** What a hole would hold cannot be known, so the result is the hole. */
function withEntries(target: GoValue, complaint: string, run: (entries: Entries) => GoValue): GoValue {
  return isHole(target) ? target : run(entriesOf(target, complaint));
}

function entriesOf(target: GoValue, complaint: string): Entries {
  if (target instanceof GoList) return target.entries;
  if (target === null || target === undefined) throw new GoError(NIL_POINTER);
  if (target instanceof GoBytes) return Array.from(target.bytes, (byte) => new Entry(new GoInt(BigInt(byte), 'uint8'), target.origin));
  throw new GoError(`${complaint} ${kindOf(target)}`);
}

/** `rest` and `initial` of an empty list are a nil slice. */
const listOrNil = (entries: Entries, source: Entries): GoList => new GoList(entries, '[]interface {}', source.length === 0);

/** Only maps and lists are compared with one another: a list may be long. */
function distinct(entries: Entries): Entry[] {
  const scalars = new Set<string>();
  const others: GoValue[] = [];
  return entries.filter(({ value }) => {
    const key = scalarKey(value);
    if (key === null) return !contains(others, value) && others.push(value);
    return !scalars.has(key) && scalars.add(key);
  });
}

/** The same for equal scalars; null for containers, and for NaN, which equals nothing. */
function scalarKey(value: GoValue): string | null {
  if (value === null || value === undefined) return 'nil';
  if (typeof value === 'object' ? value instanceof GoInt : !Number.isNaN(value)) return `${typeOf(value)} ${printValue(value)}`;
  return null;
}

const contains = (values: readonly GoValue[], wanted: GoValue): boolean => values.some((value) => deepEqual(value, wanted));

function hasItem(item: GoValue, target: GoValue): GoValue {
  if (target === null || target === undefined || isHole(target)) return false;
  return entriesOf(target, 'Cannot find has on type').some((entry) => deepEqual(item, entry.value));
}

function concat(...lists: GoValue[]): GoValue {
  const hole = lists.find(isHole);
  if (hole !== undefined) return hole;
  const entries: Entry[] = [];
  for (const part of lists) for (const entry of concatenable(part)) entries.push(entry);
  return new GoList(entries, '[]interface {}', entries.length === 0);
}

function concatenable(part: GoValue): Entries {
  if (part instanceof GoList || part instanceof GoBytes || part === null || part === undefined) return entriesOf(part, '');
  throw new GoError(`Cannot concat type ${kindOf(part)} as list`);
}

function sliceList(target: GoValue, ...bounds: GoValue[]): GoValue {
  if (isHole(target)) return target;
  const entries = entriesOf(target, 'list should be type of slice or array but');
  if (entries.length === 0) return null;
  const from = bounds.length > 0 ? castInt64(bounds[0]) : 0n;
  const to = bounds.length > 1 ? castInt64(bounds[1]) : BigInt(entries.length);
  // Go's bound is the capacity, which templates cannot know; beyond the length it would show nils.
  if (from < 0n || to < from || to > BigInt(entries.length)) throw new GoError('reflect.Value.Slice: slice index out of bounds');
  const part = entries.slice(Number(from), Number(to));
  return target instanceof GoBytes ? new GoBytes(target.bytes.subarray(Number(from), Number(to)), target.origin) : new GoList(part, (target as GoList).type);
}

/** sprig counts in floats: a size of 0 or below asks for an impossible number of chunks. */
function chunks(size: number, entries: Entries): GoList {
  const count = Math.floor((entries.length - 1) / size) + 1;
  if (!(count >= 0 && count <= entries.length)) throw new GoError('runtime error: makeslice: len out of range');
  const parts = Array.from({ length: count }, (_, at) => {
    const length = at === count - 1 ? entries.length % size || size : size;
    if (length < 0) throw new GoError('runtime error: makeslice: len out of range');
    const end = at * size + length;
    return new Entry(new GoList(entries.slice(at * size, end)), null);
  });
  return new GoList(parts, '[][]interface {}');
}
