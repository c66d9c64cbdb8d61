import { deepCopy, deepEqual, Entry, GoList, GoMap, type GoValue } from '../value/index.js';
import { textAt } from './identity.js';

/** What RFC 6902 refuses; kustomize then builds nothing. */
export class PatchRefused extends Error {}

/** What the copies of one patch may hold together; each may copy those before it. */
const MAX_COPIED = 100_000;

/** What one patch may still copy. */
export interface CopyBudget {
  left: number;
}

export const copyBudget = (): CopyBudget => ({ left: MAX_COPIED });

type Change = (present: Entry | null) => Entry | null;

/**
 * RFC 6902: `add`, `replace`, `remove`, `copy`, `move`, `test`. Nothing given is changed.
 *
 * @throws PatchRefused
 */
export function applyOperation(root: GoMap, operation: GoValue, budget: CopyBudget): GoMap {
  const path = keysOf(textAt(operation, 'path'));
  const entry = (operation instanceof GoMap ? operation.entries.get('value') : undefined) ?? new Entry(null, null);
  const from = (): Entry => found(root, keysOf(textAt(operation, 'from')));
  switch (textAt(operation, 'op')) {
    case 'add':
      return changed(root, path, () => entry, true);
    case 'replace':
      return changed(root, path, existing(path, entry), false);
    case 'remove':
      return changed(root, path, existing(path, null), false);
    case 'copy':
      spend(from().value, budget);
      return changed(root, path, () => new Entry(deepCopy(from().value), from().origin), true);
    case 'move': {
      const moved = from();
      return changed(changed(root, keysOf(textAt(operation, 'from')), () => null, false), path, () => moved, true);
    }
    case 'test':
      if (!deepEqual(found(root, path).value, entry.value)) throw new PatchRefused(`the test of ${shown(path)} fails`);
      return root;
    default:
      throw new PatchRefused(`${JSON.stringify(textAt(operation, 'op'))} is no operation`);
  }
}

function spend(value: GoValue, budget: CopyBudget): void {
  if (--budget.left < 0) throw new PatchRefused('it copies too much');
  if (value instanceof GoMap) for (const entry of value.entries.values()) spend(entry.value, budget);
  else if (value instanceof GoList) for (const entry of value.entries) spend(entry.value, budget);
}

function existing(path: readonly string[], entry: Entry | null): Change {
  return (present) => {
    if (present === null) throw new PatchRefused(`there is no ${shown(path)}`);
    return entry;
  };
}

/** A JSON pointer. */
function keysOf(pointer: string): string[] {
  if (pointer !== '' && !pointer.startsWith('/')) throw new PatchRefused(`${JSON.stringify(pointer)} is no JSON pointer`);
  return pointer.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

const shown = (path: readonly string[]): string => `/${path.join('/')}`;

function found(root: GoMap, path: readonly string[]): Entry {
  let entry = new Entry(root, null);
  for (const key of path) {
    const { value }: Entry = entry;
    const next = value instanceof GoMap ? value.entries.get(key) : value instanceof GoList ? value.entries[indexOf(key, value.length - 1)] : undefined;
    if (next === undefined) throw new PatchRefused(`there is no ${shown(path)}`);
    entry = next;
  }
  return entry;
}

function changed(root: GoMap, path: readonly string[], change: Change, inserts: boolean): GoMap {
  const entry = path.length === 0 ? change(new Entry(root, null)) : new Entry(changedAt(root, path, 0, change, inserts), null);
  if (!(entry?.value instanceof GoMap)) throw new PatchRefused('an object would become something else');
  return entry.value;
}

function changedAt(value: GoValue, path: readonly string[], depth: number, change: Change, inserts: boolean): GoValue {
  const key = path[depth]!;
  const isLast = depth === path.length - 1;
  const inner = (present: Entry | undefined): Entry | null => {
    if (isLast) return change(present ?? null);
    if (present === undefined) throw new PatchRefused(`there is no ${shown(path.slice(0, depth + 1))}`);
    return new Entry(changedAt(present.value, path, depth + 1, change, inserts), present.origin);
  };
  if (value instanceof GoMap) {
    const out = new GoMap(value.type, false, new Map(value.entries));
    const entry = inner(value.entries.get(key));
    if (entry === null) out.delete(key);
    else out.entries.set(key, entry);
    return out;
  }
  if (!(value instanceof GoList)) throw new PatchRefused(`there is no ${shown(path.slice(0, depth + 1))}`);
  const insertsHere = isLast && inserts;
  const at = insertsHere && key === '-' ? value.length : indexOf(key, insertsHere ? value.length : value.length - 1);
  if (at < 0) throw new PatchRefused(`there is no ${shown(path.slice(0, depth + 1))}`);
  const entry = inner(insertsHere ? undefined : value.entries[at]);
  const entries = [...value.entries];
  entries.splice(at, insertsHere ? 0 : 1, ...(entry === null ? [] : [entry]));
  return new GoList(entries);
}

/** -1 where it is none, or lies beyond the last one. */
const indexOf = (key: string, last: number): number => (/^(?:0|[1-9]\d{0,8})$/.test(key) && Number(key) <= last ? Number(key) : -1);
