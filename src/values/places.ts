import { GoList, GoMap, Place, type GoValue } from '../value/index.js';
import type { ChartNode } from './chart-node.js';

/** Below its parent's, a dot in a chart's name leads one table deeper, because that is where helm looks for its values. */
export const placeBelow = (parent: Place, name: string): Place => name.split('.').reduce<Place>((at, key) => at.child(key), parent);

/** The steps from the root chart's `.Values`. */
export function pathOf(place: Place): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: Place = place; at.parent !== null; at = at.parent) path.push(at.key);
  return path.reverse();
}

/** `controller.image.tag`, `list[0].image`; keys with dots are quoted. */
export function dottedPath(path: readonly (string | number)[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/[.[\]"]/.test(step)) text += `["${step.replaceAll('"', '\\"')}"]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

/**
 * What a chart reads as `.Values`: the table below its name in those of its parent, under the type that methods belong to. Both
 * are one map: what one of them sets the other sees.
 */
export function valuesFor(node: ChartNode, parentValues: GoMap): GoMap {
  let table = parentValues;
  for (const step of node.name.split('.')) {
    const next = table.get(step);
    if (!(next instanceof GoMap)) return emptyValues(node);
    table = next;
  }
  const values = new GoMap('chartutil.Values', false, table.entries);
  values.place = table.place;
  return values;
}

function emptyValues(node: ChartNode): GoMap {
  const values = new GoMap('chartutil.Values');
  values.place = node.place;
  return values;
}

/**
 * Gives every container its place. `global` of a subchart gets the root's: a value set there reaches all charts, whereas one set
 * below the subchart is overruled by the root's.
 */
export function setPlaces(root: ChartNode, values: GoMap): void {
  setBelow(root, values, root.place, root.place.child('global'));
}

function setBelow(node: ChartNode, values: GoMap, place: Place, global: Place): void {
  values.place = place;
  mark(values.get('global'), global);
  for (const child of node.children) {
    const section = values.get(child.name);
    if (section instanceof GoMap && section.place === null) setBelow(child, section, place.child(child.name), global);
  }
  markEntries(values, place);
}

export function mark(value: GoValue, place: Place): void {
  if (value instanceof GoMap) {
    if (value.place !== null) return;
    value.place = place;
    markEntries(value, place);
  } else if (value instanceof GoList && value.place === null) {
    value.place = place;
    value.entries.forEach((entry, key) => {
      if (typeof entry.value === 'object') mark(entry.value, place.child(key));
    });
  }
}

function markEntries(map: GoMap, parent: Place): void {
  for (const [key, { value }] of map.entries) {
    if (value instanceof GoMap || value instanceof GoList) {
      if (value.place === null) mark(value, parent.child(key));
    }
  }
}
