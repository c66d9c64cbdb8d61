import { GoMap, type GoValue } from '../value/index.js';
import { identityOf, mapAt, textAt, type Identity } from './identity.js';
import type { PatchTarget } from './rewrite.js';
import { matchesWhole } from './whole-match.js';

/** Whether an object is one of those that a target selects. */
export function isSelected(object: GoMap, identity: Identity, target: PatchTarget): boolean {
  const fits = (pattern: string, ...texts: readonly string[]): boolean => pattern === '' || texts.some((text) => matchesWhole(pattern, text));
  return (
    fits(target.group, identity.group) &&
    fits(target.version, identity.version) &&
    fits(target.kind, identity.kind) &&
    fits(target.name, ...identity.names) &&
    fits(target.namespace, identity.namespace || 'default', identity.namespace) &&
    hasLabels(mapAt(object, 'metadata', 'labels'), target.labelSelector) &&
    hasLabels(mapAt(object, 'metadata', 'annotations'), target.annotationSelector)
  );
}

/**
 * Whether a map to merge names an object. Versions of one kind are taken for one, and a namespace counts where both have one: kustomize
 * is stricter, and fails where nothing is found.
 */
export function isNamed(identity: Identity, patch: GoMap): boolean {
  const named = identityOf(patch);
  const sameNamespace = named.namespace === '' || identity.namespace === '' || named.namespace === identity.namespace;
  return named.kind === identity.kind && named.group === identity.group && identity.names.includes(named.names[0]!) && sameNamespace;
}

/** `a=b,c!=d,e,!f,g in (x,y),h notin (z)`. */
function hasLabels(labels: GoMap | null, selector: string): boolean {
  return selector.split(/,(?![^(]*\))/).every((part) => part.trim() === '' || hasLabel(labels, part.trim()));
}

function hasLabel(labels: GoMap | null, part: string): boolean {
  const set = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(part);
  if (set !== null) return set[3]!.split(',').some((one) => one.trim() === label(labels, set[1]!)) === (set[2] === 'in');
  const equal = /^([^!=\s]+)\s*(!=|==?)\s*(\S*)$/.exec(part);
  if (equal !== null) return (label(labels, equal[1]!) === equal[3]) === (equal[2] !== '!=');
  return part.startsWith('!') ? label(labels, part.slice(1)) === null : label(labels, part) !== null;
}

function label(labels: GoMap | null, key: string): string | null {
  const value: GoValue = labels?.has(key) === true ? labels.get(key) : undefined;
  return value === undefined ? null : textAt(labels, key);
}
