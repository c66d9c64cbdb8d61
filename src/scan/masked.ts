import { maskExpression, maskText, maskValues } from '../secrets/index.js';
import type { ChartResult, DiagnosticRecord, GuardRecord, ImageRecord, UnresolvedRecord } from './result.js';

/**
 * A result without secrets, for whatever is written or kept: messages, conditions and overlays may quote values. References are
 * left as they are: a digest or commit in a tag looks random and is none. So are places.
 */
export function maskChart(chart: ChartResult): ChartResult {
  return {
    ...chart,
    not_scanned: chart.not_scanned === null ? null : maskText(chart.not_scanned),
    images: chart.images.map(maskImage),
    unresolved: chart.unresolved.map(maskUnresolved),
    diagnostics: chart.diagnostics.map(maskDiagnostic),
    needs: chart.needs.map(maskText),
  };
}

const maskImage = (image: ImageRecord): ImageRecord =>
  image.guards.length === 0 && image.enabled_by === null && image.enabled_by_reason === null
    ? image
    : {
        ...image,
        guards: image.guards.map(maskGuard),
        enabled_by: image.enabled_by === null ? null : maskValues(image.enabled_by),
        enabled_by_reason: image.enabled_by_reason === null ? null : maskText(image.enabled_by_reason),
      };

const maskGuard = (guard: GuardRecord): GuardRecord => ({ ...guard, expression: maskExpression(guard.expression) });
const maskUnresolved = (record: UnresolvedRecord): UnresolvedRecord => ({ ...record, message: maskText(record.message) });

export const maskDiagnostic = (record: DiagnosticRecord): DiagnosticRecord => ({
  ...record,
  message: maskText(record.message),
  hint: record.hint === null ? null : maskText(record.hint),
});
