import { GoList, GoMap, type GoValue } from '../value/index.js';
import { toYaml } from '../yaml/index.js';

/** An overlay as the lines of a values file. */
export const overlayLines = (overlay: Readonly<Record<string, unknown>>): string[] => toYaml(goValue(overlay)).trimEnd().split('\n');

function goValue(value: unknown): GoValue {
  if (Array.isArray(value)) return GoList.of(value.map(goValue));
  if (typeof value !== 'object' || value === null) return value as GoValue;
  return GoMap.of(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, goValue(inner)])));
}
