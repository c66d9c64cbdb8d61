import { deepCopy, GoMap, toPlain } from '../../value/index.js';
import { overlay } from '../../values/index.js';
import { makeFamily, type Family } from '../family.js';
import type { ValuesPath } from '../file-reads.js';
import type { Look } from '../sightings.js';
import { keepNewest } from './newest.js';

/** Families that are kept. */
const MAX_FAMILIES = 4;

/** Families of a chart with dependencies switched otherwise. Most trials for an image only differ in other values. */
export class SwitchedFamilies {
  readonly #families = new Map<string, Family>();
  #switches: ReadonlySet<string> | null = null;

  constructor(
    readonly look: Look,
    /** With every dependency there is. */
    readonly widest: Family,
  ) {}

  /**
   * The family in which dependencies are as some more values say; null where those do not touch them.
   *
   * @param changed paths at which the values change: the first key that is not there yet, or the leaf
   */
  family(more: GoMap, changed: readonly ValuesPath[]): Family | null {
    const switches = (this.#switches ??= switchesOf(this.widest));
    const paths = changed.filter((path) => switches.has(JSON.stringify(path)));
    if (paths.length === 0) return null;
    const switching = new GoMap();
    for (const path of paths) copyAt(more, switching, path);
    const key = JSON.stringify(toPlain(switching));
    let family = this.#families.get(key);
    if (family === undefined) keepNewest(this.#families, key, (family = this.#make(switching)), MAX_FAMILIES);
    return family;
  }

  #make(switching: GoMap): Family {
    const { chart, userValues, options, templates } = this.look;
    return makeFamily(chart, overlay(deepCopy(userValues), switching), 'as-given', options, templates, () => {});
  }
}

/** The paths of values that decide about dependencies, and of the tables around them. */
function switchesOf({ root }: Family): ReadonlySet<string> {
  const paths = new Set<string>();
  const add = (path: readonly string[]): void => path.forEach((_, at) => paths.add(JSON.stringify(path.slice(0, at + 1))));
  const visit = (node: Family['root'], prefix: readonly string[]): void => {
    for (const { switch: path, condition } of node.decisions) {
      add(path);
      if (condition !== '') for (const one of condition.split(',')) add([...prefix, ...one.split('.')]);
    }
    for (const child of node.children) visit(child, [...prefix, child.name]);
  };
  visit(root, []);
  return paths;
}

/** A value with the tables around it. */
function copyAt(from: GoMap, into: GoMap, path: ValuesPath): void {
  const [key, ...rest] = path as readonly string[];
  const value = from.get(key!);
  if (rest.length === 0 || !(value instanceof GoMap)) return void into.set(key!, value);
  const present = into.get(key!);
  const table = present instanceof GoMap ? present : new GoMap();
  into.set(key!, table);
  copyAt(value, table, rest);
}
