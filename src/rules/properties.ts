import { Spot, type SourceFile } from '../source/index.js';
import { Entry, GoMap } from '../value/index.js';

const LINE = /^[ \t]*([\w.-]+)[ \t]*[=:][ \t]*(\S.*?)[ \t\r]*$/gm;
const QUOTED = /^(["'])(.*)\1$/;

/**
 * Reads `key=value` lines: properties, INI and environment files, and the plain keys of TOML. Sections and all other lines
 * are passed over.
 */
export function readProperties(file: SourceFile): GoMap {
  const map = new GoMap();
  for (const match of file.text.matchAll(LINE)) {
    const value = match[2]!;
    const end = match.index + match[0].trimEnd().length;
    map.entries.set(match[1]!, new Entry(QUOTED.exec(value)?.[2] ?? value, new Spot(file, end - value.length, end)));
  }
  return map;
}
