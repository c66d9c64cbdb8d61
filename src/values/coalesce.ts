import { Spot, type Report } from '../source/index.js';
import { deepCopy, Entry, GoMap, typeOf, type GoValue, type Origin } from '../value/index.js';
import type { ValuesOwner } from './chart-node.js';

const GLOBAL = 'global';

/** How two tables become one. */
interface Merging {
  /** helm's "merge" as opposed to "coalesce": a null neither deletes a default nor vanishes. */
  readonly keepNulls: boolean;
  /** Whether what only the source has is taken over as the same object, as helm does outside of chart defaults. */
  readonly share: boolean;
  readonly report: Report;
}

/**
 * helm's coalescing of one chart and all below it, parents first.
 *
 * @param target values so far, changed in place and returned; what defaults add to it are copies
 * @param keepNulls false for rendering; true where helm merges before it renders
 */
export function coalesceChart(owner: ValuesOwner, target: GoMap, keepNulls: boolean, report: Report, prefix = ''): GoMap {
  const path = join(prefix, owner.name);
  mergeDefaults(owner, target, path, { keepNulls, share: false, report });
  for (const child of owner.children) {
    const section = sectionOf(child, target, report);
    passGlobals(section, target, path, report);
    coalesceChart(child, section, keepNulls, report, path);
  }
  return target;
}

function mergeDefaults(owner: ValuesOwner, target: GoMap, path: string, merging: Merging): void {
  for (const [key, theirs] of owner.values.entries) {
    const ours = target.entries.get(key);
    if (ours === undefined) {
      adopt(target, key, theirs, false);
    } else if (ours.value === null) {
      if (!merging.keepNulls) target.delete(key);
    } else if (ours.value instanceof GoMap) {
      if (theirs.value instanceof GoMap) {
        const keepNulls = merging.keepNulls || owner.children.some((child) => child.name === key);
        mergeTables(ours.value, theirs.value, join(path, key), { ...merging, keepNulls });
      } else if (theirs.value !== null) {
        warn(merging.report, `${join(path, key)} is a map, which replaces a default that is ${article(theirs.value)}`, ours.origin);
      }
    }
  }
}

/** Adds to `target` what only `source` has; `target` wins everywhere else. */
export function mergeTables(target: GoMap, source: GoMap, path: string, merging: Merging): GoMap {
  if (merging.share) copyNulls(target, source);
  for (const [key, theirs] of source.entries) {
    const ours = target.entries.get(key);
    if (ours === undefined) {
      adopt(target, key, theirs, merging.share);
    } else if (ours.value === null) {
      if (!merging.keepNulls && theirs.value !== null) target.delete(key);
    } else if (theirs.value instanceof GoMap) {
      if (ours.value instanceof GoMap) mergeTables(ours.value, theirs.value, join(path, key), merging);
      else warn(merging.report, `${join(path, key)} is ${article(ours.value)}, which replaces a map`, ours.origin);
    } else if (ours.value instanceof GoMap && theirs.value !== null) {
      warn(merging.report, `${join(path, key)} is a map, which replaces ${article(theirs.value)}`, ours.origin);
    }
  }
  return target;
}

/** helm leaves the nulls of the winner in the loser, which is seen where the loser is not a copy. */
function copyNulls(target: GoMap, source: GoMap): void {
  for (const [key, ours] of target.entries) if (ours.value === null) source.set(key, null, ours.origin);
}

function adopt(target: GoMap, key: string, entry: Entry, share: boolean): void {
  target.entries.set(key, new Entry(share ? entry.value : deepCopy(entry.value), entry.origin));
}

function sectionOf(child: ValuesOwner, target: GoMap, report: Report): GoMap {
  const entry = target.entries.get(child.name);
  if (entry?.value instanceof GoMap) return entry.value;
  if (entry !== undefined) {
    report({
      code: 'values-conflict',
      severity: 'error',
      message: `the values of subchart ${child.name} must be a map, not ${article(entry.value)} (helm: type mismatch on ${child.name})`,
      ...spotOf(entry.origin),
    });
  }
  const section = new GoMap();
  target.set(child.name, section);
  return section;
}

/**
 * The parent's globals win over the child's. The tables directly below `global` are copied, deeper ones are the same objects in
 * parent and child: what a child's defaults add there is seen by all charts that share them.
 */
function passGlobals(child: GoMap, parent: GoMap, path: string, report: Report): void {
  const own = child.entries.get(GLOBAL);
  const given = parent.entries.get(GLOBAL);
  const target = own === undefined ? new GoMap() : own.value;
  const source = given === undefined ? new GoMap() : given.value;
  if (!(target instanceof GoMap) || !(source instanceof GoMap)) {
    const wrong = target instanceof GoMap ? given : own;
    warn(report, `${join(path, GLOBAL)} is not a map: no globals are passed on`, wrong?.origin ?? null);
    return;
  }
  for (const [key, entry] of source.entries) passGlobal(target, key, entry, join(path, key), report);
  if (own === undefined) child.set(GLOBAL, target);
}

function passGlobal(target: GoMap, key: string, given: Entry, path: string, report: Report): void {
  const own = target.get(key);
  if (!(given.value instanceof GoMap)) {
    if (own instanceof GoMap) warn(report, `global ${path} is not a map, but a subchart has a map there, which it keeps`, given.origin);
    else target.set(key, given.value, given.origin);
    return;
  }
  const table = new GoMap();
  for (const [name, entry] of given.value.entries) table.set(name, entry.value, entry.origin);
  if (!target.has(key)) {
    target.set(key, table, given.origin);
  } else if (own instanceof GoMap) {
    target.set(key, mergeTables(table, own, path, { keepNulls: true, share: true, report }), given.origin);
  } else {
    warn(report, `global ${path} is a map, but a subchart has ${article(own)} there, which it keeps`, given.origin);
  }
}

function warn(report: Report, message: string, origin: Origin | null): void {
  report({ code: 'values-conflict', severity: 'warning', message, ...spotOf(origin) });
}

export const spotOf = (origin: Origin | null | undefined): { spot?: Spot } => (origin instanceof Spot ? { spot: origin } : {});

function article(value: GoValue): string {
  if (value === null || value === undefined) return 'null';
  const type = typeOf(value);
  if (type.startsWith('map')) return 'a map';
  if (type.startsWith('[]')) return 'a list';
  return { bool: 'a boolean', string: 'a string' }[type] ?? 'a number';
}

const join = (prefix: string, key: string): string => (prefix === '' ? key : `${prefix}.${key}`);
