import { basename, dirname, join, relative } from 'node:path';
import { compileGlob, matchGlob } from '../../chart/index.js';
import { nearest } from '../../source/index.js';
import { FileProblem } from './files.js';
import type { Session } from './session.js';

/** What may be the matter with a file that is not there: git does not keep it, or it has another name. Null where nothing is known. */
export function missingHint(session: Session, path: string): string | null {
  const rule = ignoredBy(session, path);
  if (rule !== null) return `git ignores it (${rule}): it has to be made before.`;
  const near = nearest(basename(path), namesIn(session, dirname(path)));
  return near === null ? null : `Is ${session.files.shown(join(dirname(path), near))} meant?`;
}

function namesIn({ files }: Session, folder: string): string[] {
  try {
    return files.isFolder(folder) ? files.list(folder).map(({ name }) => name) : [];
  } catch (error) {
    if (error instanceof FileProblem) return [];
    throw error;
  }
}

/** The rule of a `.gitignore` that names a path or a folder around it, as `file:line`. Rules with `!` and `**` inside are not looked at. */
function ignoredBy(session: Session, path: string): string | null {
  const { files } = session;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const rules = join(folder, '.gitignore');
    const at = files.isFile(rules) ? lineOf(textOf(session, rules), relative(folder, path)) : 0;
    if (at > 0) return `${files.shown(rules)}:${at}`;
    if (files.isFolder(join(folder, '.git')) || dirname(folder) === folder) return null;
  }
}

function textOf({ files }: Session, path: string): string {
  try {
    return files.read(path).text;
  } catch (error) {
    if (error instanceof FileProblem) return '';
    throw error;
  }
}

/** The 1-based line of the rule; 0 where there is none. */
function lineOf(rules: string, path: string): number {
  const steps = path.split('/');
  const paths = steps.map((_, at) => steps.slice(0, at + 1).join('/'));
  return (
    rules.split(/\r?\n/).findIndex((line) => {
      const rule = line.trim().replace(/^\*\*\//, '').replace(/\/$/, '');
      if (rule === '' || /^[#!]/.test(rule)) return false;
      const glob = compileGlob(rule.replace(/^\//, ''));
      return rule.includes('/') ? paths.some((one) => matchGlob(glob, one)) : steps.some((step) => matchGlob(glob, step));
    }) + 1
  );
}
