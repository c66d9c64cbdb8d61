import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { satisfies, Version } from '../../semver/index.js';
import { SourceFile } from '../../source/index.js';
import { readYaml } from '../../yaml/index.js';
import { textAt } from './fields.js';

/** A chart of a repository on the network. */
export interface RemoteChart {
  readonly name: string;
  /** Version or range; '' is any. */
  readonly version: string;
  /** The words of the command that fetches it, without `--version`. */
  readonly pull: readonly string[];
}

/** What lies in one folder: charts by name and version. */
interface Found {
  readonly name: string;
  readonly version: string;
  readonly path: string;
}

/** Finds charts that were fetched before: folders and archives in folders that the user named, and in helm's cache. */
export class FetchedCharts {
  readonly #folders: readonly string[];
  readonly #found = new Map<string, Found[]>();

  /** @param cache helm's; null: do not look there */
  constructor(folders: readonly string[], cache: string | null) {
    this.#folders = cache === null ? folders : [...folders, cache];
  }

  /** The newest version that fits, of the first folder that has one. */
  find({ name, version }: RemoteChart): string | null {
    for (const folder of this.#folders) {
      const fitting = this.#in(folder).filter((one) => one.name === name && fits(one.version, version));
      const best = fitting.reduce<Found | null>((a, b) => (a !== null && isNewer(a.version, b.version) ? a : b), null);
      if (best !== null) return best.path;
    }
    return null;
  }

  #in(folder: string): Found[] {
    let found = this.#found.get(folder);
    if (found === undefined) this.#found.set(folder, (found = look(folder)));
    return found;
  }
}

function look(folder: string): Found[] {
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch {
    return [];
  }
  return names.map((name) => chartAt(folder, name)).filter((found) => found !== null);
}

function chartAt(folder: string, entry: string): Found | null {
  const path = join(folder, entry);
  const packed = /^(.+?)-v?(\d+\.\d.*)\.(?:tgz|tar\.gz)$/.exec(entry);
  if (packed !== null) return { name: packed[1]!, version: packed[2]!, path };
  try {
    const file = join(path, 'Chart.yaml');
    if (!statSync(path).isDirectory() || statSync(file).size > 1024 * 1024) return null;
    const { value } = readYaml(new SourceFile(file, readFileSync(file, 'utf8')));
    return { name: textAt(value, 'name'), version: textAt(value, 'version'), path };
  } catch {
    return null;
  }
}

function fits(version: string, wanted: string): boolean {
  const plain = (text: string): string => text.replace(/^v(?=\d)/, '');
  return wanted === '' || wanted === 'latest' || plain(wanted) === plain(version) || satisfies(wanted, version) === true;
}

function isNewer(a: string, b: string): boolean {
  try {
    return Version.parse(a).compare(Version.parse(b)) > 0;
  } catch {
    return false;
  }
}

/** helm's rules for where it keeps archives. */
export function helmCache(env: Readonly<Record<string, string | undefined>> = process.env): string {
  if (env['HELM_REPOSITORY_CACHE']) return env['HELM_REPOSITORY_CACHE'];
  if (env['HELM_CACHE_HOME']) return join(env['HELM_CACHE_HOME'], 'repository');
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'helm', 'repository');
  return join(homedir(), ...(process.platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']), 'helm', 'repository');
}

/** From a repository: over HTTP by its index, from a registry by the chart's own reference. */
export function remoteChart(repository: string, name: string, version: string): RemoteChart {
  const url = repository.replace(/\/+$/, '');
  if (url === '') return { name, version, pull: [name] };
  const isIndex = /^(?:https?|file|s3|gs):\/\//.test(url);
  return { name, version, pull: isIndex ? [name, '--repo', url] : [`oci://${url.replace(/^oci:\/\//, '')}/${name}`] };
}

/** A reference of a registry that names the chart itself. */
export function registryChart(url: string, version: string): RemoteChart {
  return { name: url.replace(/\/+$/, '').split('/').pop()!.split('@', 1)[0]!, version, pull: [url] };
}

export function pullCommand({ pull, version }: RemoteChart): string {
  return ['helm', 'pull', ...pull, ...(version === '' ? [] : ['--version', version])].map(shellWord).join(' ');
}

export const shellWord = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
