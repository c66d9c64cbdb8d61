import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { STAGES } from '../../src/clock/index.js';
import { scan, type ScanResult } from '../../src/scan/index.js';
import { generateCharts } from './generate.js';

/**
 * Where the time of a scan goes, by stage, in one thread of a warm process: `npm run bench [-- --runs N] [--only TEXT] [PATH…]`.
 * Charts are those of PATH; without, generated ones, the fixtures and, where there is one, the corpus beside the checkout.
 */
const { values: flags, positionals } = parseArgs({ allowPositionals: true, options: { runs: { type: 'string', default: '5' }, only: { type: 'string', default: '' } } });

interface Case {
  readonly name: string;
  readonly paths: readonly string[];
}

interface Times {
  readonly first: number;
  readonly total: number;
  readonly stages: Readonly<Record<string, number>>;
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;

async function measure({ paths }: Case, runs: number): Promise<{ times: Times; result: ScanResult }> {
  const totals: number[] = [];
  const stages: Record<string, number>[] = [];
  let result: ScanResult | null = null;
  for (let run = 0; run <= runs; run++) {
    const started = performance.now();
    result = await scan({ paths, workers: 1 }, { measure: true });
    totals.push(performance.now() - started);
    stages.push(result.metrics!.stages);
  }
  // The first run of a case meets code that is not compiled yet.
  const warm = stages.slice(1);
  return {
    times: {
      first: totals[0]!,
      total: median(totals.slice(1)),
      stages: Object.fromEntries(STAGES.map((stage) => [stage, median(warm.map((one) => (one[stage] ?? 0) * 1000))])),
    },
    result: result!,
  };
}

/** Beside the checkout; its charts are data for measuring only. */
const CORPUS = join('..', 'shared', 'corpus');

function corpusCases(): Case[] {
  if (!existsSync(join(CORPUS, 'fifty.txt'))) return [];
  const fifty = readFileSync(join(CORPUS, 'fifty.txt'), 'utf8').split('\n').filter(Boolean).map((name) => join(CORPUS, 'charts', name));
  return [{ name: 'fifty charts', paths: fifty }];
}

function cases(generated: string): Case[] {
  if (positionals.length > 0) return positionals.map((path) => ({ name: path, paths: [path] }));
  const charts = Object.entries(generateCharts(generated)).map(([name, path]) => ({ name: `generated ${name}`, paths: [path] }));
  const fixtures = readdirSync('fixtures/demo').map((name) => ({ name: `fixture ${name}`, paths: [join('fixtures/demo', name)] }));
  return [...charts, ...fixtures, ...corpusCases()];
}

const generated = mkdtempSync(join(tmpdir(), 'astrago-scan-bench-'));
const shown = cases(generated).filter(({ name }) => name.includes(flags.only));
const row = (name: string, cells: readonly string[]): void => console.log(name.padEnd(22) + cells.map((cell) => cell.padStart(10)).join(''));
row('milliseconds', ['charts', 'images', 'first', 'median', ...STAGES]);
for (const one of shown) {
  const { times, result } = await measure(one, Number(flags.runs));
  const images = result.charts.reduce((sum, chart) => sum + chart.images.length, 0);
  const numbers = [times.first, times.total, ...STAGES.map((stage) => times.stages[stage]!)];
  row(one.name, [String(result.charts.length), String(images), ...numbers.map((number) => (number === 0 ? '-' : number.toFixed(1)))]);
}
rmSync(generated, { recursive: true, force: true });
