import type { SourceFile } from '../../source/index.js';
import { Spot } from '../../source/index.js';
import { GoMap, type Entry } from '../../value/index.js';
import { dirname } from 'node:path';
import { readMap } from './document.js';
import { environmentDot, mergedValues, newEnvironment, type Environment } from './environment.js';
import { FileProblem } from './files.js';
import { mergeLayers, overlay } from './layers.js';
import { encrypted } from './references.js';
import type { Renderer } from './render.js';
import { resolveFiles, type Missing } from './resolve-files.js';

export interface ValuesSource {
  /** What paths are relative to. */
  readonly folder: string;
  /** `missingFileHandler`. */
  readonly missing: Missing;
  /** What `.gotmpl` files see. */
  readonly context: Environment | null;
  /** `fallback`: the first file that says something has the last word. */
  readonly strategy: string;
}

/** Loads the entries of a list of state values (files, globs, maps), later ones over earlier ones. */
export function loadStateValues(renderer: Renderer, entries: readonly Entry[], source: ValuesSource): GoMap {
  const { session } = renderer;
  const fallback = source.strategy === 'fallback';
  let values = new GoMap();
  for (const entry of entries) {
    for (const map of entryMaps(renderer, entry, source, () => (fallback ? values : null))) {
      values = fallback ? mergeLayers(map, values, 'sparse') : overlay(values, map);
    }
  }
  if (source.strategy !== '' && source.strategy !== 'override' && !fallback) {
    session.problem('helmfile-invalid', `mergeStrategy ${JSON.stringify(source.strategy)} is neither "override" nor "fallback".`, session.files.shown(source.folder));
  }
  return values;
}

function* entryMaps(renderer: Renderer, entry: Entry, source: ValuesSource, earlier: () => GoMap | null): Generator<GoMap> {
  const { session } = renderer;
  const spot = entry.origin instanceof Spot ? entry.origin : session.files.shown(source.folder);
  if (entry.value instanceof GoMap) yield entry.value;
  else if (typeof entry.value === 'string') {
    for (const path of resolveFiles(session, entry.value, { folder: source.folder, missing: source.missing, title: 'environment values file', at: spot })) {
      const map = fileMap(renderer, path, source, earlier(), spot);
      if (map !== null) yield map;
    }
  } else if (entry.value !== null && entry.value !== undefined) session.problem('helmfile-invalid', 'State values are files or maps.', spot);
}

function fileMap(renderer: Renderer, path: string, source: ValuesSource, earlier: GoMap | null, at: Spot | string): GoMap | null {
  const { session } = renderer;
  if (path.endsWith('.hcl')) {
    session.problem('not-evaluated', `${session.files.shown(path)} is HCL and was not read.`, at, { severity: 'warning' });
    return null;
  }
  try {
    const file = session.files.read(path);
    return readMap(session, path.endsWith('.gotmpl') ? renderValues(renderer, file, path, source.context, earlier) : file);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    session.problem('path-unreadable', error.message, at);
    return null;
  }
}

/** helmfile v0 shows these files no `.Values`, only `.Environment.Values`. */
function renderValues(renderer: Renderer, file: SourceFile, path: string, context: Environment | null, earlier: GoMap | null): SourceFile {
  const { session } = renderer;
  const environment = context ?? newEnvironment(session.environment);
  const folder = dirname(path);
  const merged = session.dialect === 'v0' ? new GoMap() : mergedValues(session, environment, renderer.mayChange(file, folder));
  return renderer.render(file, folder, environmentDot(environment, earlier === null ? merged : overlay(earlier, merged)));
}

/** `secrets:` of an environment: the keys of the files, with values that are not known. */
export function loadSecrets(renderer: Renderer, entries: readonly Entry[], source: ValuesSource): GoMap {
  const { session } = renderer;
  let secrets = new GoMap();
  for (const entry of entries) {
    const at = entry.origin instanceof Spot ? entry.origin : session.files.shown(source.folder);
    if (typeof entry.value !== 'string') continue;
    for (const path of resolveFiles(session, entry.value, { folder: source.folder, missing: source.missing, title: 'environment values file', at })) {
      session.problem('not-evaluated', `${session.files.shown(path)} holds secrets: its values count as unknown.`, at, { severity: 'info' });
      secrets = overlay(secrets, secretMap(renderer, path, at));
    }
  }
  return secrets;
}

export function secretMap({ session }: Renderer, path: string, at: Spot | string): GoMap {
  const known = session.secrets.get(path);
  if (known !== undefined) return known;
  try {
    const secrets = encrypted(session, readMap(session, session.files.read(path)) ?? new GoMap(), session.files.shown(path));
    session.secrets.set(path, secrets);
    return secrets;
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    session.problem('path-unreadable', error.message, at);
    return new GoMap();
  }
}
