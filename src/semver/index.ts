import { Constraint } from './constraint.js';
import { SemverError, Version } from './version.js';

export { Constraint } from './constraint.js';
export { SemverError, Version } from './version.js';

/** Whether a version satisfies a constraint; the error where Masterminds/semver refuses one of the two. */
export function satisfies(constraint: string, version: string): boolean | SemverError {
  try {
    const parsed = Constraint.parse(constraint);
    return parsed.check(Version.parse(version));
  } catch (error) {
    if (error instanceof SemverError) return error;
    throw error;
  }
}
