import type { RulePacks } from '../rules/index.js';
import { builtInRules, rulesWith } from '../scan/built-in-packs.js';
import type { ChartResult, ScanOptions, ScanResult } from '../scan/index.js';
import { compare, type Comparison } from './compare.js';
import { NO_NETWORK, type Helm } from './helm.js';
import { renderedImages } from './rendered-images.js';
import type { ChartVerification, Verification } from './result.js';
import { templateArguments } from './template-arguments.js';
import { checkWitnesses } from './witnesses.js';

/** What is checked, and against which helm. */
export interface Check {
  /** What the scan was asked for: helm gets the same values. */
  readonly options: ScanOptions;
  readonly result: ScanResult;
  readonly helm: Helm;
  /** Render every `enabled_by` overlay too. */
  readonly witness: boolean;
}

/** Lets helm render every chart of a result and compares. Whatever helm does is told; nothing is thrown for it. */
export async function verify(check: Check): Promise<Verification> {
  const { rules } = check.options;
  const packs = rules === undefined ? builtInRules() : rulesWith(rules);
  const charts = await Promise.all(check.result.charts.map((chart) => verifyChart(chart, check, packs)));
  return { helm: { path: check.helm.path, version: check.helm.version }, note: null, summary: summary(charts), charts };
}

/** The answer where there is no helm to ask. */
export const unverified = (reason: string): Verification => ({ helm: null, note: `nothing was checked: ${reason}`, summary: summary([]), charts: [] });

async function verifyChart(chart: ChartResult, check: Check, packs: RulePacks): Promise<ChartVerification> {
  // Its values are those of whatever deploys it, and not on this command line.
  if (chart.owner !== null) return answer(chart, { outcome: 'skipped', reason: `it is deployed by ${chart.owner.kind} ${chart.owner.name}` });
  const rendering = await check.helm.template(templateArguments(chart, check.options, null));
  if (rendering.problem === NO_NETWORK) return answer(chart, { outcome: 'skipped', reason: `helm cannot render it: ${NO_NETWORK}` });
  if (rendering.problem !== null) return answer(chart, { outcome: 'helm-failed', reason: rendering.problem, foreseen: isForeseen(chart, rendering.problem) });
  const comparison = compare(chart, renderedImages(rendering.text, packs));
  const same = comparison.missing.length === 0 && comparison.extra.length === 0;
  const witnesses = check.witness ? await checkWitnesses(chart, check, packs) : [];
  const tolerated = chart.diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  return answer(chart, { ...comparison, outcome: same ? 'agrees' : 'differs', tolerated, witnesses });
}

/** helm renders no library by itself, and the scan finds nothing wrong with one. */
const isForeseen = ({ diagnostics, not_scanned }: ChartResult, problem: string): boolean =>
  not_scanned !== null || diagnostics.some(({ severity }) => severity === 'error') || problem.includes('library charts are not installable');

const NOTHING: Comparison = { agree: [], missing: [], extra: [], unresolved: [] };

function answer({ path, name, version }: ChartResult, found: Pick<ChartVerification, 'outcome'> & Partial<ChartVerification>): ChartVerification {
  return { path, name, version, reason: null, foreseen: false, ...NOTHING, tolerated: [], witnesses: [], ...found };
}

function summary(charts: readonly ChartVerification[]): Verification['summary'] {
  const count = (outcome: ChartVerification['outcome']): number => charts.filter((chart) => chart.outcome === outcome).length;
  const witnesses = charts.flatMap((chart) => chart.witnesses);
  const confirmed = witnesses.reduce((sum, witness) => sum + witness.confirmed.length, 0);
  return {
    charts: charts.length,
    agree: count('agrees'),
    differ: count('differs'),
    helm_failed: count('helm-failed'),
    skipped: count('skipped'),
    witnesses: { checked: confirmed + witnesses.reduce((sum, witness) => sum + witness.absent.length, 0), confirmed },
  };
}
