import { SourceFile, Spot } from '../../source/index.js';
import { deepEqual, DerivedSource, TextOrigin, type GoList, type GoMap, type GoValue, type Origin } from '../../value/index.js';
import { readYaml, toYamlWithMap } from '../../yaml/index.js';

/** What stands as a map or list inside a YAML file (`valuesObject`, `spec.values`, `images`), as a file of its own. */
export function valueSource(value: GoMap | GoList, origin: Origin | null, name: string): SourceFile {
  return inPlace(value, origin, false) ?? written(value, origin, name);
}

/** Values that stand as a text inside a YAML file (`values: |`, data of a ConfigMap). */
export function textSource(text: string, origin: Origin | null, name: string): SourceFile {
  const { value, problem } = readYaml(new SourceFile(name, text));
  return (problem === null ? inPlace(value, origin, true) : null) ?? new DerivedSource(name, text, origin);
}

/**
 * The range of the file itself, moved to its line and column, so that every position in it is one of the file. Null where that
 * range does not read as the same values by itself: an alias, a quoted text, anything rendered.
 */
function inPlace(value: GoValue, origin: Origin | null, isText: boolean): SourceFile | null {
  if (!(origin instanceof Spot) || origin.file instanceof DerivedSource) return null;
  const { file, end } = origin;
  let { start } = origin;
  if (isText) {
    if (!/[|>]/.test(file.text[start] ?? '')) return null;
    start = file.text.indexOf('\n', start) + 1;
    if (start === 0) return null;
  }
  const { line, column } = file.position(start);
  const moved = new SourceFile(file.name, '\n'.repeat(line - 1) + ' '.repeat(column - 1) + file.text.slice(start, end));
  const read = readYaml(moved);
  return read.problem === null && deepEqual(read.value, value) ? moved : null;
}

/** The values written anew; each scalar leads back to where it stood. */
function written(value: GoMap | GoList, origin: Origin | null, name: string): SourceFile {
  const { text, spans } = toYamlWithMap(value);
  const whole = origin instanceof Spot ? origin : new Spot(new SourceFile(name, ''), 0, 0);
  const trail = new TextOrigin(whole.file);
  let from = 0;
  // The range differs from the text in length, so that it is not taken for literal text of the file.
  const write = (to: number, from_: Origin | null): void => {
    if (to > from) trail.write(text.slice(from, to), { start: whole.start, end: whole.end }, from_, null);
    from = Math.max(from, to);
  };
  for (const { start, end, entry } of spans) {
    write(start, null);
    write(end, entry.origin);
  }
  write(text.length, null);
  return new DerivedSource(name, text, trail);
}
