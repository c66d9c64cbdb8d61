import { SourceFile, Spot } from '../source/index.js';
import { Entry, GoList, GoMap, type GoValue } from '../value/index.js';
import { fromJson } from './json-read.js';
import { readYaml } from './read.js';
import { readToml } from './toml-read.js';

/*
 * The `from…` functions of helm: they never fail. A map carries the message under `Error`, a list as its only element. Each
 * takes the text as a SourceFile, so that the origins of the entries point into it.
 */

export function fromYamlMap(file: SourceFile): GoMap {
  const { value, error } = decodeYaml(file);
  if (error !== null) return errorMap(file, error);
  return asMap(file, value, 'error unmarshaling JSON: while decoding JSON: ');
}

export function fromYamlList(file: SourceFile): GoList {
  const { value, error } = decodeYaml(file);
  if (error !== null) return errorList(file, error);
  return asList(file, value, 'error unmarshaling JSON: while decoding JSON: ');
}

/** `null` is a nil map, other than in YAML. */
export function fromJsonMap(file: SourceFile): GoMap {
  const { value, error } = fromJson(file);
  return error !== null ? errorMap(file, error) : asMap(file, value ?? new GoMap(undefined, true), '');
}

export function fromJsonList(file: SourceFile): GoList {
  const { value, error } = fromJson(file);
  return error !== null ? errorList(file, error) : asList(file, value ?? new GoList([], undefined, true), '');
}

export function fromToml(file: SourceFile): GoMap {
  const { value, error } = readToml(file);
  if (error !== null) value.entries.set('Error', new Entry(error, whole(file)));
  return value;
}

function decodeYaml(file: SourceFile): { value: GoValue; error: string | null } {
  const { value, problem } = readYaml(file);
  return { value, error: problem === null ? null : `error converting YAML to JSON: ${problem.goText}` };
}

function asMap(file: SourceFile, value: GoValue, prefix: string): GoMap {
  if (value instanceof GoMap) return value;
  if (value === null || value === undefined) return new GoMap();
  return errorMap(file, `${prefix}json: cannot unmarshal ${jsonKind(value)} into Go value of type map[string]interface {}`);
}

function asList(file: SourceFile, value: GoValue, prefix: string): GoList {
  if (value instanceof GoList) return value;
  if (value === null || value === undefined) return new GoList([]);
  return errorList(file, `${prefix}json: cannot unmarshal ${jsonKind(value)} into Go value of type []interface {}`);
}

function jsonKind(value: GoValue): string {
  if (typeof value === 'string' || typeof value === 'number') return typeof value;
  if (typeof value === 'boolean') return 'bool';
  return value instanceof GoMap ? 'object' : 'array';
}

const whole = (file: SourceFile): Spot => new Spot(file, 0, file.text.length);
const errorMap = (file: SourceFile, error: string): GoMap => new GoMap().set('Error', error, whole(file));
const errorList = (file: SourceFile, error: string): GoList => new GoList([new Entry(error, whole(file))]);
