import { relative, resolve, sep } from 'node:path';

/** A path below the working folder as a user would write it; any other as it is. */
export function shownPath(path: string, cwd: string): string {
  const absolute = resolve(cwd, path);
  return absolute === cwd ? '.' : absolute.startsWith(`${cwd}${sep}`) ? relative(cwd, absolute).replaceAll(sep, '/') : path;
}
