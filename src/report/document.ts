import type { PolicyFinding } from '../policy/index.js';
import { STATUSES, type ChartResult, type ImageRecord, type RunMetrics, type ScanResult, type Status } from '../scan/result.js';
import { compareBytes, sortedUnique } from './order.js';

/** What a report says about the run rather than about the charts. */
export interface ReportContext {
  /** ISO 8601, UTC. */
  readonly timestamp: string;
  /** Seconds. */
  readonly executionTime: number;
  readonly environment: string | null;
  readonly platform: string | null;
  readonly version: string;
}

/** The report of the JSON and YAML formats; `schema/report-v1.schema.json` describes it. */
export interface Report {
  readonly schema_version: '1';
  readonly metadata: {
    readonly timestamp: string;
    readonly environment: string | null;
    readonly platform: string | null;
    readonly version: string;
  };
  readonly summary: {
    /** One per image and chart. */
    readonly total_images: number;
    /** Distinct references. */
    readonly unique_images: number;
    readonly total_charts: number;
    /** Distinct references by their best status; a status without images is left out. */
    readonly by_status: Readonly<Partial<Record<Status, number>>>;
    readonly unresolved: number;
    /** Left out because the configuration says so; one per image and chart. */
    readonly ignored: number;
    /** Seconds. */
    readonly execution_time: number;
  };
  readonly images: readonly ReportImage[];
  /** References by chart path. */
  readonly by_chart: Readonly<Record<string, readonly string[]>>;
  /** References by the registry they are pulled from. */
  readonly by_registry: Readonly<Record<string, readonly string[]>>;
  /** References by the values file of their environment; empty where no chart has variants. */
  readonly by_variant: Readonly<Record<string, readonly string[]>>;
  readonly charts: readonly ChartResult[];
  readonly diagnostics: ScanResult['diagnostics'];
  readonly ignored: ScanResult['ignored'];
  /** What the run spent, where that was asked for. */
  readonly metrics?: RunMetrics;
  /** What breaks the policy; empty where none was given. */
  readonly policy: readonly PolicyFinding[];
}

type ReportImage = Pick<
  ImageRecord,
  'reference' | 'registry' | 'repository' | 'tag' | 'digest' | 'normalized' | 'status'
> & { readonly charts: readonly string[]; readonly variants: readonly string[] };

export function buildReport(result: ScanResult, context: ReportContext, policy: readonly PolicyFinding[] = []): Report {
  const { executionTime, ...metadata } = context;
  const images = mergeImages(result.charts);
  return {
    schema_version: '1',
    metadata,
    summary: {
      total_images: countPerChart(result.charts, referencesOf),
      unique_images: images.length,
      total_charts: countPerChart(result.charts, () => ['']),
      by_status: countByStatus(images),
      unresolved: countPerChart(result.charts, (chart) => chart.unresolved.map((place) => JSON.stringify(place))),
      ignored: result.ignored.length,
      execution_time: executionTime,
    },
    images,
    by_chart: group(result.charts.flatMap((chart) => referencesOf(chart).map((reference) => [chart.path, reference]))),
    by_registry: group(images.map((image) => [registryOf(image), image.reference])),
    by_variant: group(result.charts.flatMap((chart) => (chart.variant === null ? [] : referencesOf(chart).map((reference) => [chart.variant!, reference])))),
    charts: result.charts,
    diagnostics: result.diagnostics,
    ignored: result.ignored,
    policy,
    ...(result.metrics === undefined ? {} : { metrics: result.metrics }),
  };
}

/** One entry a reference, with the best status any chart gives it. */
function mergeImages(charts: readonly ChartResult[]): ReportImage[] {
  const found = new Map<string, { image: ImageRecord; charts: ChartResult[] }>();
  for (const chart of charts) {
    for (const image of chart.images) {
      const known = found.get(image.reference);
      if (known === undefined) {
        found.set(image.reference, { image, charts: [chart] });
        continue;
      }
      known.charts.push(chart);
      if (rank(image.status) < rank(known.image.status)) known.image = image;
    }
  }
  return [...found.values()]
    .sort((a, b) => compareBytes(a.image.reference, b.image.reference))
    .map(({ image, charts: users }) => ({
      reference: image.reference,
      registry: image.registry,
      repository: image.repository,
      tag: image.tag,
      digest: image.digest,
      normalized: image.normalized,
      status: image.status,
      charts: sortedUnique(users.map(({ path }) => path)),
      variants: sortedUnique(users.flatMap(({ variant }) => variant ?? [])),
    }));
}

const rank = (status: Status): number => STATUSES.indexOf(status);

function countByStatus(images: readonly ReportImage[]): Partial<Record<Status, number>> {
  const counts: Partial<Record<Status, number>> = {};
  for (const status of STATUSES) {
    const amount = images.filter((image) => image.status === status).length;
    if (amount > 0) counts[status] = amount;
  }
  return counts;
}

function group(pairs: readonly (readonly string[])[]): Record<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, reference] of pairs as [string, string][]) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [reference]);
    else group.push(reference);
  }
  return Object.fromEntries(sortedUnique(groups.keys()).map((key) => [key, sortedUnique(groups.get(key)!)]));
}

const registryOf = (image: ReportImage): string => image.normalized.slice(0, Math.max(0, image.normalized.indexOf('/')));
const referencesOf = (chart: ChartResult): string[] => chart.images.map((image) => image.reference);

/** How many things charts have; what several variants of one chart have counts once. */
function countPerChart(charts: readonly ChartResult[], things: (chart: ChartResult) => readonly string[]): number {
  const seen = new Map<string, Set<string>>();
  let others = 0;
  for (const chart of charts) {
    if (chart.variant === null) others += things(chart).length;
    else {
      const known = seen.get(chart.path) ?? new Set();
      seen.set(chart.path, known);
      for (const thing of things(chart)) known.add(thing);
    }
  }
  return [...seen.values()].reduce((sum, { size }) => sum + size, others);
}
