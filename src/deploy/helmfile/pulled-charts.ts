import { join } from 'node:path';
import { satisfies, Version } from '../../semver/index.js';
import { FileProblem } from './files.js';
import type { Session } from './session.js';

/**
 * A chart that was fetched before: in a folder that the user names, or in helm's cache. The cache is asked for an exact version only,
 * for it tells nothing about what a range would give today.
 */
export function findPulled(session: Session, name: string, version: string): string | null {
  const { files, options } = session;
  if (!/^[\w.+-]+$/.test(name)) return null;
  for (const folder of options.chartDir) {
    const absolute = files.absolute(folder);
    const found = inFolder(session, absolute, name, version);
    if (found !== null) return found;
  }
  const cache = helmCache(session);
  if (cache === null || !isExact(version)) return null;
  return archivesOf(cache, name, version).find((path) => files.isFile(path)) ?? null;
}

function inFolder(session: Session, folder: string, name: string, version: string): string | null {
  const { files } = session;
  const exact = archivesOf(folder, name, version).find((path) => files.isFile(path));
  if (exact !== undefined) return exact;
  const best = bestArchive(session, folder, name, version);
  if (best !== null) return best;
  const unpacked = join(folder, name);
  return files.isFile(join(unpacked, 'Chart.yaml')) ? unpacked : null;
}

/** A version may be written with or without its `v`. */
function archivesOf(folder: string, name: string, version: string): string[] {
  if (!isExact(version)) return [];
  const plain = version.replace(/^v/, '');
  return [version, plain, `v${plain}`].map((form) => join(folder, `${name}-${form}.tgz`));
}

const isExact = (version: string): boolean => /^v?\d+\.\d+\.\d+(?:[-+][\w.+-]*)?$/.test(version);

/** The newest archive that satisfies a range, or of all where there is none. */
function bestArchive(session: Session, folder: string, name: string, range: string): string | null {
  if (isExact(range)) return null;
  const candidates = listed(session, folder)
    .filter((file) => file.startsWith(`${name}-`) && file.endsWith('.tgz') && isExact(file.slice(name.length + 1, -4)))
    .map((file) => file.slice(name.length + 1, -4))
    .filter((version) => satisfies(range === '' ? '*' : range, version) === true)
    .sort((a, b) => Version.parse(b).compare(Version.parse(a)));
  return candidates.length === 0 ? null : join(folder, `${name}-${candidates[0]}.tgz`);
}

function listed({ files }: Session, folder: string): string[] {
  try {
    return files.list(folder).map((entry) => entry.name);
  } catch (error) {
    if (error instanceof FileProblem) return [];
    throw error;
  }
}

/** Where helm keeps the archives that it fetched. */
function helmCache({ options: { env } }: Session): string | null {
  if (env['HELM_REPOSITORY_CACHE']) return env['HELM_REPOSITORY_CACHE'];
  if (env['HELM_CACHE_HOME']) return join(env['HELM_CACHE_HOME'], 'repository');
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'helm', 'repository');
  if (!env['HOME']) return null;
  return process.platform === 'darwin' ? join(env['HOME'], 'Library', 'Caches', 'helm', 'repository') : join(env['HOME'], '.cache', 'helm', 'repository');
}
