import { Constraint, SemverError, Version } from '../../semver/index.js';
import { GoError, GoInt, GoStruct, Hole, int, isHole, typeOf, type GoValue, type Method } from '../../value/index.js';
import { fn, type FunctionTable } from './spec.js';

const NIL_POINTER = 'runtime error: invalid memory address or nil pointer dereference';

export const semverFunctions: FunctionTable = {
  semver: fn(['string'], (text: string) => asPointer(orAbort(() => Version.parse(text)))),
  semverCompare: fn(['string', 'string'], (constraint: string, version: string) =>
    orAbort(() => {
      const parsed = Constraint.parse(constraint);
      return parsed.check(Version.parse(version));
    })),
};

function orAbort<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof SemverError) throw new GoError(error.message);
    throw error;
  }
}

/** What `semver` returns; comparisons are methods of the pointer only. */
function asPointer(version: Version): GoStruct {
  const compared = (test: (order: number) => GoValue): Method => (...args) => {
    const other = versionArgument(args);
    return other instanceof Version ? test(version.compare(other)) : other;
  };
  const methods = {
    ...valueMethods(version),
    Original: () => version.original,
    Compare: compared((order) => int(order)),
    LessThan: compared((order) => order < 0),
    LessThanEqual: compared((order) => order <= 0),
    GreaterThan: compared((order) => order > 0),
    GreaterThanEqual: compared((order) => order >= 0),
    Equal: (...args: GoValue[]) => args[0] !== null && args[0] !== undefined && compared((order) => order === 0)(...args),
  };
  return new GoStruct('*semver.Version', new Map(), methods, () => version.toString(), version, () => version.toString());
}

/** What the Inc-methods return: a struct, not a pointer. */
function asValue(version: Version): GoStruct {
  return new GoStruct('semver.Version', new Map(), valueMethods(version), () => version.toString(), version, () => version.toString());
}

function valueMethods(version: Version): Record<string, Method> {
  return {
    Major: () => new GoInt(version.major, 'uint64'),
    Minor: () => new GoInt(version.minor, 'uint64'),
    Patch: () => new GoInt(version.patch, 'uint64'),
    Prerelease: () => version.prerelease,
    Metadata: () => version.metadata,
    String: () => version.toString(),
    IncMajor: () => asValue(orAbort(() => version.incrementMajor())),
    IncMinor: () => asValue(orAbort(() => version.incrementMinor())),
    IncPatch: () => asValue(orAbort(() => version.incrementPatch())),
    SetPrerelease: (text) => asValue(orAbort(() => version.withPrerelease(String(text)))),
    SetMetadata: (text) => asValue(orAbort(() => version.withMetadata(String(text)))),
  };
}

function versionArgument(args: readonly GoValue[]): Version | Hole {
  const [other] = args;
  if (args.length !== 1) throw new GoError(`wrong number of args: want 1 got ${args.length}`);
  if (isHole(other)) return other;
  if (other === null || other === undefined) throw new GoError(NIL_POINTER);
  if (other instanceof GoStruct && other.type === '*semver.Version') return other.inner as Version;
  throw new GoError(`wrong type for value; expected *semver.Version; got ${typeOf(other)}`);
}
