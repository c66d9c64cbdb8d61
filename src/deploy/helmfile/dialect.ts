import { FileProblem } from './files.js';
import type { HelmfileDialect } from './options.js';
import type { Session } from './session.js';

/**
 * helmfile v0 renders every file, v1 only `*.gotmpl`. A template in a file that v1 would not render was written for v0; quoted or
 * commented braces, and those of the fields of releases, are nothing to go by.
 */
export function detectDialect(session: Session, paths: readonly string[]): HelmfileDialect {
  const { options, files, notes } = session;
  if (options.dialect !== 'auto') return options.dialect;
  for (const path of paths) {
    if (path.endsWith('.gotmpl')) continue;
    const line = templateLine(session, path);
    if (line === 0) continue;
    notes.add(`${files.shown(path)} is read as helmfile v0 reads it: line ${line} holds a template, which v1 renders only in *.gotmpl.`);
    return 'v0';
  }
  notes.add('Helmfiles are read as helmfile v1 reads them.');
  return 'v1';
}

/** A line that is a template and no YAML, or sets up the text of others; 0 where there is none. */
function templateLine(session: Session, path: string): number {
  try {
    const lines = session.files.read(path).text.split('\n');
    return lines.findIndex((line) => /^[^#'"`]*\{\{/.test(line)) + 1;
  } catch (error) {
    if (error instanceof FileProblem) return 0;
    throw error;
  }
}
