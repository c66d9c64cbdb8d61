import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { FormReader, readFormFile } from '../form/index.js';
import { diagnosticRecord, SourceFile, Spot, type DiagnosticRecord } from '../source/index.js';
import { Entry, GoList, GoMap } from '../value/index.js';
import { liesIn } from './find.js';
import { SETTING_PATHS, configForm, settingKey, type SettingKey, type SettingPath } from './keys.js';
import type { Given, Layer, LayerName } from './layer.js';

export interface ConfigFile {
  /** As a person is shown it. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly layer: LayerName;
  /** Nobody named it, it was found: what it says is written stays in its folder. */
  readonly found: boolean;
}

/** The settings of a configuration file; an empty one has none. What is wrong with it is reported with its place. */
export function readConfigFile(config: ConfigFile, cwd: string, problems: DiagnosticRecord[]): Layer {
  const file = new SourceFile(config.name, config.text);
  const reader = new FormReader(file);
  const layer = new Map<SettingPath, Given>();
  if (/^(?:\s*(?:#.*)?(?:\n|$))*$/.test(config.text)) return layer;
  const { value, spot } = readFormFile(file, reader);
  const data = value === null ? {} : (reader.read(configForm(), value, spot, '') as Record<string, unknown>);
  const root = reader.problems.length > 0 ? null : value;
  for (const path of SETTING_PATHS) {
    const given = root === null ? undefined : at(data, path);
    if (given === undefined) continue;
    const entry = entryAt(root!, path)!;
    const place = placeOf(entry);
    const settled = settle(settingKey(path), given, entry, config, cwd);
    if (settled.problem !== null) reader.refuse(`${path}: ${settled.problem}`, entry.origin instanceof Spot ? entry.origin : null);
    layer.set(path, { value: settled.value, source: { layer: config.layer, name: config.name, ...place } });
  }
  for (const { message, spot: where, file: name } of reader.problems) {
    problems.push(diagnosticRecord({ code: 'config-invalid', severity: 'error', message, ...(where === null ? { file: name } : { spot: where }) }));
  }
  return layer;
}

const at = (data: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], data);

function entryAt(root: GoMap, path: string): Entry | undefined {
  const steps = path.split('.');
  const last = steps.pop()!;
  const parent = steps.reduce<unknown>((map, step) => (map instanceof GoMap ? map.get(step) : undefined), root);
  return parent instanceof GoMap ? parent.entries.get(last) : undefined;
}

function placeOf({ origin }: Entry): { line: number | null; column: number | null } {
  return origin instanceof Spot ? origin.file.position(origin.start) : { line: null, column: null };
}

/** Paths as seen from the working folder; the items of lists of maps with their places. */
function settle(key: SettingKey, value: unknown, entry: Entry, config: ConfigFile, cwd: string): { value: unknown; problem: string | null } {
  if (key.personal && config.found) return { value, problem: 'a file that was only found cannot say this; name it on the command line, or name this file with --config' };
  if (key.files === undefined) return { value: withPlaces(value, entry, config.name), problem: null };
  const folder = dirname(config.path);
  const texts = Array.isArray(value) ? (value as string[]) : [value as string];
  const outside = key.written && config.found ? texts.find((text) => !liesIn(resolve(folder, text), folder)) : undefined;
  const moved = texts.map((text) => movePath(text, key.files!, folder, cwd));
  return {
    value: Array.isArray(value) ? moved : moved[0],
    problem: outside === undefined ? null : `\`${outside}\` lies outside the folder of this file; name it on the command line, or name this file with --config`,
  };
}

function movePath(text: string, files: 'each' | 'after-equals', folder: string, cwd: string): string {
  const equals = files === 'after-equals' ? text.indexOf('=') : -1;
  const path = text.slice(equals + 1);
  if (path === '-' || (files === 'after-equals' && equals < 0)) return text;
  return text.slice(0, equals + 1) + shown(resolve(folder, path), cwd);
}

/** Seen from the working folder where that is shorter. */
export function shown(path: string, cwd: string): string {
  const seen = relative(cwd, path);
  return seen === '' || isAbsolute(seen) || seen.length > path.length ? path : seen.split(sep).join('/');
}

function withPlaces(value: unknown, entry: Entry, file: string): unknown {
  if (!Array.isArray(value) || !(entry.value instanceof GoList)) return value;
  const { entries } = entry.value;
  return value.map((item: unknown, at) => (typeof item === 'object' && item !== null ? { ...item, file, ...placeOf(entries[at]!) } : item));
}
