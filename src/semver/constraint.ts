import { comparePrerelease, SemverError, Version } from './version.js';

const MAX_CONSTRAINT_LENGTH = 512;
const MAX_GROUPS = 32;

/** Go's `\s`; JavaScript's knows more. */
const SPACE = '[\\t\\n\\f\\r ]';
/** A version with wildcards. The bar is in upstream's character class, where it only ever leads to an error. */
const PATTERN =
  'v?([0-9|xX*]+)(\\.[0-9|xX*]+)?(\\.[0-9|xX*]+)?(-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?';
const HYPHEN_RANGE = new RegExp(`${SPACE}*(${PATTERN})${SPACE}+-${SPACE}+(${PATTERN})${SPACE}*`, 'g');
const COMPARATOR = new RegExp(`(!=|>=|=>|<=|=<|~>|=|>|<|~|\\^|)${SPACE}*(${PATTERN})${SPACE}*`, 'y');
const SEPARATOR = new RegExp(`,${SPACE}*`, 'y');
const LEADING_SPACE = new RegExp(`${SPACE}*`, 'y');

/** One comparator; `partial` says which parts were left out or a wildcard. */
interface Comparator {
  readonly test: Test;
  readonly version: Version;
  /** minor (and so patch) open: `1`, `1.x` */
  readonly minorOpen: boolean;
  /** patch open: `1.2`, `1.2.x` */
  readonly patchOpen: boolean;
  /** any part open, `*` included */
  readonly open: boolean;
}

type Test = (version: Version, comparator: Comparator) => boolean;

/** A constraint as Masterminds/semver v3 reads it: `||` of groups whose comparators must all hold. */
export class Constraint {
  private constructor(private readonly groups: readonly (readonly Comparator[])[]) {}

  /** @throws SemverError */
  static parse(text: string): Constraint {
    if (text.length > MAX_CONSTRAINT_LENGTH) throw new SemverError('constraint string is too long (max 512 bytes)');
    const groups = rewriteHyphenRanges(text).split('||');
    if (groups.length > MAX_GROUPS) throw new SemverError('too many constraint groups (max 32)');
    return new Constraint(groups.map(parseGroup));
  }

  /** Since 3.4.0 one comparator with a pre-release opens its whole group to pre-releases. */
  check(version: Version): boolean {
    return this.groups.some((group) => {
      if (version.prerelease !== '' && !group.some((comparator) => comparator.version.prerelease !== '')) return false;
      return group.every((comparator) => comparator.test(version, comparator));
    });
  }
}

/** Upstream drops the spaces before a range too, so that `>1 2 - 3` is refused. */
function rewriteHyphenRanges(text: string): string {
  let result = text;
  for (const match of text.matchAll(HYPHEN_RANGE)) result = result.replace(match[0], () => `>= ${match[1]}, <= ${match[6]} `);
  return result;
}

function parseGroup(text: string): Comparator[] {
  const matches: RegExpExecArray[] = [];
  let at = skip(LEADING_SPACE, text, 0);
  for (;;) {
    COMPARATOR.lastIndex = at;
    const match = COMPARATOR.exec(text);
    if (match === null) throw new SemverError(`improper constraint: ${JSON.stringify(text)}`);
    matches.push(match);
    at = COMPARATOR.lastIndex;
    if (at === text.length) return matches.map(comparatorOf);
    const spaced = /[\t\n\f\r ]/.test(text[at - 1] ?? '');
    const next = skip(SEPARATOR, text, at);
    if (next === at && !spaced) throw new SemverError(`improper constraint: ${JSON.stringify(text)}`);
    at = next;
  }
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function comparatorOf(match: RegExpExecArray): Comparator {
  const [, operator = '', pattern = '', major = '', minor = '', patch = '', prerelease = ''] = match;
  const test = TESTS[operator]!;
  if (isWildcard(major)) return { test, version: parseVersion(`0.0.0${prerelease}`), minorOpen: false, patchOpen: false, open: true };
  if (minor === '' || isWildcard(minor.slice(1))) {
    return { test, version: parseVersion(`${major}.0.0${prerelease}`), minorOpen: true, patchOpen: false, open: true };
  }
  if (patch === '' || isWildcard(patch.slice(1))) {
    return { test, version: parseVersion(`${major}${minor}.0${prerelease}`), minorOpen: false, patchOpen: true, open: true };
  }
  return { test, version: parseVersion(pattern), minorOpen: false, patchOpen: false, open: false };
}

function parseVersion(text: string): Version {
  try {
    return Version.parse(text);
  } catch (error) {
    if (error instanceof SemverError) throw new SemverError('constraint parser error');
    throw error;
  }
}

const isWildcard = (part: string): boolean => part === 'x' || part === 'X' || part === '*';

const TESTS: Readonly<Record<string, Test>> = {
  '': (version, c) => (c.open ? tilde(version, c) : version.compare(c.version) === 0),
  '=': (version, c) => (c.open ? tilde(version, c) : version.compare(c.version) === 0),
  '!=': notEqual,
  '>': greaterThan,
  '<': (version, c) => version.compare(c.version) < 0,
  '>=': (version, c) => version.compare(c.version) >= 0,
  '=>': (version, c) => version.compare(c.version) >= 0,
  '<=': lessThanEqual,
  '=<': lessThanEqual,
  '~': tilde,
  '~>': tilde,
  '^': caret,
};

function notEqual(version: Version, c: Comparator): boolean {
  if (c.minorOpen) return version.major !== c.version.major;
  if (c.patchOpen) {
    if (version.major !== c.version.major || version.minor !== c.version.minor) return true;
    return (version.prerelease !== '' || c.version.prerelease !== '') && prereleasesDiffer(version, c.version);
  }
  return version.compare(c.version) !== 0;
}

/** Upstream compares the pre-releases as texts here: a release against a pre-release differs. */
const prereleasesDiffer = (a: Version, b: Version): boolean => comparePrerelease(a.prerelease, b.prerelease) !== 0;

/** `>11` starts at 12, `>11.1` at 11.2. */
function greaterThan(version: Version, c: Comparator): boolean {
  if (c.minorOpen) return version.major > c.version.major;
  if (c.patchOpen && version.major === c.version.major) return version.minor > c.version.minor;
  if (c.patchOpen) return version.major > c.version.major;
  return version.compare(c.version) > 0;
}

/** `<=1.2` holds for 1.2.9; `<=*` for major 0 and minor 0 only, as upstream has it. */
function lessThanEqual(version: Version, c: Comparator): boolean {
  if (!c.open) return version.compare(c.version) <= 0;
  if (version.major !== c.version.major) return version.major < c.version.major;
  return c.minorOpen || version.minor <= c.version.minor;
}

function tilde(version: Version, c: Comparator): boolean {
  if (version.compare(c.version) < 0) return false;
  const { major, minor, patch } = c.version;
  // Upstream: ~0.0.0 (and so `*`) accepts everything above it.
  if (major === 0n && minor === 0n && patch === 0n && !c.minorOpen && !c.patchOpen) return true;
  return version.major === major && (c.minorOpen || version.minor === minor);
}

function caret(version: Version, c: Comparator): boolean {
  if (version.compare(c.version) < 0) return false;
  const { major, minor, patch } = c.version;
  if (version.major !== major) return false;
  if (major > 0n || c.minorOpen) return true;
  if (version.minor !== minor) return false;
  return minor > 0n || c.patchOpen || version.patch === patch;
}
