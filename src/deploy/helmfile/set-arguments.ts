import { SourceFile, Spot } from '../../source/index.js';
import { GoList, GoMap, toText, type Entry, type GoValue } from '../../value/index.js';
import { toJson } from '../../yaml/index.js';
import { FileProblem, within } from './files.js';
import { knownText } from './references.js';
import { text } from './release-fields.js';
import type { Session } from './session.js';

export interface SetArguments {
  readonly set: string[];
  readonly setFile: { argument: string; file: SourceFile }[];
}

/** `set`, `setString` and `setTemplate` as helm's arguments: braces and commas of names and values are escaped. */
export function setArguments(session: Session, entries: readonly Entry[], folder: string): SetArguments {
  const result: SetArguments = { set: [], setFile: [] };
  for (const entry of entries) {
    if (!(entry.value instanceof GoMap)) continue;
    const name = escaped(text(entry.value.get('name')));
    const value = text(entry.value.get('value'));
    const file = text(entry.value.get('file'));
    const items = entry.value.get('values');
    if (value !== '') result.set.push(`${name}=${escaped(knownText(session, value))}`);
    else if (file !== '') {
      const read = readSetFile(session, within(folder, file), entry);
      if (read !== null) result.setFile.push({ argument: `${name}=${file}`, file: read });
    } else if (items instanceof GoList && items.length > 0) result.set.push(`${name}={${items.values().map((item) => escaped(knownText(session, itemText(item)))).join(',')}}`);
  }
  return result;
}

/** `env:`, an old form: the value is the name of a variable. */
export function setFromVariables(session: Session, entries: readonly Entry[]): string[] {
  const items: string[] = [];
  for (const { value, origin } of entries) {
    if (!(value instanceof GoMap)) continue;
    const variable = text(value.get('value'));
    const found = session.variable(variable);
    if (found === null) {
      const why = session.isAllowed(variable) ? 'is not set' : 'was not allowed to be read';
      session.problem('helmfile-environment', `The environment variable ${variable} is required and ${why}.`, origin instanceof Spot ? origin : 'helmfile');
    }
    items.push(`${escaped(text(value.get('name')))}=${escaped(found ?? session.hole(`the environment variable ${variable}`).marker)}`);
  }
  return items.length === 0 ? [] : [items.join(',')];
}

const escaped = (value: string): string => value.replace(/[{},]/g, '\\$&');

const itemText = (value: GoValue): string => (value instanceof GoMap || value instanceof GoList ? toJson(value, { escapeHtml: true }) : toText(value));

function readSetFile(session: Session, path: string, { origin }: Entry): SourceFile | null {
  try {
    return session.files.read(path);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    session.problem('path-missing', error.message, origin instanceof Spot ? origin : session.files.shown(path));
    return null;
  }
}
