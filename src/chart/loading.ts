import type { DiagnosticCode, Report, Severity, Spot } from '../source/index.js';
import { MAX_ARCHIVE_ENTRIES, MAX_CHART_BYTES, MAX_FOLDER_ENTRIES, MAX_FOLLOWED_LINKS } from './limits.js';

/** What one root chart may still spend, everything vendored included. */
export interface Budget {
  bytes: number;
  archiveEntries: number;
  folderEntries: number;
  links: number;
}

/** What the loading of one root chart carries along. */
export interface Loading {
  readonly report: Report;
  readonly budget: Budget;
  /** Real paths of the chart folders being loaded, outermost first: a `file://` dependency on one of them is a cycle. */
  readonly folders: readonly string[];
  /** Told of every folder that a `file://` dependency names, and whether there is a chart; the answer depends on it. */
  readonly onOutside: (path: string, there: boolean) => void;
  /** How many charts this one is inside of. */
  readonly depth: number;
}

/** Where a chart lies. */
export interface Place {
  /** What the user is shown for the chart. */
  readonly shown: string;
  /** What the user is shown before the name of one of its files: `chart/`, `chart.tgz!/`. */
  readonly inside: string;
  /** Absolute path of its folder; null inside an archive. */
  readonly folder: string | null;
  /** Its name where Chart.yaml gives none. */
  readonly fallbackName: string;
}

export function startLoading(report: Report, onOutside: Loading['onOutside'] = () => {}): Loading {
  return { report, budget: fullBudget(), folders: [], onOutside, depth: 0 };
}

export function fullBudget(): Budget {
  return { bytes: MAX_CHART_BYTES, archiveEntries: MAX_ARCHIVE_ENTRIES, folderEntries: MAX_FOLDER_ENTRIES, links: MAX_FOLLOWED_LINKS };
}

/** Reports what is known by file only, or by its place in it. */
export function tell(report: Report, code: DiagnosticCode, severity: Severity, at: string | Spot, message: string, hint?: string): void {
  const where = typeof at === 'string' ? { file: at } : { spot: at };
  report({ code, severity, message, ...where, ...(hint === undefined ? {} : { hint }) });
}

export function folderPlace(shown: string, folder: string | null): Place {
  const name = (folder ?? shown).replace(/\/+$/, '').split('/').pop() ?? '';
  return { shown, inside: shown.endsWith('/') ? shown : `${shown}/`, folder, fallbackName: name };
}

export function archivePlace(shown: string): Place {
  const name = (shown.split('/').pop() ?? '').replace(/\.(tgz|tar\.gz)$/, '').replace(/-v?\d+\.\d.*$/, '');
  return { shown, inside: `${shown}!/`, folder: null, fallbackName: name };
}
