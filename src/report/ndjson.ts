import type { Report } from './document.js';

/**
 * One JSON object a line, `type` says what it is: every image and every gap of every chart, then what is wrong, then what
 * breaks the policy. The other keys are those of the JSON report.
 */
export function writeNdjson({ charts, diagnostics, policy }: Report): string {
  const lines = charts.flatMap(({ path: chart, variant, release, namespace, images, unresolved, diagnostics: found }) => [
    ...images.map((image) => ({ type: 'image', chart, variant, release, namespace, ...image })),
    ...unresolved.map((gap) => ({ type: 'unresolved', chart, variant, release, namespace, ...gap })),
    ...found.map((one) => ({ type: 'diagnostic', chart, variant, ...one })),
  ]);
  const general = diagnostics.map((one) => ({ type: 'diagnostic', chart: null, variant: null, ...one }));
  const broken = policy.map((one) => ({ type: 'policy', ...one }));
  return [...lines, ...general, ...broken].map((line) => `${JSON.stringify(line)}\n`).join('');
}
