import type { GoMap } from '../../value/index.js';
import { joinMaps, mapScalars } from './maps.js';
import type { Session } from './session.js';

/** vals: `ref+scheme://…`, also in the middle of a text. */
const REFERENCE = /(?:secret)?ref\+[a-zA-Z0-9]+:\/\/[^\s"',]*/g;

export const hasReference = (text: string): boolean => text.includes('ref+');

/** A copy in which holes stand for references to secrets. */
export function withoutReferences(session: Session, value: GoMap): GoMap {
  return mapScalars(value, (scalar) => (typeof scalar === 'string' && hasReference(scalar) ? knownText(session, scalar) : scalar)) as GoMap;
}

/** A text with markers of holes in place of its references. */
export function knownText(session: Session, text: string): string {
  return text.replace(REFERENCE, (reference) => session.hole(`the secret behind ${reference.replace(/[?#].*$/, '')}: it is not fetched`).marker);
}

/** What an encrypted file holds: its keys are plain, its values are not known. */
export function encrypted(session: Session, value: GoMap, name: string): GoMap {
  const content = joinMaps(value);
  content.delete('sops');
  return mapScalars(content, () => session.hole(`a value of the encrypted file ${name}`)) as GoMap;
}
