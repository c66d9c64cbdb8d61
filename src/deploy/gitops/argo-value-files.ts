import { posix } from 'node:path';
import type { Report, SourceFile, Spot } from '../../source/index.js';
import type { Entry } from '../../value/index.js';
import type { ArgoEnv } from './argo-env.js';
import { normalPath } from './checkout.js';
import { scalarText, spotOf } from './fields.js';
import { globCost, globMatcher, isGlob } from './glob.js';
import type { TreePath } from './tree.js';

/** Where the paths of one source lead. */
export interface ArgoPaths {
  /** The folder of the chart; null where it is not on this disk, or an archive. */
  readonly chart: TreePath | null;
  /** Finds a file of the source that `$ref` names, in whatever checkout has it; undefined where there is no such source. */
  readonly refs: ReadonlyMap<string, (path: string) => TreePath | null>;
  readonly env: ArgoEnv;
  readonly report: Report;
}

/** A path as the Application has it, and where that is. */
interface Resolved {
  readonly written: string;
  readonly spot: Spot | null;
  /** Null: not in the tree, or outside of it. */
  readonly target: TreePath | null;
}

/** The values files of a source in helm's order: each once, those of a glob without what is also listed by name. */
export function valueFiles(entries: readonly Entry[], ignoreMissing: boolean, paths: ArgoPaths): SourceFile[] {
  const resolved = entries.map((entry) => resolvePath(scalarText(entry.value), spotOf(entry.origin), paths)).filter((one) => one !== null);
  const named = new Set(resolved.filter(({ target }) => target !== null && !isGlob(target.path)).map(({ target }) => keyOf(target!)));
  const seen = new Set<string>();
  const files: SourceFile[] = [];
  const add = (target: TreePath): boolean => {
    const key = keyOf(target);
    if (seen.has(key)) return true;
    const file = target.checkout.read(target.path);
    if (file === null) return false;
    seen.add(key);
    files.push(file);
    return true;
  };
  for (const one of resolved) {
    const { target } = one;
    if (target !== null && isGlob(target.path)) {
      const matches = expand(target);
      if (matches.length === 0 && !ignoreMissing) missing(one, paths.report, 'This pattern matches no file');
      for (const match of matches) if (!named.has(keyOf(match))) add(match);
    } else if ((target === null || !add(target)) && !ignoreMissing) missing(one, paths.report, 'This values file does not exist');
  }
  return files;
}

/** A file named by `fileParameters`. */
export function parameterFile(entry: Entry | null, paths: ArgoPaths): SourceFile | null {
  const resolved = entry === null ? null : resolvePath(scalarText(entry.value), spotOf(entry.origin), paths);
  if (resolved === null) return null;
  const file = resolved.target === null ? null : resolved.target.checkout.read(resolved.target.path);
  if (file === null) missing(resolved, paths.report, 'This file does not exist');
  return file;
}

/** Relative to the chart; `/` leads to the top of its repository, `$ref/` to that of another source. Null: it is not looked for. */
function resolvePath(written: string, spot: Spot | null, { chart, refs, env, report }: ArgoPaths): Resolved | null {
  const [first = '', ...rest] = written.split('/');
  const ref = refs.get(first);
  if (ref !== undefined) return { written, spot, target: ref(env.expand(rest.join('/'))) };
  const path = env.expand(written);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) {
    report({ code: 'deploy-unknowable', severity: 'warning', message: `The values file ${path} is on the network and was left out.`, ...(spot === null ? {} : { spot }) });
    return null;
  }
  if (chart === null) return null;
  const normal = path.startsWith('/') ? normalPath(path) : normalPathBelow(chart.path, path);
  return { written, spot, target: normal === null ? null : { checkout: chart.checkout, path: normal } };
}

const normalPathBelow = (folder: string, path: string): string | null => normalPath(posix.join(folder === '' ? '.' : folder, path));

function expand({ checkout, path }: TreePath): TreePath[] {
  const matches = globMatcher(path, 'doublestar');
  return checkout.matching('files', globCost(path), matches).map((file) => ({ checkout, path: file }));
}

function missing({ written, spot }: Resolved, report: Report, what: string): void {
  report({ code: 'path-missing', severity: 'error', message: `${what}: ${written}. Argo CD fails here; the chart was scanned without it.`, ...(spot === null ? {} : { spot }) });
}

const keyOf = ({ checkout, path }: TreePath): string => `${checkout.absolute}\0${path}`;
