import { loadChart, type Chart, type ChartRoot } from '../chart/index.js';
import { NO_CLOCK, type Clock } from '../clock/index.js';
import type { TemplateCache } from '../evaluate/index.js';
import { Rewriter, type Rewrite } from '../kustomize/index.js';
import type { ReleaseOptions } from '../release/index.js';
import type { RulePacks } from '../rules/index.js';
import type { Diagnostic, Report } from '../source/index.js';
import type { GoMap, Hole } from '../value/index.js';
import { checkSchemas, kubeVersionProblem } from '../values/index.js';
import { declaredImages } from './declared.js';
import { emptyChart } from './empty-chart.js';
import { addExtraImages } from './extra-images.js';
import { makeFamily } from './family.js';
import { imageRecords } from './image-records.js';
import { maskChart } from './masked.js';
import { diagnosticRecord } from './places.js';
import { demandedValues } from './needs.js';
import type { ChartResult, ExtraImage, ImageRecord, Status } from './result.js';
import { lookForImages, writersOf, type Look } from './sightings.js';
import { Trials } from './trial/trials.js';
import { reportUnused } from './unused-patches.js';

/** What all charts of a scan share. */
export interface ChartContext {
  readonly userValues: GoMap;
  readonly release: ReleaseOptions;
  readonly templates: TemplateCache;
  readonly packs: RulePacks;
  /** Replace the chart's own values.yaml. */
  readonly chartValues?: GoMap | null;
  /** What is laid over the rendered manifests. */
  readonly rewrites?: readonly Rewrite[];
  /** What could not be known while the user's values were made. */
  readonly holes?: readonly Hole[];
  readonly extraImages?: readonly ExtraImage[];
  /** Schema violations are diagnostics; whoever does not show them saves their cost. */
  readonly checkSchemas: boolean;
  /** Images of other statuses are left out. */
  readonly statuses: readonly Status[];
  /** Whether to prove optional images by values: costly, and only some formats show them. */
  readonly witnesses: boolean;
  readonly clock?: Clock;
  /** Told of folders beyond the chart that were looked for. */
  readonly onOutside?: (path: string, there: boolean) => void;
}

/** The story of one chart, from its bytes to the images it can pull. Pure once the chart is loaded. */
export function scanChart(root: ChartRoot, context: ChartContext): ChartResult {
  const found: Diagnostic[] = [];
  const report: Report = (diagnostic) => void found.push(diagnostic);
  const { clock = NO_CLOCK } = context;
  const loaded = clock.time('load', () => loadChart(root, report, context.onOutside));
  const chart = loaded === null || context.chartValues == null ? loaded : { ...loaded, values: context.chartValues };
  if (chart === null) return maskChart(unreadChart(root, context.release, found));

  const { templates, packs, userValues } = context;
  const options: ReleaseOptions = { ...context.release, holes: context.holes ?? [] };
  const family = clock.time('values', () => makeFamily(chart, userValues, 'as-given', options, templates, report));
  if (context.checkSchemas) clock.time('values', () => checkSchemas(family.root, family.release.values, report));
  const kubeVersion = kubeVersionProblem(chart, options.kubeVersion);
  if (kubeVersion !== null) report(kubeVersion);
  const rewriter = context.rewrites === undefined || context.rewrites.length === 0 ? null : new Rewriter(context.rewrites, report);
  const look: Look = { chart, userValues, options, templates, packs, rewriter, origins: context.witnesses, report };
  const deep = context.statuses.some((status) => status !== 'rendered');
  const sightings = clock.time('evaluate', () => lookForImages(look, family, deep));
  if (rewriter !== null) reportUnused(rewriter.unused, report);
  let trials: Trials | null = null;
  const bench = (): Trials => (trials ??= new Trials(look, family, sightings, writersOf(sightings.all.filter(({ status }) => status === 'optional')), found));
  const { images, unresolved } = clock.time('records', () => imageRecords(sightings.all, context.witnesses ? bench : null));
  const others = !deep ? [] : declaredImages(sightings.widest, images, [...sightings.reads.values(), ...sightings.further], packs, report);
  const result = emptyChart(root.path, {
    ...chartFacts(chart, options),
    images: [...images, ...others].filter(({ status }) => context.statuses.includes(status)).sort(byReference),
    unresolved,
    diagnostics: once(found).map(diagnosticRecord),
    needs: context.witnesses ? demandedValues(look, family, sightings) : [],
  });
  const extra = context.statuses.includes('catalog') ? (context.extraImages ?? []) : [];
  return maskChart(addExtraImages(result, extra, family.release, templates));
}

const byReference = (a: ImageRecord, b: ImageRecord): number => (a.reference < b.reference ? -1 : a.reference > b.reference ? 1 : 0);

function chartFacts({ metadata }: Chart, release: ReleaseOptions): Partial<ChartResult> {
  return { name: metadata.name, version: metadata.version, app_version: metadata.appVersion, release: release.name, namespace: release.namespace };
}

function unreadChart({ path }: ChartRoot, { name: release, namespace }: ReleaseOptions, found: readonly Diagnostic[]): ChartResult {
  const reason = found.find(({ severity }) => severity === 'error')?.message ?? 'the chart could not be read';
  return emptyChart(path, { release, namespace, not_scanned: reason, diagnostics: found.map(diagnosticRecord) });
}

/** The same problem met again (a helper included many times) is told once. */
function once(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, message, spot, file }) => {
    const key = [code, message, spot?.file.name ?? file, spot?.start].join('\0');
    return !seen.has(key) && seen.add(key);
  });
}
