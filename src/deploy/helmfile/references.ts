import { Entry, GoList, GoMap, type GoValue } from '../../value/index.js';
import type { Session } from './session.js';

/** vals: `ref+scheme://…`, also in the middle of a text. */
const REFERENCE = /(?:secret)?ref\+[a-zA-Z0-9]+:\/\/[^\s"',]*/g;

export const hasReference = (text: string): boolean => text.includes('ref+');

/** A copy in which holes stand for references to secrets. */
export function withoutReferences(session: Session, value: GoMap): GoMap {
  return replaced(session, value) as GoMap;
}

function replaced(session: Session, value: GoValue): GoValue {
  if (typeof value === 'string') return hasReference(value) ? knownText(session, value) : value;
  if (value instanceof GoMap) return new GoMap(value.type, value.isNil, new Map([...value.entries].map(([key, entry]) => [key, new Entry(replaced(session, entry.value), entry.origin)])));
  if (value instanceof GoList) return new GoList(value.entries.map((entry) => new Entry(replaced(session, entry.value), entry.origin)), value.type, value.isNil);
  return value;
}

/** A text with markers of holes in place of its references. */
export function knownText(session: Session, text: string): string {
  return text.replace(REFERENCE, (reference) => session.hole(`the secret behind ${reference.replace(/[?#].*$/, '')}: it is not fetched`).marker);
}

/** What an encrypted file holds: its keys are plain, its values are not known. */
export function encrypted(session: Session, value: GoValue, name: string): GoValue {
  if (value instanceof GoMap) {
    return new GoMap(value.type, false, new Map([...value.entries].filter(([key]) => key !== 'sops').map(([key, entry]) => [key, new Entry(encrypted(session, entry.value, name), entry.origin)])));
  }
  if (value instanceof GoList) return new GoList(value.entries.map((entry) => new Entry(encrypted(session, entry.value, name), entry.origin)));
  return session.hole(`a value of the encrypted file ${name}`);
}
