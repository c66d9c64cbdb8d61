import { deepCopy, GoMap, type Entry, type GoValue } from '../value/index.js';
import type { ChartNode } from './chart-node.js';
import { mark } from './places.js';

/**
 * Lays further user values over values that are merged already, in place: merging them anew would copy everything for a few keys.
 *
 * @param values of the root chart, as {@link coalesceValues} made them of `user`
 * @returns what takes them back; null where helm would make something else of them than what is replaced and added
 */
export function layOver(root: ChartNode, values: GoMap, over: GoMap, user: GoMap): (() => void) | null {
  if (reachesGlobals(root, over)) return null;
  const undo: (() => void)[] = [];
  const takeBack = (): void => {
    for (let at = undo.length - 1; at >= 0; at--) undo[at]!();
  };
  if (lay(values, over, user, undo)) return takeBack;
  takeBack();
  return null;
}

/** Every chart has a merged copy of its parent's globals. */
function reachesGlobals(node: ChartNode, over: GoMap): boolean {
  if (over.has('global') && (node.parent !== null || node.children.length > 0)) return true;
  return node.children.some((child) => {
    // A dot in the name leads deeper, as in {@link placeBelow}.
    const below = child.name.split('.').reduce<GoValue>((at, key) => (at instanceof GoMap ? at.get(key) : null), over);
    return below instanceof GoMap && reachesGlobals(child, below);
  });
}

/** @returns false where a key is deleted, or a table takes the place of something else or the other way round: defaults come and go with these */
function lay(into: GoMap, over: GoMap, user: GoMap, undo: (() => void)[]): boolean {
  for (const [key, { value }] of over.entries) {
    const before = into.entries.get(key);
    const present = before?.value;
    if (value === null) return false;
    if (value instanceof GoMap) {
      const given = user.entries.get(key)?.value;
      if (given !== undefined && !(given instanceof GoMap)) return false;
      if (present instanceof GoMap) {
        if (!lay(present, value, given ?? new GoMap(), undo)) return false;
        continue;
      }
      if ((present !== undefined && present !== null) || holdsNull(value)) return false;
    } else if (present instanceof GoMap) return false;
    undo.push(() => putBack(into, key, before));
    const laid = deepCopy(value);
    into.set(key, laid);
    if (into.place !== null) mark(laid, into.place.child(key));
  }
  return true;
}

const holdsNull = (map: GoMap): boolean => [...map.entries.values()].some(({ value }) => value === null || (value instanceof GoMap && holdsNull(value)));

function putBack(map: GoMap, key: string, before: Entry | undefined): void {
  if (before === undefined) map.entries.delete(key);
  else map.entries.set(key, before);
}
