import { GoError, GoMap, Sourced, type GoValue, type Method } from '../value/index.js';
import { toYaml } from '../yaml/index.js';
import { stringMethod } from './methods.js';

/** The methods of helm's `chartutil.Values`; they hide keys of the same name. */
export function valuesMethods(values: GoMap): Record<string, Method> {
  return {
    AsMap: () => values.plain(),
    YAML: () => `${toYaml(values)}\n`,
    Table: stringMethod((path) => table(values, path.split('.'))),
    PathValue: stringMethod((path) => pathValue(values, path)),
  };
}

/** The map at a path, with the methods of the values. */
function table(values: GoMap, keys: readonly string[]): GoMap {
  const found = keys.reduce((map, key) => {
    const inner = map.get(key);
    if (!(inner instanceof GoMap)) throw new GoError(`${JSON.stringify(key)} is not a table`);
    return inner;
  }, values);
  const view = new GoMap('chartutil.Values', false, found.entries);
  view.place = found.place;
  view.methods = valuesMethods(view);
  return view;
}

/** What stands at a path, unless it is a map. */
function pathValue(values: GoMap, path: string): Sourced {
  if (path === '') throw new GoError('YAML path cannot be empty');
  const keys = path.split('.');
  const last = keys.pop()!;
  const entry = holderOf(values, keys)?.entries.get(last);
  if (entry === undefined || entry.value instanceof GoMap) throw new GoError(`${JSON.stringify(last)} is not a value`);
  return new Sourced(entry.value, entry.origin);
}

function holderOf(values: GoMap, keys: readonly string[]): GoMap | null {
  const holder = keys.reduce<GoValue>((map, key) => (map instanceof GoMap ? map.get(key) : null), values);
  return holder instanceof GoMap ? holder : null;
}
