/** A version or constraint that Masterminds/semver refuses; the message is its own. */
export class SemverError extends Error {}

/** Go: versions are at most 256, constraints at most 512 bytes long. */
const MAX_VERSION_LENGTH = 256;
const MAX_UINT64 = (1n << 64n) - 1n;

const LOOSE_VERSION = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

/** A version as Masterminds/semver v3 reads it: `v` and missing parts allowed, leading zeros too except in numeric pre-release parts. */
export class Version {
  constructor(
    readonly major: bigint,
    readonly minor: bigint,
    readonly patch: bigint,
    readonly prerelease: string,
    readonly metadata: string,
    /** The text it was read from. */
    readonly original: string,
  ) {}

  /** @throws SemverError */
  static parse(text: string): Version {
    if (text.length > MAX_VERSION_LENGTH) throw new SemverError('version string is too long (max 256 bytes)');
    const match = LOOSE_VERSION.exec(text);
    if (match === null) throw new SemverError('invalid semantic version');
    const [, major = '', minor = '0', patch = '0', prerelease = '', metadata = ''] = match;
    const version = new Version(segment(major), segment(minor), segment(patch), prerelease, metadata, text);
    if (prerelease.split('.').some((part) => /^0\d+$/.test(part))) throw new SemverError('version segment starts with 0');
    return version;
  }

  /** Without a leading `v`, with all three parts. */
  toString(): string {
    const prerelease = this.prerelease === '' ? '' : `-${this.prerelease}`;
    const metadata = this.metadata === '' ? '' : `+${this.metadata}`;
    return `${this.major}.${this.minor}.${this.patch}${prerelease}${metadata}`;
  }

  /** -1, 0 or 1; metadata does not count. */
  compare(other: Version): number {
    return (
      order(this.major, other.major) ||
      order(this.minor, other.minor) ||
      order(this.patch, other.patch) ||
      comparePrerelease(this.prerelease, other.prerelease)
    );
  }

  incrementMajor(): Version {
    return this.#next(increment('major', this.major), 0n, 0n);
  }

  incrementMinor(): Version {
    return this.#next(this.major, increment('minor', this.minor), 0n);
  }

  /** A pre-release becomes its release. */
  incrementPatch(): Version {
    return this.#next(this.major, this.minor, this.prerelease === '' ? increment('patch', this.patch) : this.patch);
  }

  /** @throws SemverError */
  withPrerelease(prerelease: string): Version {
    if (prerelease !== '') Version.parse(`0.0.0-${checkParts(prerelease, 'invalid prerelease string')}`);
    return this.#named(new Version(this.major, this.minor, this.patch, prerelease, this.metadata, ''));
  }

  /** @throws SemverError */
  withMetadata(metadata: string): Version {
    if (metadata !== '') checkParts(metadata, 'invalid metadata string');
    return this.#named(new Version(this.major, this.minor, this.patch, this.prerelease, metadata, ''));
  }

  #next(major: bigint, minor: bigint, patch: bigint): Version {
    return this.#named(new Version(major, minor, patch, '', '', ''));
  }

  #named(next: Version): Version {
    const prefix = this.original.startsWith('v') ? 'v' : '';
    return new Version(next.major, next.minor, next.patch, next.prerelease, next.metadata, prefix + next.toString());
  }
}

/** A release is above its pre-releases; numeric parts are below others and compared by value. */
export function comparePrerelease(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '') return 1;
  if (b === '') return -1;
  const left = a.split('.');
  const right = b.split('.');
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const result = comparePart(left[at] ?? '', right[at] ?? '');
    if (result !== 0) return result;
  }
  return 0;
}

function comparePart(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '') return -1;
  if (b === '') return 1;
  const x = uint64(a);
  const y = uint64(b);
  if (x === null && y === null) return a > b ? 1 : -1;
  if (y === null) return -1;
  if (x === null) return 1;
  return x > y ? 1 : -1;
}

function segment(digits: string): bigint {
  const value = uint64(digits);
  if (value === null) throw new SemverError(`error parsing version segment: strconv.ParseUint: parsing "${digits}": value out of range`);
  return value;
}

function uint64(text: string): bigint | null {
  if (!/^\d+$/.test(text)) return null;
  const value = BigInt(text);
  return value > MAX_UINT64 ? null : value;
}

function increment(name: string, value: bigint): bigint {
  if (value === MAX_UINT64) throw new SemverError(`${name} version increment would overflow uint64`);
  return value + 1n;
}

function checkParts(text: string, message: string): string {
  if (!/^[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*$/.test(text)) throw new SemverError(message);
  return text;
}

const order = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
