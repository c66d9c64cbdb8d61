import { fromPlain, GoList, GoMap } from '../value/index.js';
import type { ChartFacts } from './match-chart.js';
import { matchChart } from './match-chart.js';
import { matchDocument } from './match-document.js';
import { matchValues } from './match-values.js';
import { RulePacks } from './packs.js';
import type { Candidate, Rule } from './rule.js';

export interface ExampleResult {
  /** `fires[0]`, `silent[1]` */
  readonly example: string;
  readonly ok: boolean;
  readonly expected: readonly string[];
  readonly found: readonly string[];
}

/** Runs a rule, alone, on its own examples. */
export function runExamples(rule: Rule): ExampleResult[] {
  const packs = new RulePacks([{ id: '', title: '', reason: '', rules: [rule] }]);
  const run = (example: string, input: unknown, expected: readonly string[]): ExampleResult => {
    const found = [...new Set(candidates(rule, input, packs).map((candidate) => candidate.reference))].sort();
    const wanted = [...expected].sort();
    return { example, expected: wanted, found, ok: found.length === wanted.length && found.every((image, at) => image === wanted[at]) };
  };
  return [
    ...(rule.examples?.fires ?? []).map(({ input, images }, at) => run(`fires[${at}]`, input, images)),
    ...(rule.examples?.silent ?? []).map(({ input }, at) => run(`silent[${at}]`, input, [])),
  ];
}

function candidates(rule: Rule, input: unknown, packs: RulePacks): Candidate[] {
  const value = fromPlain(input);
  const root = value instanceof GoMap ? value : new GoMap();
  switch (rule.kind) {
    case 'values-shape':
      return matchValues(root, packs);
    case 'chart-annotation':
    case 'catalog':
      return matchChart(chartOf(root), mapAt(root, 'values'), packs);
    default:
      return matchDocument(root, packs);
  }
}

function mapAt(map: GoMap, key: string): GoMap {
  const value = map.get(key);
  return value instanceof GoMap ? value : new GoMap();
}

function chartOf(input: GoMap): ChartFacts {
  const chart = mapAt(input, 'chart');
  const text = (key: string): string => String(chart.get(key) ?? '');
  const sources = chart.get('sources');
  const annotations = [...mapAt(chart, 'annotations').entries].map(([key, entry]) => [key, String(entry.value)]);
  return {
    name: text('name'),
    version: text('version'),
    appVersion: text('appVersion'),
    home: text('home'),
    sources: sources instanceof GoList ? sources.values().map(String) : [],
    annotations: Object.fromEntries(annotations),
  };
}
