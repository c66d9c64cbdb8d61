import { resolve } from 'node:path';
import { DEFAULT_RELEASE } from '../release/index.js';
import type { ChartResult, ScanOptions } from '../scan/index.js';
import { overlayFlags } from '../values/index.js';

/** Values on top of those of the user. */
export interface OverlayFile {
  readonly values: Readonly<Record<string, unknown>>;
  /** Absolute path of the file that holds them. */
  readonly path: string;
}

/** What makes `helm template` render a chart as the scan saw it. */
export function templateArguments(chart: ChartResult, options: ScanOptions, overlay: OverlayFile | null): string[] {
  const each = (flag: string, values: readonly string[] = []): string[] => values.map((value) => `--${flag}=${value}`);
  const files = [...(options.valuesFiles ?? []), ...(overlay === null ? [] : [overlay.path])];
  const sets = [...each('set-json', options.setJson), ...each('set', options.set), ...each('set-string', options.setString), ...each('set-file', options.setFile)];
  return [
    ...each('values', files.map(quotedItem)),
    ...sets,
    // A file loses against every `--set` of the user.
    ...(overlay === null || sets.length === 0 ? [] : overlayFlags(overlay.values)),
    `--namespace=${chart.namespace}`,
    // Each helm has a default of its own.
    `--kube-version=${options.kubeVersion ?? DEFAULT_RELEASE.kubeVersion}`,
    ...each('api-versions', options.apiVersions),
    ...(options.isUpgrade === true ? ['--is-upgrade'] : []),
    '--',
    chart.release,
    resolve(chart.path),
  ];
}

/** `--values` takes a line of CSV. */
const quotedItem = (path: string): string => (/[",\n\r]/.test(path) ? `"${path.replaceAll('"', '""')}"` : path);
