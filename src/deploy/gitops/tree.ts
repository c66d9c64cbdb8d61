import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Report } from '../../source/index.js';
import { Budget, Checkout, normalPath } from './checkout.js';

/** A file or folder of a checkout. */
export interface TreePath {
  readonly checkout: Checkout;
  readonly path: string;
}

/** The checkouts of a scan. Which repository each of them is cannot be known: a path that exists in one is taken to be there. */
export class Tree {
  readonly roots: readonly Checkout[];
  readonly #budget: Budget;
  /** Tops of the git working copies around the roots. */
  readonly #tops = new Map<Checkout, Checkout>();

  /** @param cwd where relative paths begin */
  constructor(paths: readonly string[], report: Report, cwd = '.') {
    const budget = (this.#budget = new Budget(report));
    const roots: Checkout[] = [];
    for (const path of paths) {
      const shown = path.replaceAll('\\', '/').replace(/(?<=.)\/+$/, '');
      const absolute = resolve(cwd, path);
      if (!isFolder(absolute)) {
        report({ code: 'path-missing', severity: 'error', message: 'There is no such folder.', file: shown });
        continue;
      }
      const root = new Checkout(absolute, shown === '.' ? '' : shown.replace(/^\.\//, ''), budget);
      roots.push(root);
      const top = gitTop(absolute);
      // The user did not ask for it, so what it holds beyond a budget of its own is no news.
      if (top !== null && top !== absolute) this.#tops.set(root, new Checkout(top, relative(process.cwd(), top).replaceAll('\\', '/'), new Budget(() => {})));
    }
    this.roots = roots;
  }

  /** Where a path of a repository may be that an object of this checkout names: nearest first. */
  candidates(from: Checkout): Checkout[] {
    const top = this.#tops.get(from);
    return [from, ...(top === undefined ? [] : [top]), ...this.roots.filter((root) => root !== from)];
  }

  /** A folder outside of the checkouts, such as a chart that was fetched; null where it is none. */
  other(path: string): TreePath | null {
    const absolute = resolve(path);
    return isFolder(absolute) ? { checkout: new Checkout(absolute, path, this.#budget), path: '' } : null;
  }

  find(from: Checkout, path: string, kind: 'file' | 'folder'): TreePath | null {
    const normal = normalPath(path);
    if (normal === null) return null;
    const having = this.candidates(from).filter((candidate) => candidate.kind(normal) === kind);
    // Of folders of one name the one with a chart is meant.
    const checkout = having.find((candidate) => kind === 'folder' && candidate.isChart(normal)) ?? having[0];
    return checkout === undefined ? null : { checkout, path: normal };
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

export function gitTop(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return null;
  }
}
