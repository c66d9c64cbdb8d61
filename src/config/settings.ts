import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { diagnosticRecord, type DiagnosticRecord } from '../source/index.js';
import type { ExtraImage, IgnoreEntry } from '../scan/result.js';
import { maskText } from '../secrets/index.js';
import { readEnvironment } from './environment.js';
import { findProjectFile, findUserFile, readText, userFolder, variable } from './find.js';
import { DEFAULT_PATTERNS, SETTING_PATHS, settingKey, type SettingPath } from './keys.js';
import { LAYERS, type Given, type Layer, type LayerName, type Source } from './layer.js';
import { readConfigFile, shown } from './read-file.js';

export interface SettingsRequest {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Flags that were given, by their names without dashes. */
  readonly flags?: Readonly<Record<string, unknown>>;
  /** Configuration file that was named instead of the project's. */
  readonly config?: string | undefined;
  readonly home?: string;
  readonly platform?: NodeJS.Platform;
}

/** A setting with the sources that it comes from, the strongest first. */
export interface Setting {
  readonly value: unknown;
  readonly sources: readonly Source[];
}

/** All that was configured, merged: flags, then environment, project, user, defaults. */
export interface Settings {
  /** The settings that were made somewhere; no defaults of the program but those that are data. */
  readonly all: ReadonlyMap<SettingPath, Setting>;
  readonly layers: Readonly<Record<LayerName, Layer>>;
  readonly files: { readonly project: string | null; readonly user: string | null };
  /** The user's folder of this program; it need not exist. */
  readonly userFolder: string;
  readonly ignore: readonly IgnoreEntry[];
  readonly extraImages: readonly ExtraImage[];
  /** With an error among them the settings are not to be used. */
  readonly problems: readonly DiagnosticRecord[];
}

/** Reads the configuration of a run. */
export function readSettings(request: SettingsRequest): Settings {
  const { cwd, env } = request;
  const home = request.home ?? homedir();
  const problems: DiagnosticRecord[] = [];
  const folder = userFolder(env, home, request.platform ?? process.platform);
  const named = request.config ?? variable(env, 'CONFIG')?.text;
  const files = { project: named === undefined ? findProjectFile(cwd, home) : resolve(cwd, named), user: findUserFile(folder) };
  const read = (path: string | null, layer: LayerName, found: boolean): Layer => readLayer(path, layer, found, cwd, problems);
  const layers = {
    flag: flagLayer(request.flags ?? {}),
    environment: readEnvironment(env, problems),
    project: read(files.project, 'project', named === undefined),
    user: read(files.user, 'user', false),
    default: new Map<SettingPath, Given>([['supplemental.patterns', { value: DEFAULT_PATTERNS, source: { layer: 'default', name: '', line: null, column: null } }]]),
  };
  const all = merge(layers);
  const list = <T>(path: SettingPath): readonly T[] => (all.get(path)?.value ?? []) as readonly T[];
  return { all, layers, files, userFolder: folder, ignore: list('ignore'), extraImages: list('extra_images'), problems: problems.map((one) => ({ ...one, message: maskText(one.message) })) };
}

function readLayer(path: string | null, layer: LayerName, found: boolean, cwd: string, problems: DiagnosticRecord[]): Layer {
  if (path === null) return new Map();
  const name = shown(path, cwd);
  const read = readText(path);
  if ('text' in read) return readConfigFile({ name, path, text: read.text, layer, found }, cwd, problems);
  problems.push(diagnosticRecord({ code: 'config-invalid', severity: 'error', message: `the configuration ${name} is not used: ${read.problem}`, file: name }));
  return new Map();
}

/** The flag of a setting, without dashes: `kube-version` of `kube_version`; null where it has none. */
export function flagOf(path: SettingPath): string | null {
  const { flag, variable: use } = settingKey(path);
  return flag ?? (use === 'none' || path.includes('.') ? null : path.replaceAll('_', '-'));
}

function flagLayer(flags: Readonly<Record<string, unknown>>): Layer {
  const layer = new Map<SettingPath, Given>();
  for (const path of SETTING_PATHS) {
    const flag = flagOf(path);
    const value = flag === null ? undefined : flags[flag];
    if (value !== undefined) layer.set(path, { value, source: { layer: 'flag', name: `--${flag}`, line: null, column: null } });
  }
  return layer;
}

function merge(layers: Readonly<Record<LayerName, Layer>>): Map<SettingPath, Setting> {
  const all = new Map<SettingPath, Setting>();
  for (const path of SETTING_PATHS) {
    const given = LAYERS.map((layer) => layers[layer].get(path)).filter((one) => one !== undefined);
    if (given.length === 0) continue;
    const used = settingKey(path).adds ? given : given.slice(0, 1);
    all.set(path, { value: added(used.map(({ value }) => value)), sources: used.map(({ source }) => source) });
  }
  return all;
}

/** Lists one after the other; of tables the stronger one has a key. */
function added(values: readonly unknown[]): unknown {
  if (values.length === 1) return values[0];
  return Array.isArray(values[0]) ? values.flat() : Object.assign({}, ...values.toReversed());
}

/** Flags as if what is configured had been given on the command line; a flag that was given stays. */
export function withSettings<F extends object>(flags: F, { all }: Settings): F {
  const merged = { ...flags } as Record<string, unknown>;
  for (const [path, { value, sources }] of all) {
    const flag = flagOf(path);
    if (flag !== null && !settingKey(path).adds && sources[0]!.layer !== 'default') merged[flag] ??= value;
  }
  return merged as F;
}
