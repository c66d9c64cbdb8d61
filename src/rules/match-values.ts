import { GoList, GoMap, type Entry, type GoValue } from '../value/index.js';
import type { RulePacks } from './packs.js';
import type { Candidate } from './rule.js';
import type { ShapeIndex } from './shape.js';

const MAX_DEPTH = 100;

/** Images that the shape of values names, whether a template reads them or not. */
export function matchValues(values: GoMap, packs: RulePacks): Candidate[] {
  const found: Candidate[] = [];
  walk(values, '', [], { shapes: packs.values, root: values, found });
  return found;
}

interface Search {
  readonly shapes: ShapeIndex;
  readonly root: GoMap;
  readonly found: Candidate[];
}

function walk(value: GoValue, name: string, path: (string | number)[], search: Search): void {
  if (path.length > MAX_DEPTH) return;
  if (value instanceof GoList) {
    value.entries.forEach((entry, at) => step(entry, name, at, path, search));
    return;
  }
  if (!(value instanceof GoMap)) return;
  const joined = search.shapes.joinMap(value, name, path, search.root);
  const taken = new Set<Entry>();
  if (joined !== null) {
    search.found.push({ ...joined, sink: 'values', path: [...path] });
    for (const part of Object.values(joined.parts)) if (part.entry !== null) taken.add(part.entry);
  }
  for (const [key, entry] of value.entries) if (!taken.has(entry)) step(entry, key, key, path, search);
}

function step(entry: Entry, name: string, key: string | number, path: (string | number)[], search: Search): void {
  path.push(key);
  const { value } = entry;
  if (typeof value !== 'string') walk(value, name, path, search);
  else {
    const rule = search.shapes.ruleOfString(value, name, path);
    if (rule !== null) search.found.push({ rule, sink: 'values', path: [...path], reference: value, parts: {}, span: { entry, start: 0, end: value.length } });
  }
  path.pop();
}
