import { SourceFile, type Report } from '../source/index.js';
import { Entry, GoList, GoMap, toText, type GoValue } from '../value/index.js';
import { readYaml } from '../yaml/index.js';
import { matchCatalog } from './catalog.js';
import { isReference } from './level.js';
import type { RulePacks } from './packs.js';
import type { Candidate, ChartAnnotationRule } from './rule.js';

/** What Chart.yaml says, as far as rules look at it. */
export interface ChartFacts {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
  readonly home?: string;
  readonly sources?: readonly string[];
  readonly annotations: Readonly<Record<string, string>>;
}

/** Images that Chart.yaml lists in annotations, and those that catalogs know of the chart's operator. */
export function matchChart(chart: ChartFacts, values: GoMap, packs: RulePacks, report: Report = () => {}): Candidate[] {
  const found: Candidate[] = [];
  for (const rule of packs.annotations) annotationImages(rule, chart, found);
  matchCatalog(chart, values, packs.catalog, found, report);
  return found;
}

function annotationImages(rule: ChartAnnotationRule, chart: ChartFacts, found: Candidate[]): void {
  const name = rule.match.annotation;
  const text = Object.hasOwn(chart.annotations, name) ? chart.annotations[name]! : '';
  if (text === '') return;
  const whole = new Entry(text, null);
  const { value } = readYaml(new SourceFile(name, text));
  for (const item of value instanceof GoList ? value.values() : []) {
    const reference = imageOf(item, rule.match.field);
    if (reference === null || !isReference(reference, 'name')) continue;
    const start = text.indexOf(reference);
    const span = start < 0 ? {} : { span: { entry: whole, start, end: start + reference.length } };
    found.push({ rule: rule.id, sink: 'annotation', path: ['annotations', name], reference, parts: {}, ...span });
  }
}

function imageOf(item: GoValue, field: string): string | null {
  const image = item instanceof GoMap ? item.get(field) : item;
  return typeof image === 'string' ? toText(image).trim() : null;
}
