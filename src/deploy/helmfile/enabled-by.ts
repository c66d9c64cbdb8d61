import { SourceFile, Spot } from '../../source/index.js';
import { DerivedSource, GoMap } from '../../value/index.js';
import { readYaml } from '../../yaml/index.js';
import { overlay } from './layers.js';
import { MapPaths } from './map-paths.js';
import { ReleaseFields, type ReleaseHead } from './release-fields.js';
import { switchBehind, type Switch } from './switch.js';

/** Settings that one flag may need together. */
const MAX_SETTINGS = 8;

/**
 * The state values with which an action prints `true`. It is rendered again with the value that switched it off set, as long as that
 * leads to another one; null where no such values are found.
 */
export function enabledBy(fields: ReleaseFields, head: ReleaseHead, { expression, spot, path }: Switch): Readonly<Record<string, unknown>> | null {
  const { renderer, helmfile, release } = fields;
  const text = renderer.declarationsBefore(spot) + expression;
  let settings = new GoMap();
  let next = path();
  for (let count = 0; count < MAX_SETTINGS && next !== null; count++) {
    const set = mapAt(next);
    if (isWithin(set, settings)) return null;
    settings = overlay(settings, set);
    const values = overlay(fields.values, settings);
    const changed = new ReleaseFields(renderer, helmfile, values, release);
    const rendered = renderer.session.silently(() => renderer.render(new SourceFile('flag', text), helmfile.folder, changed.dot(head)));
    if (readYaml(rendered).value === true) return plain(settings);
    next = falseWithin(rendered, values);
  }
  return null;
}

function falseWithin(rendered: DerivedSource, values: GoMap): readonly string[] | null {
  const start = rendered.text.search(/\S/);
  return start < 0 ? null : (switchBehind(new Spot(rendered, start, rendered.text.trimEnd().length), (map) => new MapPaths(values).find(map))?.path() ?? null);
}

function mapAt(path: readonly string[]): GoMap {
  return path.reduceRight<GoMap | true>((inner, key) => new GoMap().set(key, inner), true) as GoMap;
}

function isWithin(map: GoMap, other: GoMap): boolean {
  return [...map.entries].every(([key, { value }]) => {
    const present = other.get(key);
    return value instanceof GoMap ? present instanceof GoMap && isWithin(value, present) : present === value;
  });
}

function plain(map: GoMap): Record<string, unknown> {
  return Object.fromEntries([...map.entries].map(([key, { value }]) => [key, value instanceof GoMap ? plain(value) : value]));
}
