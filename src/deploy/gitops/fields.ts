import { Spot, type SourceFile } from '../../source/index.js';
import { CallOrigin, DerivedSource, FieldOrigin, GoList, GoMap, TextOrigin, toText, type Entry, type GoValue, type Origin } from '../../value/index.js';

/** The entry at a path of keys. */
export function entryAt(value: GoValue, ...path: readonly string[]): Entry | null {
  let entry: Entry | null = null;
  for (const key of path) {
    const container: GoValue = entry === null ? value : entry.value;
    if (!(container instanceof GoMap)) return null;
    entry = container.entries.get(key) ?? null;
    if (entry === null) return null;
  }
  return entry;
}

export const at = (value: GoValue, ...path: readonly string[]): GoValue => entryAt(value, ...path)?.value ?? null;

export function mapAt(value: GoValue, ...path: readonly string[]): GoMap | null {
  const found = at(value, ...path);
  return found instanceof GoMap ? found : null;
}

export function listAt(value: GoValue, ...path: readonly string[]): readonly Entry[] {
  const found = at(value, ...path);
  return found instanceof GoList ? found.entries : [];
}

/** The text of a scalar; '' where there is none. */
export function textAt(value: GoValue, ...path: readonly string[]): string {
  return scalarText(at(value, ...path));
}

export function scalarText(value: GoValue): string {
  if (value === null || value === undefined || value instanceof GoMap || value instanceof GoList) return '';
  return toText(value);
}

export const textOrNull = (value: GoValue, ...path: readonly string[]): string | null => textAt(value, ...path) || null;

export const textsAt = (value: GoValue, ...path: readonly string[]): string[] => listAt(value, ...path).map((entry) => scalarText(entry.value));

export const isTrueAt = (value: GoValue, ...path: readonly string[]): boolean => at(value, ...path) === true;

/** The place in a file that an origin leads to. */
export function spotOf(origin: Origin | null | undefined): Spot | null {
  if (origin instanceof Spot) {
    return origin.file instanceof DerivedSource && origin.file.origin !== null ? (spotOf(origin.file.origin) ?? origin) : origin;
  }
  if (origin instanceof FieldOrigin) return spotOf(origin.origin);
  if (origin instanceof TextOrigin) return spotOf(new Spot(origin.source, 0, origin.source.text.length));
  if (origin instanceof CallOrigin) return origin.origins.map(spotOf).find((spot) => spot !== null) ?? null;
  return null;
}

export function spotAt(value: GoValue, ...path: readonly string[]): Spot | null {
  return spotOf(entryAt(value, ...path)?.origin);
}

export const wholeOf = (file: SourceFile): Spot => new Spot(file, 0, file.text.length);
