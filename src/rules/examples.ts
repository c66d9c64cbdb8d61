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
  const find = rule.kind === 'not-pulled' ? takenBack(rule) : foundBy(rule);
  const run = (example: string, input: unknown, expected: readonly string[]): ExampleResult => {
    const found = [...new Set(find(input))].sort();
    const wanted = [...expected].sort();
    return { example, expected: wanted, found, ok: found.length === wanted.length && found.every((image, at) => image === wanted[at]) };
  };
  return [
    ...(rule.examples?.fires ?? []).map(({ input, images }, at) => run(`fires[${at}]`, input, images)),
    ...(rule.examples?.silent ?? []).map(({ input }, at) => run(`silent[${at}]`, input, [])),
  ];
}

type Find = (input: unknown) => readonly string[];

const packsOf = (...rules: readonly Rule[]): RulePacks => new RulePacks([{ id: '', title: '', reason: '', rules }]);

function foundBy(rule: Rule, packs = packsOf(rule)): Find {
  return (input) => candidates(rule, input, packs).map(({ reference }) => reference);
}

/** Rules that take whatever looks like an image, as far as a rule can. */
const EAGER: readonly Rule[] = [
  { id: 'any/string', kind: 'resource-field', reason: '', match: { groups: ['*'], not_key: ['apiVersion'], value: 'reference' } },
  { id: 'any/text', kind: 'text', reason: '', match: { anchor: ['/'], position: 'anywhere', value: 'qualified' } },
];

/** A rule of this kind finds nothing by itself: it shows by what others no longer find. */
function takenBack(rule: Rule): Find {
  const all = foundBy(rule, packsOf(...EAGER));
  const rest = foundBy(rule, packsOf(rule, ...EAGER));
  return (input) => {
    const kept = new Set(rest(input));
    return all(input).filter((reference) => !kept.has(reference));
  };
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
