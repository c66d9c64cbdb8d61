import { SourceFile, Spot, type DiagnosticCode, type Report } from '../source/index.js';
import { deepCopy, Entry, GoError, GoMap } from '../value/index.js';
import { readYaml } from '../yaml/index.js';
import { SetCursor } from './set-cursor.js';
import { SetParser } from './set-parser.js';
import { jsonValue, restOfText, textOrList, typed, untyped, type ReadSetValue, type ReadText } from './set-values.js';

/** What the user gives beside the charts; each list in the order of the command line. */
export interface UserValueSources {
  readonly valuesFiles?: readonly SourceFile[];
  readonly setJson?: readonly string[];
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
  readonly setFile?: readonly SetFileArgument[];
  readonly setLiteral?: readonly string[];
}

export interface SetFileArgument {
  /** `key=path,other=path`. */
  readonly argument: string;
  /** The file of a path as written; null where it cannot be read. */
  readonly read: (path: string) => SourceFile | null;
}

/** The user's values as helm merges them: by kind of source, whatever the order on the command line. */
export function readUserValues(sources: UserValueSources, report: Report): GoMap {
  const values = new GoMap();
  for (const file of sources.valuesFiles ?? []) {
    const read = readValuesFile(file, report);
    if (read !== null) overlay(values, read);
  }
  const apply = (flag: string, argument: string, readValue: ReadSetValue): void => applySet(values, flag, argument, readValue, report);
  for (const argument of sources.setJson ?? []) apply('--set-json', argument, jsonValue);
  for (const argument of sources.set ?? []) apply('--set', argument, textOrList(typed));
  for (const argument of sources.setString ?? []) apply('--set-string', argument, textOrList(untyped));
  for (const { argument, read } of sources.setFile ?? []) apply('--set-file', argument, textOrList(fileContent(read)));
  for (const argument of sources.setLiteral ?? []) apply('--set-literal', argument, restOfText);
  return values;
}

function readValuesFile(file: SourceFile, report: Report): GoMap | null {
  const { value, problem } = readYaml(file);
  if (problem !== null) {
    const where = problem.spot === null ? { file: file.name } : { spot: problem.spot };
    report({ code: 'values-invalid', severity: 'error', message: `failed to parse ${file.name}: ${problem.message}`, ...where });
    return null;
  }
  if (value instanceof GoMap) return value;
  if (value !== null && value !== undefined) {
    report({ code: 'values-invalid', severity: 'error', message: `${file.name} holds no map of values`, file: file.name });
  }
  return null;
}

/** Maps merge; anything else replaces, null too. The overlay itself stays as it is. */
export function overlay(base: GoMap, over: GoMap): GoMap {
  for (const [key, { value, origin }] of over.entries) {
    const present = base.get(key);
    if (present instanceof GoMap && value instanceof GoMap) overlay(present, value);
    else base.set(key, deepCopy(value), origin);
  }
  return base;
}

/** One `--set` or `--set-string` argument, applied to values that exist. What helm refuses is reported. */
export function setInto(values: GoMap, flag: '--set' | '--set-string', argument: SourceFile, report: Report): void {
  try {
    new SetParser(new SetCursor(argument, true), textOrList(flag === '--set' ? typed : untyped), true).parse(values);
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    report({ code: 'set-invalid', severity: 'error', message: `failed parsing ${flag} data: ${error.message}`, spot: new Spot(argument, 0, argument.text.length) });
  }
}

class UnreadableFile extends GoError {}

function fileContent(read: SetFileArgument['read']): ReadText {
  return (path) => {
    const file = read(path);
    if (file === null) throw new UnreadableFile(`open ${path}: no such file or directory`);
    return new Entry(file.text, new Spot(file, 0, file.text.length));
  };
}

function applySet(values: GoMap, flag: string, argument: string, readValue: ReadSetValue, report: Report): void {
  const literal = flag === '--set-literal';
  const cursor = new SetCursor(new SourceFile(flag, argument), !literal);
  try {
    new SetParser(cursor, readValue, !literal).parse(values);
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    const code: DiagnosticCode = error instanceof UnreadableFile ? 'path-missing' : 'set-invalid';
    report({ code, severity: 'error', message: `failed parsing ${flag} data: ${error.message}`, spot: cursor.spot(0) });
  }
}
