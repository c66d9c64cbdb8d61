import { SourceFile, Spot } from '../../source/index.js';
import { GoMap, type Entry, type GoValue } from '../../value/index.js';
import { readYaml } from '../../yaml/index.js';
import type { DeployUnit } from '../unit.js';
import { flavour } from './document.js';
import { text, type ReleaseFields, type ReleaseHead } from './release-fields.js';
import type { Session } from './session.js';
import { switchBehind, valuesAt } from './switch.js';

export interface Enabled {
  readonly enabled: boolean;
  readonly condition: DeployUnit['condition'];
}

/** Whether a release is deployed: `condition` and `installed`, or their templates; what is off is named. */
export function enabledOf(session: Session, fields: ReleaseFields, head: ReleaseHead, at: Spot | string): Enabled {
  const installed = installedOf(session, fields, head, at);
  const condition = conditionOf(session, fields, head, at);
  const deciding = [installed, condition].find((switched) => switched !== null && !switched.enabled) ?? condition ?? installed;
  return { enabled: (installed?.enabled ?? true) && (condition?.enabled ?? true), condition: deciding?.condition ?? null };
}

function installedOf(session: Session, fields: ReleaseFields, head: ReleaseHead, at: Spot | string): Enabled | null {
  const template = fields.release.entries.get('installedTemplate');
  if (template !== undefined && text(template.value) !== '') return templated(session, fields.string(template, head), text(template.value), at);
  const entry = fields.release.entries.get('installed');
  if (entry === undefined || entry.value === null || entry.value === undefined) return null;
  const value = boolean(session, entry.value);
  if (value === null) refuse(session, `installed is neither true nor false: ${text(entry.value)}`, head, at);
  return switched(session, entry, value ?? false, `installed: ${text(entry.value)}`, at);
}

function templated(session: Session, rendered: Entry, expression: string, at: Spot | string): Enabled {
  return switched(session, rendered, boolean(session, rendered.value) ?? false, expression, at);
}

/** A flag as a person finds it: what wrote it, and which state value that printed. */
function switched(session: Session, { origin }: Entry, enabled: boolean, literal: string, at: Spot | string): Enabled {
  const spot = origin instanceof Spot ? origin : at instanceof Spot ? at : new Spot(new SourceFile(at, ''), 0, 0);
  const behind = switchBehind(session, spot);
  return {
    enabled,
    condition: behind === null ? { expression: literal, spot, enabledBy: null } : { expression: behind.expression, spot: behind.spot, enabledBy: behind.path === null ? null : valuesAt(behind.path, true) },
  };
}

function conditionOf(session: Session, fields: ReleaseFields, head: ReleaseHead, at: Spot | string): Enabled | null {
  const { release } = fields;
  const template = release.entries.get('conditionTemplate');
  if (template !== undefined && text(template.value) !== '') return templated(session, fields.string(template, head), text(template.value), at);
  const entry = release.entries.get('condition');
  const expression = text(entry?.value);
  if (entry === undefined || expression === '') return null;
  if (/^(?:true|false)$/i.test(expression)) return switched(session, entry, expression.toLowerCase() === 'true', expression, at);
  const spot = entry.origin instanceof Spot ? entry.origin : at;
  const keys = expression.split('.');
  if (keys.at(-1) !== 'enabled') {
    refuse(session, `the condition ${expression} does not end in ".enabled"`, head, spot);
    return { enabled: false, condition: null };
  }
  return { enabled: lookUp(session, keys, fields.values, head, spot), condition: { expression, spot: spot instanceof Spot ? spot : new Spot(new SourceFile(spot, ''), 0, 0), enabledBy: valuesAt(keys, true) } };
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
