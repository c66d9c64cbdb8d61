import { Spot } from '../../source/index.js';
import { Entry, GoList, GoMap, type GoValue } from '../../value/index.js';
import { MAX_INHERITED } from './limits.js';
import { joinLists, joinMaps } from './maps.js';
import type { Session } from './session.js';
import { listOf, mapOf } from './state.js';

/** Fields that `inherit` adds up; of the others the last one that says something stands. */
const LISTS = new Set(
  'values valuesTemplate secrets set setString setTemplate env apiVersions dependencies jsonPatches strategicMergePatches transformers'.split(' '),
);
/** Flags that, once true, stay so: mergo does not see false behind a pointer. */
const FLAGS = new Set(['installed']);

/** A release with everything it inherits, fields in the form in which they were read. */
export class InheritedReleases {
  #inherited = 0;

  constructor(
    readonly session: Session,
    readonly state: GoMap,
    readonly at: string,
  ) {}

  /** null where helmfile refuses the release. */
  resolve(entry: Entry): GoMap | null {
    if (!(entry.value instanceof GoMap)) return this.#refuse('A release is a map of fields.', entry);
    const release = this.#withDefaults(entry.value);
    this.#inherited = 0;
    return this.#resolve(release, entry, []);
  }

  /** `defaultInherit` stands before what the release inherits itself. */
  #withDefaults(release: GoMap): GoMap {
    const named = this.state.get('defaultInherit');
    const names = (named instanceof GoList ? named.values() : [named]).filter((name): name is string => typeof name === 'string' && name.trim() !== '').map((name) => name.trim());
    if (names.length === 0) return release;
    const own = inheritOf(release);
    const present = new Set(own.map(({ value }) => (value instanceof GoMap ? value.get('template') : null)));
    const added = [...new Set(names)].filter((name) => !present.has(name)).map((name) => new Entry(GoMap.of({ template: name }), null));
    return joinMaps(release).set('inherit', new GoList([...added, ...own]));
  }

  #resolve(release: GoMap, at: Entry, path: readonly string[]): GoMap | null {
    let merged = new GoMap();
    for (const { value } of inheritOf(release)) {
      const name = value instanceof GoMap ? value.get('template') : null;
      if (typeof name !== 'string' || name === '') return release;
      if (++this.#inherited > MAX_INHERITED) return this.#refuse(`The release inherits more than ${MAX_INHERITED} templates.`, at);
      if (path.includes(name)) return this.#refuse(`Templates inherit each other: ${[...path, name].join(' -> ')}.`, at);
      const template = mapOf(this.state, 'templates').entries.get(name);
      if (template === undefined) return this.#refuse(`The release inherits a template that does not exist: ${name}.`, at);
      const source = this.#resolve(template.value instanceof GoMap ? template.value : new GoMap(), at, [...path, name]);
      if (source === null) return null;
      merged = mergeReleases(merged, without(source, value as GoMap));
    }
    merged = mergeReleases(merged, release);
    merged.delete('inherit');
    return merged;
  }

  #refuse(message: string, { origin }: Entry): null {
    this.session.problem('release-invalid', message, origin instanceof Spot ? origin : this.at);
    return null;
  }
}

/** An old form has one map in place of the list. */
function inheritOf(release: GoMap): readonly Entry[] {
  const inherit = release.entries.get('inherit');
  return inherit?.value instanceof GoMap ? [inherit] : listOf(release, 'inherit');
}

function without(release: GoMap, inherit: GoMap): GoMap {
  const copy = joinMaps(release);
  for (const { value } of listOf(inherit, 'except')) if (typeof value === 'string') copy.delete(value);
  return copy;
}

function mergeReleases(base: GoMap, over: GoMap): GoMap {
  const merged = joinMaps(base);
  for (const [key, entry] of over.entries) {
    const present = merged.entries.get(key);
    if (present === undefined) merged.entries.set(key, entry);
    else if (!says(entry.value)) continue;
    else merged.entries.set(key, mergeField(key, present, entry));
  }
  return merged;
}

function mergeField(key: string, { value, origin }: Entry, over: Entry): Entry {
  if (LISTS.has(key) && value instanceof GoList && over.value instanceof GoList) return new Entry(joinLists(value, over.value), over.origin);
  if (key === 'labels' && value instanceof GoMap && over.value instanceof GoMap) return new Entry(joinMaps(value, over.value), over.origin);
  return FLAGS.has(key) && value === true ? new Entry(value, origin) : over;
}

const says = (value: GoValue): boolean => value !== null && value !== undefined && value !== '';
