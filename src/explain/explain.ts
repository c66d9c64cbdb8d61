import type { Component, ImageRecord, PlaceRecord, ScanOptions, ScanResult } from '../scan/index.js';
import { overlayFlags } from '../values/index.js';
import { conditionsOf } from './conditions.js';
import { lineText } from './line-text.js';
import { matches, nearReferences, type Match } from './match.js';
import { OpenedChart } from './opened-chart.js';
import type { Answer, Explanation, Part, Place, Switch } from './result.js';
import { SwitchOff } from './switch-off.js';

/**
 * Tells all there is to know of the images that match a text.
 *
 * @param options what the result was asked for
 * @param limit how many images are explained at most; the others are counted
 */
export async function explain(query: string, result: ScanResult, options: ScanOptions, limit: number): Promise<Answer> {
  const found = matches(query, result);
  const charts = new Map<string, Context>();
  const images: Explanation[] = [];
  for (const match of found.slice(0, limit)) {
    let context = charts.get(match.chart.path);
    if (context === undefined) charts.set(match.chart.path, (context = contextOf(match, options)));
    images.push(await explainImage(match, context));
  }
  return { query, total: found.length, images, near: found.length > 0 ? [] : nearReferences(query, result) };
}

/** What the images of one chart share. */
interface Context {
  readonly opened: OpenedChart | null;
  readonly switchOff: SwitchOff;
}

const contextOf = ({ chart }: Match, options: ScanOptions): Context => ({
  opened: OpenedChart.open(chart, options),
  switchOff: new SwitchOff(chart, options),
});

async function explainImage({ chart, image }: Match, context: Context): Promise<Explanation> {
  const { opened } = context;
  const { path, name, version } = chart;
  return {
    reference: image.reference,
    normalized: image.normalized,
    status: image.status,
    chart: { path, name, version },
    uses: image.sinks.map(({ template, ...sink }) => ({ ...sink, place: template === null ? null : placeOf(template, opened) })),
    parts: partsOf(image, opened),
    conditions: conditionsOf(image, opened),
    switch_on: image.status === 'rendered' ? null : switchOn(image),
    switch_off: image.status !== 'rendered' ? null : await switchOff(image, chart.owner !== null, context),
  };
}

function switchOn({ enabled_by: values, enabled_by_reason: reason }: ImageRecord): Switch {
  if (values === null) return { values: null, flags: null, reason: reason ?? 'no values could be derived' };
  return { values, flags: overlayFlags(values), reason: null };
}

async function switchOff(image: ImageRecord, isDeployed: boolean, { opened, switchOff: search }: Context): Promise<Switch> {
  if (opened === null || isDeployed) return { values: null, flags: null, reason: 'the values that it is deployed with are not at hand' };
  return search.find(image, opened);
}

function placeOf({ file, line, column }: PlaceRecord, opened: OpenedChart | null): Place {
  const source = opened?.source({ file, line, column }) ?? null;
  return { file, line, column, text: source === null ? null : lineText(source, line, column) };
}

/** Parts with the same steps are told together. */
function partsOf(image: ImageRecord, opened: OpenedChart | null): Part[] {
  const parts = new Map<string, { components: { component: Component; text: string }[]; steps: Part['steps'] }>();
  for (const component of ['registry', 'repository', 'tag', 'digest'] as const) {
    const text = image[component];
    const chain = image.origins[component];
    if (text === null || chain === undefined || chain.length === 0) continue;
    const key = JSON.stringify(chain);
    const known = parts.get(key);
    if (known !== undefined) known.components.push({ component, text });
    else parts.set(key, { components: [{ component, text }], steps: chain.map((step) => ({ ...placeOf(step, opened), path: step.path })) });
  }
  return [...parts.values()];
}
