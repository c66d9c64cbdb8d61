import { Spot } from '../source/index.js';
import { GoList, type GoMap } from '../value/index.js';
import type { Dependency } from './chart.js';
import type { MutableMetadata } from './metadata.js';

/** Told what helm refuses; the spot is null for what is missing. */
export type OnInvalid = (message: string, spot: Spot | null) => void;

/** Normalises the texts of a Chart.yaml as helm does, and tells every violation of its rules. */
export function validateMetadata(metadata: MutableMetadata, values: GoMap, invalid: OnInvalid): void {
  for (const field of ['name', 'description', 'home', 'icon', 'condition', 'tags', 'appVersion', 'kubeVersion'] as const) {
    metadata[field] = printable(metadata[field]);
  }
  metadata.sources = metadata.sources.map(printable);
  metadata.keywords = metadata.keywords.map(printable);
  metadata.maintainers = metadata.maintainers.map(({ name, email, url }) => ({ name: printable(name), email: printable(email), url: printable(url) }));
  const at = (field: string): Spot | null => spotOf(values, field);
  const { name, version, type } = metadata;
  if (metadata.apiVersion === '') invalid('`apiVersion` is missing.', at('apiVersion'));
  if (name === '') invalid('`name` is missing.', at('name'));
  else if (name === '.' || name === '..' || name.includes('/')) invalid(`The name ${JSON.stringify(name)} is not a plain name.`, at('name'));
  if (version === '') invalid('`version` is missing.', at('version'));
  else if (!isVersion(version)) invalid(`The version ${JSON.stringify(version)} is not a semantic version.`, at('version'));
  if (type !== '' && type !== 'application' && type !== 'library') invalid(`The type ${JSON.stringify(type)} is neither \`application\` nor \`library\`.`, at('type'));
  if (metadata.dependencies !== null) metadata.dependencies = checkDependencies(metadata.dependencies, values, invalid);
}

function checkDependencies(dependencies: readonly Dependency[], values: GoMap, invalid: OnInvalid): Dependency[] {
  const taken = new Set<string>();
  return dependencies.map((dependency, at) => {
    const { name, version, repository, condition, tags, alias } = dependency;
    const clean = { ...dependency, name: printable(name), version: printable(version), repository: printable(repository), condition: printable(condition), tags: tags.map(printable) };
    const spot = dependencySpot(values, at);
    if (alias !== '' && !/^[a-zA-Z0-9_-]+$/.test(alias)) invalid(`The alias ${JSON.stringify(alias)} has characters that an alias must not have.`, spot);
    const key = alias === '' ? clean.name : alias;
    if (taken.has(key)) invalid(`More than one dependency has the name or alias ${JSON.stringify(key)}.`, spot);
    taken.add(key);
    return clean;
  });
}

/** Where a field of Chart.yaml is written. */
function spotOf(values: GoMap, field: string): Spot | null {
  const origin = values.entries.get(field)?.origin;
  return origin instanceof Spot ? origin : null;
}

/** Where an entry of `dependencies` is written. */
export function dependencySpot(values: GoMap, at: number): Spot | null {
  const list = values.get('dependencies');
  const origin = list instanceof GoList ? list.entries[at]?.origin : null;
  return origin instanceof Spot ? origin : spotOf(values, 'dependencies');
}

/** Any space becomes a plain one, what cannot be printed goes (Go's unicode.IsSpace and IsPrint). */
function printable(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : text.replace(/[^\x20-\x7e]/gu, (char) => (isCommon(char.codePointAt(0)!) ? char : SPACE.test(char) ? ' ' : /\p{C}/u.test(char) ? '' : char));
}

// U+0085 is white space to Go and not to JavaScript, U+FEFF the other way round.
const SPACE = /[\t-\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Latin letters, dashes, quotes, Han: spares the compilation of a Unicode class, some milliseconds. */
const isCommon = (code: number): boolean => (code > 0xad && code < 0x250) || (code >= 0x2010 && code <= 0x2027) || (code >= 0x4e00 && code <= 0x9fff);

const VERSION = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/;

/** Whether Masterminds/semver takes it for a version, loosely: `1`, `v1.2`, `01.2.3`. */
function isVersion(text: string): boolean {
  const match = text.length > 256 ? null : VERSION.exec(text);
  if (match === null) return false;
  const [, major = '0', minor = '0', patch = '0', prerelease = ''] = match;
  if ([major, minor, patch].some((part) => BigInt(part) >= 2n ** 64n)) return false;
  return !prerelease.split('.').some((part) => /^0\d+$/.test(part));
}
