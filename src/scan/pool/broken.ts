import { emptyChart } from '../empty-chart.js';
import type { Answer, Job } from './job.js';

/** The answer for a chart whose scan broke down: our mistake, told as a diagnostic, and the other charts go on. */
export function brokenAnswer({ root, settings, unit }: Job, what: string): Answer {
  const message = `The scan of this chart ${what}; its images are unknown.`;
  const diagnostic = {
    code: 'worker-failed',
    severity: 'error',
    message,
    hint: 'This is a bug in astrago-scan, please report it.',
    file: root.path,
    line: null,
    column: null,
  } as const;
  const release = unit?.release.name ?? settings.release.name ?? '';
  const namespace = unit?.release.namespace ?? settings.release.namespace ?? '';
  const result = emptyChart(root.path, { release, namespace, not_scanned: message, diagnostics: [diagnostic] });
  return { result, outside: [], broken: true, milliseconds: 0 };
}

/** What was thrown and where, in few words. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `broke down (${String(error)})`;
  const place = /^ +at (.*)$/m.exec(error.stack ?? '')?.[1];
  return `broke down (${error.name}: ${error.message}${place === undefined ? '' : `, at ${place.replace(/(?:file:\/\/)?\/\S*\//g, '')}`})`;
}
