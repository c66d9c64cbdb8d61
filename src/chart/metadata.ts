import { Spot } from '../source/index.js';
import { GoInt, GoList, GoMap, printValue, type Entry } from '../value/index.js';
import type { ChartMetadata, Dependency } from './chart.js';
import { numberText } from './number-text.js';

/** Told about each value of a wrong shape; the value before it stays. */
export type OnWrongShape = (message: string, spot: Spot | null) => void;

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Maintainer = ChartMetadata['maintainers'][number];
type Decode<T> = (entry: Entry, before: T, name: string, wrong: OnWrongShape) => T;
type Fields<T> = { readonly [K in keyof T]-?: Decode<T[K]> };

export type MutableMetadata = Writable<ChartMetadata>;

export function emptyMetadata(): MutableMetadata {
  return {
    apiVersion: '', name: '', version: '', appVersion: '', kubeVersion: '', description: '', type: '', deprecated: false, home: '',
    icon: '', condition: '', tags: '', keywords: [], sources: [], maintainers: [], annotations: {}, dependencies: null,
  };
}

/**
 * Decodes a Chart.yaml (or requirements.yaml) the way Go decodes JSON into a struct: keys in any case, unknown ones skipped,
 * of several spellings the bytewise last wins, and what is not mentioned stays, down to the fields of the elements of lists.
 * @param values takes the entries under the names of the fields, for their places
 */
export function decodeMetadata(document: GoMap, metadata: MutableMetadata, values: GoMap, wrong: OnWrongShape): void {
  for (const key of document.sortedKeys()) {
    const entry = document.entries.get(key)!;
    const field = METADATA_NAMES.get(key.toLowerCase());
    if (field === undefined && !values.has(key)) values.set(key, entry.value, entry.origin);
    else if (field !== undefined && entry.value !== null) values.set(field, entry.value, entry.origin);
  }
  decodeFields(METADATA, METADATA_NAMES, document, metadata, '', wrong);
}

function decodeFields<T extends object>(fields: Fields<T>, names: ReadonlyMap<string, keyof T>, map: GoMap, target: Writable<T>, path: string, wrong: OnWrongShape): void {
  for (const key of map.sortedKeys()) {
    const name = names.get(key.toLowerCase());
    if (name !== undefined) target[name] = fields[name](map.entries.get(key)!, target[name], path + key, wrong);
  }
}

const spotOf = (entry: Entry): Spot | null => (entry.origin instanceof Spot ? entry.origin : null);

const text: Decode<string> = (entry, before, name, wrong) => {
  const { value } = entry;
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return before;
  if (typeof value === 'number') return numberText(value, entry.origin);
  if (typeof value === 'boolean' || value instanceof GoInt) return printValue(value);
  wrong(`\`${name}\` must be a text.`, spotOf(entry));
  return before;
};

const flag: Decode<boolean> = (entry, before, name, wrong) => {
  if (typeof entry.value === 'boolean') return entry.value;
  if (entry.value !== null) wrong(`\`${name}\` must be true or false.`, spotOf(entry));
  return before;
};

const listOf =
  <T>(decode: (entry: Entry, before: T | undefined, name: string, wrong: OnWrongShape) => T | null): Decode<readonly T[]> =>
  (entry, before, name, wrong) => {
    if (entry.value === null) return [];
    if (!(entry.value instanceof GoList)) {
      wrong(`\`${name}\` must be a list.`, spotOf(entry));
      return before;
    }
    return entry.value.entries.map((item, at) => decode(item, before[at], `${name}[${at}]`, wrong)).filter((item) => item !== null);
  };

const texts = listOf<string>((entry, before, name, wrong) => text(entry, before ?? '', name, wrong));

const textMap: Decode<Readonly<Record<string, string>>> = (entry, before, name, wrong) => {
  if (entry.value === null) return {};
  if (!(entry.value instanceof GoMap)) {
    wrong(`\`${name}\` must be a map.`, spotOf(entry));
    return before;
  }
  const items = [...entry.value.entries].map(([key, item]): [string, string] => [key, text(item, '', `${name}.${key}`, wrong)]);
  return Object.fromEntries([...Object.entries(before), ...items]);
};

const importValues: Decode<Dependency['importValues']> = (entry, before, name, wrong) => {
  if (entry.value === null) return [];
  if (!(entry.value instanceof GoList)) {
    wrong(`\`${name}\` must be a list.`, spotOf(entry));
    return before;
  }
  // helm passes over items of any other shape.
  return entry.value.values().flatMap((item): Dependency['importValues'][number][] => {
    if (typeof item === 'string') return [item];
    return item instanceof GoMap ? [{ child: printValue(item.get('child')), parent: printValue(item.get('parent')) }] : [];
  });
};

const structOf =
  <T extends object>(fields: Fields<T>, names: ReadonlyMap<string, keyof T>, empty: () => T) =>
  (entry: Entry, before: T | undefined, name: string, wrong: OnWrongShape): T | null => {
    if (entry.value instanceof GoMap) {
      const target = { ...(before ?? empty()) };
      decodeFields(fields, names, entry.value, target, `${name}.`, wrong);
      return target;
    }
    wrong(entry.value === null ? `\`${name}\` is empty.` : `\`${name}\` must be a map.`, spotOf(entry));
    return null;
  };

const DEPENDENCY: Fields<Dependency> = {
  name: text, version: text, repository: text, condition: text, tags: texts, alias: text, importValues, enabled: flag,
};
const MAINTAINER: Fields<Maintainer> = { name: text, email: text, url: text };

const DEPENDENCY_NAMES = namesOf(DEPENDENCY).set('import-values', 'importValues');
DEPENDENCY_NAMES.delete('importvalues');

const emptyDependency = (): Dependency => ({ name: '', version: '', repository: '', condition: '', tags: [], alias: '', importValues: [], enabled: false });
const dependencies = listOf(structOf(DEPENDENCY, DEPENDENCY_NAMES, emptyDependency));

const METADATA: Fields<ChartMetadata> = {
  apiVersion: text, name: text, version: text, appVersion: text, kubeVersion: text, description: text, type: text, home: text,
  icon: text, condition: text, tags: text, deprecated: flag, keywords: texts, sources: texts, annotations: textMap,
  maintainers: listOf(structOf(MAINTAINER, namesOf(MAINTAINER), () => ({ name: '', email: '', url: '' }))),
  dependencies: (entry, before, name, wrong) => (entry.value === null ? null : dependencies(entry, before ?? [], name, wrong)),
};
const METADATA_NAMES = namesOf(METADATA);

function namesOf<T extends object>(fields: Fields<T>): Map<string, keyof T & string> {
  return new Map(Object.keys(fields).map((name) => [name.toLowerCase(), name as keyof T & string]));
}
