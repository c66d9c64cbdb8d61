import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

export const PREFIX = 'ASTRAGO_SCAN_';
const OLDER_PREFIX = 'EXTRACTOR_';
const PROJECT_FILES = ['.astrago-scan.yaml', '.astrago-scan.yml'];
const USER_FILES = ['config.yaml', 'config.yml'];

/** A variable of ours by the name after the prefix, under its older name too; an empty one is none. */
export function variable(env: NodeJS.ProcessEnv, name: string): { readonly name: string; readonly text: string } | null {
  for (const full of [PREFIX + name, OLDER_PREFIX + name]) {
    const text = env[full];
    if (text !== undefined && text !== '') return { name: full, text };
  }
  return null;
}

/** Whether there is anything besides flags that could hold settings; where not, nothing has to be loaded that reads them. */
export function isConfigured(cwd: string, env: NodeJS.ProcessEnv, home: string, platform: NodeJS.Platform): boolean {
  if (Object.keys(env).some((name) => name.startsWith(PREFIX) || name.startsWith(OLDER_PREFIX))) return true;
  const folder = userFolder(env, home, platform);
  return findProjectFile(cwd, home) !== null || findUserFile(folder) !== null || exists(join(folder, 'rules'));
}

/** The project's configuration: in the working folder or above it, up to the root of the repository or the home folder. */
export function findProjectFile(cwd: string, home: string): string | null {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const file = firstFile(folder, PROJECT_FILES);
    if (file !== null) return file;
    if (folder === dirname(folder) || folder === home || exists(join(folder, '.git'))) return null;
  }
}

/** The user's folder for this program, as the platform has it; it need not exist. */
export function userFolder(env: NodeJS.ProcessEnv, home: string, platform: NodeJS.Platform): string {
  const base = env['XDG_CONFIG_HOME'] || (platform === 'win32' && env['LOCALAPPDATA']) || join(home, '.config');
  return join(base, 'astrago-scan');
}

export const findUserFile = (folder: string): string | null => firstFile(folder, USER_FILES);

function firstFile(folder: string, names: readonly string[]): string | null {
  return names.map((name) => join(folder, name)).find((path) => statSync(path, { throwIfNoEntry: false })?.isFile()) ?? null;
}

const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

/** The text of a file, or why there is none. */
export function readText(path: string): { text: string } | { problem: string } {
  try {
    return { text: readFileSync(path, 'utf8').replace(/^\uFEFF/, '') };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { problem: code === 'ENOENT' ? 'the file does not exist' : code === 'EISDIR' ? 'it is a folder' : `it cannot be read: ${message}` };
  }
}

/** Whether a path, which need not exist yet, lies in a folder; links are followed. */
export function liesIn(path: string, folder: string): boolean {
  const root = realpathSync(folder);
  return `${real(resolve(path))}${sep}`.startsWith(root.endsWith(sep) ? root : root + sep);
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(real(parent), path.slice(parent.length));
  }
}
