import { closeSync, openSync, readdirSync, readSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { nearest, type Report } from '../source/index.js';
import { estimateArchive, estimateFolder } from './estimate.js';
import { reason } from './folder.js';
import { isGzip } from './gunzip.js';
import { tell } from './loading.js';
import { peekArchive } from './peek.js';

/** A chart that was found and not read yet. Plain data. */
export interface ChartRoot {
  /** As the user would write it: relative where the PATH was, with `/`. */
  readonly path: string;
  readonly absolute: string;
  readonly kind: 'folder' | 'archive';
  /** About how many bytes it holds unpacked; for scheduling only. */
  readonly bytes: number;
}

/** Folders that hold other people's files. */
const SKIPPED = new Set(['node_modules', '.git']);

/**
 * Finds the charts that PATHs stand for: a folder of charts (at any depth, links not followed), a chart folder, an archive,
 * or a file inside a chart. What is vendored in a chart is part of it. Sorted by path; a chart reached twice is listed once.
 * @param isKnownChart whether an archive holds a chart as it did before, so that it need not be opened to see
 */
export function discoverCharts(paths: readonly string[], report: Report, isKnownChart: (absolute: string) => boolean = () => false): ChartRoot[] {
  const discovery = new Discovery(report, isKnownChart);
  for (const path of paths) discovery.add(path);
  return discovery.sorted();
}

class Discovery {
  readonly #roots = new Map<string, ChartRoot>();

  constructor(
    readonly report: Report,
    readonly isKnownChart: (absolute: string) => boolean,
  ) {}

  sorted(): ChartRoot[] {
    return [...this.#roots.values()].toSorted((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
  }

  add(path: string): void {
    const shown = path.replaceAll('\\', '/').replace(/(?<=.)\/+$/, '');
    const absolute = resolve(path);
    try {
      if (!statSync(absolute).isDirectory()) this.#addFile(shown, absolute);
      else if (hasChart(absolute)) this.#found(shown, absolute, 'folder');
      else this.#addFolder(shown, absolute);
    } catch (error) {
      if (isAbsent(error)) tell(this.report, 'path-missing', 'error', shown, 'There is no such file or folder.', nearHint(shown, absolute));
      else tell(this.report, 'path-unreadable', 'error', shown, `This cannot be read: ${reason(error)}.`);
    }
  }

  #addFolder(shown: string, absolute: string): void {
    const walk: Walk = { charts: 0, misnamed: null };
    this.#walk(shown === '.' ? '' : shown.endsWith('/') ? shown : `${shown}/`, absolute, walk);
    if (walk.charts > 0) return;
    const hint = walk.misnamed === null ? undefined : `${walk.misnamed} must be called Chart.yaml.`;
    tell(this.report, 'no-charts', 'error', shown, 'There is no chart here: no folder with a Chart.yaml and no .tgz archive of one, at any depth.', hint);
  }

  #addFile(shown: string, absolute: string): void {
    if (this.isKnownChart(absolute) || isGzip(firstBytes(absolute))) {
      this.#found(shown, absolute, 'archive');
      return;
    }
    const chart = outermostChart(dirname(absolute));
    if (chart !== null) this.#found(isAbsolute(shown) ? chart : relative(process.cwd(), chart).replaceAll('\\', '/') || '.', chart, 'folder');
    else tell(this.report, 'no-charts', 'error', shown, 'This is neither a chart archive (.tgz) nor a file inside a chart: no folder above it has a Chart.yaml.');
  }

  #walk(prefix: string, folder: string, walk: Walk): void {
    for (const dirent of this.#list(prefix, folder)) {
      const shown = prefix + dirent.name;
      const absolute = join(folder, dirent.name);
      if (dirent.isDirectory()) {
        if (SKIPPED.has(dirent.name)) continue;
        if (hasChart(absolute)) {
          walk.charts++;
          this.#found(shown, absolute, 'folder');
        } else this.#walk(`${shown}/`, absolute, walk);
      } else if (dirent.isFile() && dirent.name.endsWith('.tgz')) this.#addPacked(shown, absolute, walk);
      else if (/^chart\.ya?ml$/i.test(dirent.name)) walk.misnamed ??= shown;
    }
  }

  /** An archive that the user did not name: only charts count. */
  #addPacked(shown: string, absolute: string, walk: Walk): void {
    const content = this.isKnownChart(absolute) ? 'chart' : peekArchive(absolute);
    if (content === 'other') return;
    if (content === 'chart') {
      walk.charts++;
      this.#found(shown, absolute, 'archive');
    } else tell(this.report, 'archive-invalid', 'warning', shown, 'This is not a readable archive, so whether it holds a chart is unknown.');
  }

  #found(path: string, absolute: string, kind: ChartRoot['kind']): void {
    const real = realpathSync.native(absolute);
    if (this.#roots.has(real)) return;
    const bytes = kind === 'archive' ? estimateArchive(absolute) : estimateFolder(absolute);
    this.#roots.set(real, { path, absolute, kind, bytes });
  }

  #list(prefix: string, folder: string): Dirent[] {
    try {
      return readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      tell(this.report, 'path-unreadable', 'error', prefix.replace(/(?<=.)\/$/, '') || '.', `This folder cannot be read: ${reason(error)}.`);
      return [];
    }
  }
}

interface Walk {
  charts: number;
  /** The first file that is nearly called Chart.yaml. */
  misnamed: string | null;
}

/** The chart around a folder, or the outermost one that vendors it below `charts/`. */
function outermostChart(folder: string): string | null {
  let chart = folder;
  while (!hasChart(chart)) {
    if (dirname(chart) === chart) return null;
    chart = dirname(chart);
  }
  for (;;) {
    const charts = dirname(chart);
    const parent = dirname(charts);
    if (basename(charts) !== 'charts' || parent === charts || !hasChart(parent)) return chart;
    chart = parent;
  }
}

function hasChart(folder: string): boolean {
  try {
    return statSync(join(folder, 'Chart.yaml'), { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}

function firstBytes(path: string): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(2);
    readSync(descriptor, bytes, 0, 2, 0);
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

const isAbsent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

function nearHint(shown: string, absolute: string): string | undefined {
  try {
    const near = nearest(basename(absolute), readdirSync(dirname(absolute)));
    return near === null ? undefined : `Did you mean ${shown.slice(0, shown.length - basename(shown).length)}${near}?`;
  } catch {
    return undefined;
  }
}
