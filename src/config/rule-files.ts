import { readFileSync, readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { SourceFile, type Report } from '../source/index.js';

/** Rule files in one folder at most, and how deep they lie: a folder with more was named by mistake. */
const MAX_FILES = 5000;
const MAX_DEPTH = 3;
/** Bytes; the reader of rules has a smaller limit of its own. */
const MAX_SIZE = 1 << 22;

/** The YAML files of a folder of packs, in the order of their names. @param name what a person calls the folder */
export function readRuleFiles(path: string, name: string, report: Report): SourceFile[] {
  const sources: SourceFile[] = [];
  for (const file of filesBelow(path, name.replace(/[\\/]+$/, ''), MAX_DEPTH, report)) {
    if (sources.length === MAX_FILES) {
      report({ code: 'limit-reached', severity: 'warning', message: `there are more than ${MAX_FILES} rule files; the rest is not read`, file: name });
      break;
    }
    const text = readRuleFile(file.path, file.name, report);
    if (text !== null) sources.push(new SourceFile(file.name, text));
  }
  return sources;
}

interface Found {
  readonly path: string;
  readonly name: string;
}

function* filesBelow(path: string, name: string, depth: number, report: Report): Generator<Found> {
  let entries: Dirent[] = [];
  try {
    entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    report({ code: 'rule-invalid', severity: 'error', message: `the folder cannot be read: ${(error as Error).message}`, file: name });
  }
  for (const entry of entries) {
    const found = { path: join(path, entry.name), name: `${name}/${entry.name}` };
    if (entry.name.startsWith('.')) continue;
    if (!entry.isDirectory()) {
      if (/\.ya?ml$/.test(entry.name)) yield found;
    } else if (depth > 0) yield* filesBelow(found.path, found.name, depth - 1, report);
  }
}

function readRuleFile(path: string, name: string, report: Report): string | null {
  const refuse = (message: string): null => {
    report({ code: 'rule-invalid', severity: 'error', message, file: name });
    return null;
  };
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return refuse('it is no file');
    return stat.size > MAX_SIZE ? refuse(`the file has more than ${MAX_SIZE} bytes`) : readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    return refuse(`the file cannot be read: ${(error as Error).message}`);
  }
}
