import type { ChartResult, ImageRecord, OriginRecord, PlaceRecord, ScanResult, UnresolvedRecord } from '../scan/result.js';
import { imageRules, type ImageRule } from './image-rules.js';
import type { Policy, PolicyFinding } from './policy.js';

/** What breaks the policy, chart by chart, image by image; what several variants of a chart share once. */
export function checkPolicy({ charts }: ScanResult, policy: Policy): PolicyFinding[] {
  const rules = imageRules(policy);
  const findings = charts.flatMap((chart) => [
    ...chart.images.flatMap((image) => brokenRules(image, chart, rules)),
    ...(policy.forbidUnresolved === true ? chart.unresolved.map((record) => unresolvedFinding(record, chart)) : []),
  ]);
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

function brokenRules(image: ImageRecord, chart: ChartResult, rules: readonly ImageRule[]): PolicyFinding[] {
  return rules.flatMap(({ id, problem, decidedAt }) => {
    const message = problem(image);
    return message === null ? [] : [{ rule: id, message, reference: image.reference, chart: chart.path, ...placeToChange(image, decidedAt(image)) }];
  });
}

/** Without an origin, the template that needs the image. */
function placeToChange({ sinks }: ImageRecord, origin: OriginRecord | undefined): Place {
  if (origin !== undefined) return place(origin, origin.path);
  return place(sinks.find(({ template }) => template !== null)?.template ?? null, null);
}

type Place = Pick<PolicyFinding, 'file' | 'line' | 'column' | 'path'>;

const place = (at: PlaceRecord | null, path: string | null): Place => ({
  file: at?.file ?? null,
  line: at?.line ?? null,
  column: at?.column ?? null,
  path,
});

const unresolvedFinding = ({ message, reason, file, line }: UnresolvedRecord, chart: ChartResult): PolicyFinding => ({
  rule: 'image-unresolved',
  message: `an image could not be determined: ${message} (${reason})`,
  reference: null,
  chart: chart.path,
  file,
  line,
  column: null,
  path: null,
});
