import { GoList, GoMap, MARKER, type GoValue } from '../value/index.js';

/**
 * Why helm refuses a document that is YAML, or null: it reads apiVersion, kind and the name and annotations of the metadata, keys of
 * any case, and texts and numbers alone are texts to it.
 */
export function headProblem(document: GoValue): string | null {
  if (isNothing(document)) return null;
  if (!(document instanceof GoMap)) return `a document has to be a map and not ${nounOf(document)}`;
  for (const [key, { value }] of document.entries) {
    const name = key.toLowerCase();
    if ((name === 'apiversion' || name === 'kind') && !isText(value)) return `${key} has to be a text and not ${nounOf(value)}`;
    const problem = name === 'metadata' ? metadataProblem(key, value) : null;
    if (problem !== null) return problem;
  }
  return null;
}

function metadataProblem(path: string, metadata: GoValue): string | null {
  if (isNothing(metadata)) return null;
  if (!(metadata instanceof GoMap)) return `${path} has to be a map and not ${nounOf(metadata)}`;
  for (const [key, { value }] of metadata.entries) {
    const name = key.toLowerCase();
    if (name === 'name' && !isText(value)) return `${path}.${key} has to be a text and not ${nounOf(value)}`;
    if (name !== 'annotations' || isNothing(value)) continue;
    if (!(value instanceof GoMap)) return `${path}.${key} has to be a map and not ${nounOf(value)}`;
    for (const [annotation, entry] of value.entries) {
      if (!isText(entry.value)) return `${path}.${key}[${JSON.stringify(annotation)}] has to be a text and not ${nounOf(entry.value)}`;
    }
  }
  return null;
}

/** Nothing, or something unknown, which may be anything. */
const isNothing = (value: GoValue): boolean => value === null || value === undefined || (typeof value === 'string' && MARKER.test(value));
const isText = (value: GoValue): boolean => !(value instanceof GoMap || value instanceof GoList);
const nounOf = (value: GoValue): string => (value instanceof GoMap ? 'a map' : value instanceof GoList ? 'a list' : 'a single value');
