import type { SourceFile } from '../../source/index.js';
import { GoMap, WHOLE_MARKER } from '../../value/index.js';
import { readYaml, type FlavourName } from '../../yaml/index.js';
import type { Session } from './session.js';

export const flavour = (session: Session): FlavourName => (session.dialect === 'v1' ? 'v3' : 'v2');

/** The map that a values file holds; nothing is an empty one. What is no map is a diagnostic, and null. */
export function readMap(session: Session, source: SourceFile, range: { readonly offset?: number; readonly end?: number } = {}): GoMap | null {
  const { value, problem } = readYaml(source, { ...range, flavour: flavour(session) });
  if (problem !== null) {
    session.problem('helmfile-invalid', `${source.name} is not valid YAML: ${problem.message}`, problem.spot);
    return null;
  }
  if (value instanceof GoMap) return value;
  // What is left of a template that failed was reported with it.
  if (value === null || value === undefined || (typeof value === 'string' && WHOLE_MARKER.test(value))) return new GoMap();
  session.problem('helmfile-invalid', `${source.name} holds no map.`, source.name);
  return null;
}

/** The YAML documents that are left in one part: only lines that are exactly `---` separate parts. */
export function documentsOf(source: SourceFile): { readonly offset: number; readonly end: number }[] {
  const { text } = source;
  const starts = [...text.matchAll(/^---(?=[ \t\r\n]|$)/gm)].map((match) => match.index);
  return [0, ...starts].map((offset, at, all) => ({ offset, end: all[at + 1] ?? text.length }));
}
