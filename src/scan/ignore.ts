import { NameGlobs } from '../rules/index.js';
import type { ChartResult, DiagnosticRecord, IgnoreEntry, IgnoredRecord, ImageRecord, ScanResult } from './result.js';

/**
 * Takes out of a result what the configuration says does not count. Nothing goes silently: each image is in `ignored`, and an
 * entry that matches nothing, or whose time is over, is a warning.
 *
 * @param run the day, `2026-01-31`, and whether images of all statuses are in the result: only then can an entry be said to match nothing
 */
export function ignoreImages(result: ScanResult, entries: readonly IgnoreEntry[], { today, complete }: { readonly today: string; readonly complete: boolean }): ScanResult {
  if (entries.length === 0) return result;
  const rules = entries.map((entry) => ({ entry, globs: new NameGlobs([entry.image]), expired: entry.expires !== undefined && entry.expires < today, used: false }));
  const ignored = new Map<string, IgnoredRecord>();
  const stays = (image: ImageRecord, chart: ChartResult): boolean => {
    const matching = rules.filter(({ globs }) => globs.matches(image.reference) || globs.matches(image.normalized));
    for (const rule of matching) rule.used = true;
    const by = matching.find(({ expired }) => !expired)?.entry;
    if (by === undefined) return true;
    const record = { reference: image.reference, chart: chart.path, status: image.status, reason: by.reason, file: by.file, line: by.line };
    // Several variants of a chart may have it.
    ignored.set(JSON.stringify(record), record);
    return false;
  };
  const charts = result.charts.map((chart) => ({ ...chart, images: chart.images.filter((image) => stays(image, chart)) }));
  const warnings = rules.flatMap(({ entry, expired, used }) => warning(entry, expired, used || !complete) ?? []);
  return { ...result, charts, ignored: [...result.ignored, ...ignored.values()], diagnostics: [...result.diagnostics, ...warnings] };
}

function warning({ image, expires, file, line, column }: IgnoreEntry, expired: boolean, used: boolean): DiagnosticRecord | null {
  const at = { severity: 'warning', file, line, column } as const;
  if (expired) {
    const message = `the ignore entry for \`${image}\` held until ${expires}${used ? ': its images count again' : ', and matches nothing any more'}`;
    return { code: 'config-expired', message, hint: 'Remove it, or set a new date.', ...at };
  }
  return used ? null : { code: 'config-unused', message: `the ignore entry for \`${image}\` matches no image`, hint: 'Remove it, or correct the pattern; `*` is any text.', ...at };
}
