import { existsSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The result goes to standard output or to a file; everything else goes to standard error. */
export function writeResult(text: string, file: string | undefined, { executable = false }: { executable?: boolean } = {}): void {
  if (file === undefined || file === '-') process.stdout.write(text);
  else writeOutputFile(file, text, executable ? 0o777 : 0o666);
}

export const writeMessage = (text: string): void => void process.stderr.write(text);

export class OutputError extends Error {}

/** The file is either the whole new result or what it was before; folders are made. */
function writeOutputFile(file: string, text: string, mode: number): void {
  try {
    makeFolder(dirname(file));
    const target = existing(file);
    if (target !== null && !target.regular) writeFileSync(target.path, text);
    else replace(target?.path ?? file, text, mode);
  } catch (error) {
    throw new OutputError(`cannot write ${file}: ${reason(error as NodeJS.ErrnoException)}`);
  }
}

/** Step by step: the recursive mode of `mkdirSync` never ends where a file system refuses new entries as missing (/proc). */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** Behind links, so that the link stays; what is no regular file (`/dev/null`, a named pipe) must not be renamed over. */
function existing(file: string): { path: string; regular: boolean } | null {
  try {
    const path = realpathSync(file);
    return { path, regular: (statSync(path)).isFile() };
  } catch {
    return null;
  }
}

function replace(path: string, text: string, mode: number): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, { flag: 'wx', mode });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  ENOENT: 'its folder cannot be made',
  ENOSPC: 'no space left on the device',
  EROFS: 'the file system is read-only',
};

const reason = (error: NodeJS.ErrnoException): string => REASONS[error.code ?? ''] ?? error.message;
