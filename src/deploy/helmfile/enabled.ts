import { SourceFile, Spot } from '../../source/index.js';
import { GoMap, WHOLE_MARKER, type Entry, type GoValue } from '../../value/index.js';
import { readYaml } from '../../yaml/index.js';
import type { DeployUnit } from '../unit.js';
import { flavour } from './document.js';
import { text, type ReleaseFields, type ReleaseHead } from './release-fields.js';
import { originalSpot } from './original-spot.js';
import type { Session } from './session.js';
import { switchBehind, valuesAt } from './switch.js';
import { enabledBy } from './enabled-by.js';
import { merged } from './plain-values.js';

export interface Enabled {
  readonly enabled: boolean;
  readonly condition: DeployUnit['condition'];
}

/** Whether a release is deployed: `condition` and `installed`, or their templates; what is off is named. */
export function enabledOf(session: Session, fields: ReleaseFields, head: ReleaseHead, at: Spot | string): Enabled {
  const installed = installedOf(session, fields, head, at);
  const condition = conditionOf(session, fields, head, at);
  const enabled = (installed?.enabled ?? true) && (condition?.enabled ?? true);
  if (installed?.enabled === false && condition?.enabled === false) return { enabled, condition: both(condition.condition, installed.condition) };
  const deciding = installed?.enabled === false ? installed : (condition ?? installed);
  return { enabled, condition: deciding?.condition ?? null };
}

/** Two that are off: both have to be switched on. */
function both(one: DeployUnit['condition'], other: DeployUnit['condition']): DeployUnit['condition'] {
  if (one === null || other === null) return one ?? other;
  return { ...one, enabledBy: one.enabledBy === null || other.enabledBy === null ? null : merged(one.enabledBy, other.enabledBy) };
}

function installedOf(session: Session, fields: ReleaseFields, head: ReleaseHead, at: Spot | string): Enabled | null {
  const template = fields.release.entries.get('installedTemplate');
  if (template !== undefined && text(template.value) !== '') return templated(session, fields, head, template, at);
  const entry = fields.release.entries.get('installed');
  if (entry === undefined || entry.value === null || entry.value === undefined) return null;
  const value = boolean(session, entry.value);
  if (value === null && !isUnknown(entry.value)) refuse(session, `installed is neither true nor false: ${text(entry.value)}`, head, at);
  return switched(fields, head, entry, value ?? false, `installed: ${text(entry.value)}`, at);
}

function templated(session: Session, fields: ReleaseFields, head: ReleaseHead, template: Entry, at: Spot | string): Enabled {
  const rendered = fields.string(template, head);
  return switched(fields, head, rendered, boolean(session, rendered.value) ?? false, text(template.value), at);
}

/** A flag as a person finds it: what wrote it, and which state value that printed. */
function switched(fields: ReleaseFields, head: ReleaseHead, { origin }: Entry, enabled: boolean, literal: string, at: Spot | string): Enabled {
  const spot = origin instanceof Spot ? origin : placeOf(at);
  const behind = switchBehind(spot, (map) => fields.renderer.session.pathOf(map));
  if (behind === null) return { enabled, condition: { expression: literal, spot: originalSpot(spot), enabledBy: null } };
  return { enabled, condition: { expression: behind.expression, spot: originalSpot(behind.spot), enabledBy: enabled ? null : enabledBy(fields, head, behind) } };
}

/** A file without a place in it stands for its beginning. */
const placeOf = (at: Spot | string): Spot => (at instanceof Spot ? originalSpot(at) : new Spot(new SourceFile(at, ''), 0, 0));

function conditionOf(session: Session, fields: ReleaseFields, head: ReleaseHead, at: Spot | string): Enabled | null {
  const { release } = fields;
  const template = release.entries.get('conditionTemplate');
  if (template !== undefined && text(template.value) !== '') return templated(session, fields, head, template, at);
  const entry = release.entries.get('condition');
  const expression = text(entry?.value);
  if (entry === undefined || expression === '') return null;
  if (/^(?:true|false)$/i.test(expression)) return switched(fields, head, entry, expression.toLowerCase() === 'true', expression, at);
  const spot = entry.origin instanceof Spot ? entry.origin : at;
  const keys = expression.split('.');
  if (keys.at(-1) !== 'enabled') {
    refuse(session, `the condition ${expression} does not end in ".enabled"`, head, spot);
    return { enabled: false, condition: null };
  }
  return { enabled: lookUp(session, keys, fields.values, head, spot), condition: { expression, spot: placeOf(spot), enabledBy: valuesAt(keys, true) } };
}

/** Only a boolean true switches on; what is above it has to be there. */
function lookUp(session: Session, keys: readonly string[], values: GoMap, head: ReleaseHead, at: Spot | string): boolean {
  let map = values;
  for (const [depth, key] of keys.slice(0, -1).entries()) {
    const next = map.get(key);
    if (!(next instanceof GoMap)) {
      refuse(session, `the condition needs a state value ${keys.slice(0, depth + 1).join('.')}, and it ${map.has(key) ? 'is not a map' : 'is not there'}`, head, at);
      return false;
    }
    map = next;
  }
  return map.get('enabled') === true;
}

/** What is not known was reported where it was looked for; until then the release is off. */
const isUnknown = (value: GoValue): boolean => typeof value === 'string' && WHOLE_MARKER.test(value);

function boolean(session: Session, value: GoValue): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  // go-yaml v3 reads `yes` and `on` into a flag as true.
  const read = readYaml(new SourceFile('flag', value), { flavour: flavour(session) === 'v3' ? 'v2' : flavour(session) }).value;
  return typeof read === 'boolean' ? read : null;
}

function refuse(session: Session, why: string, { name }: ReleaseHead, at: Spot | string): void {
  session.problem('release-invalid', `Release ${name}: ${why}.`, at);
}
