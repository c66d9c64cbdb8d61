import { deepCopy, Entry, GoMap, GoStruct } from '../../value/index.js';
import { mergeLayers, overlay, type ListRule } from './layers.js';
import type { Session } from './session.js';

/** The state values of a helmfile in their layers, lowest first. */
export interface Environment {
  readonly name: string;
  /** Top-level `values:`. */
  readonly defaults: GoMap;
  /** Of the environment, and of `--state-values-file` or the parent's `values:`. */
  readonly values: GoMap;
  /** `--state-values-set`. */
  readonly overrides: GoMap;
}

export const newEnvironment = (name: string, values = new GoMap(), overrides = new GoMap()): Environment => ({ name, defaults: new GoMap(), values, overrides });

/** helmfile v0 lays layers over each other as it does files. */
function layer(session: Session, base: GoMap, over: GoMap, lists: ListRule): GoMap {
  return session.dialect === 'v0' && lists === 'sparse' ? overlay(base, over) : mergeLayers(base, over, lists);
}

export function mergeEnvironments(session: Session, base: Environment | null, over: Environment | null): Environment | null {
  if (base === null || over === null) return base ?? over;
  return {
    name: over.name === '' ? base.name : over.name,
    defaults: layer(session, base.defaults, over.defaults, 'sparse'),
    values: layer(session, base.values, over.values, 'sparse'),
    overrides: layer(session, base.overrides, over.overrides, 'elements'),
  };
}

/**
 * `.Values` of an environment.
 *
 * @param own a copy that the caller may change; else the one that all share
 */
export function mergedValues(session: Session, environment: Environment, own = false): GoMap {
  const known = own ? undefined : session.stateValues.get(environment);
  if (known !== undefined) return known;
  const values = layer(session, environment.defaults, environment.values, 'sparse');
  const copy = deepCopy(layer(session, values, environment.overrides, 'elements')) as GoMap;
  session.stateValues.set(own ? copy : environment, copy);
  return copy;
}

/** `.Environment` of every template. */
export function environmentObject(environment: Environment): GoStruct {
  const fields: [string, string | GoMap][] = [
    ['Name', environment.name],
    ['KubeContext', ''],
    ['Values', mergeLayers(environment.values, environment.overrides, 'elements')],
    ['Defaults', environment.defaults],
    ['CLIOverrides', environment.overrides],
  ];
  return new GoStruct('environment.Environment', new Map(fields.map(([name, value]) => [name, new Entry(value, null)])));
}

/** The dot of helmfiles and of the values files of an environment. */
export function environmentDot(environment: Environment, values: GoMap): GoStruct {
  const fields: [string, string | GoMap | GoStruct][] = [
    ['Environment', environmentObject(environment)],
    ['Namespace', ''],
    ['Values', values],
    ['StateValues', values],
  ];
  return new GoStruct('*state.EnvironmentTemplateData', new Map(fields.map(([name, value]) => [name, new Entry(value, null)])));
}
