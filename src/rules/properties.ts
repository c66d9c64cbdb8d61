import { Spot, type SourceFile } from '../source/index.js';
import { Entry, GoList, GoMap } from '../value/index.js';

const LINE = /^[ \t]*(?:\[.*|([\w.-]+)[ \t]*[=:][ \t]*(\S.*?))[ \t\r]*$/gm;
const QUOTED = /^(["'])(.*)\1$/;

/**
 * Reads `key=value` lines: properties, INI and environment files, and the plain keys of TOML. One map a section; a key that
 * comes again begins a new one. All other lines are passed over.
 */
export function readProperties(file: SourceFile): GoList {
  let section = new GoMap();
  const sections = [section];
  for (const match of file.text.matchAll(LINE)) {
    const [line, key, value] = match;
    if (key === undefined || section.has(key)) sections.push((section = new GoMap()));
    if (key === undefined || value === undefined) continue;
    const end = match.index + line.trimEnd().length;
    section.set(key, QUOTED.exec(value)?.[2] ?? value, new Spot(file, end - value.length, end));
  }
  return new GoList(sections.map((map) => new Entry(map, null)));
}
