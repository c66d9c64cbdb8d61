/**
 * Draws images to be read against their charts by hand: `npm run accuracy:sample [-- --charts FOLDER] [--seed N] [--count N] [--json]`.
 * The verdicts are in docs/accuracy.md.
 */
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { scan, type ImageRecord, type Status } from '../../src/scan/index.js';

const { values: flags } = parseArgs({
  options: {
    charts: { type: 'string', default: '../shared/corpus/charts' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '60' },
    json: { type: 'boolean', default: false },
  },
});

interface Drawn {
  readonly chart: string;
  readonly image: ImageRecord;
}

/**
 * The `count` first in the order of a hash of seed, chart and reference: another image found or lost elsewhere leaves the rest of
 * the sample as it was, so that only few verdicts have to be given anew.
 */
function draw(all: readonly Drawn[], count: number, seed: string): Drawn[] {
  const ranked = all.map((one) => ({ one, rank: createHash('sha256').update(JSON.stringify([seed, one.chart, one.image.reference])).digest('hex') }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  const drawn = ranked.slice(0, count).map(({ one }) => one);
  return drawn.sort((a, b) => (a.chart + a.image.reference < b.chart + b.image.reference ? -1 : 1));
}

function whatDecides({ guards, origins, sinks }: ImageRecord): string {
  if (guards.length > 0) return guards.map(({ kind, expression, file, line }) => `${kind} \`${expression}\` ${file}:${line}`).join('; ');
  const steps = Object.values(origins).flatMap((steps) => steps.slice(-1));
  const paths = steps.map(({ path, file, line }) => (path === null ? `${file}:${line}` : `\`${path}\` ${file}:${line}`));
  return [...new Set(paths)].join('; ') || sinks.map(({ kind, template }) => `${kind} ${template?.file ?? ''}`).join('; ');
}

/** Places as they read beside the name of their chart. */
const shortened = (text: string, chart: string): string => text.replaceAll(`${join(flags.charts, chart)}!/`, '').replaceAll(`${join(folder, chart)}!/`, '');

const witness = (image: ImageRecord): string => (image.enabled_by === null ? (image.enabled_by_reason ?? '') : `\`${JSON.stringify(image.enabled_by)}\``);

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ')).join(' | ')} |`;

const folder = resolve(flags.charts);
const { charts } = await scan({ paths: [folder] });
const all = charts.flatMap(({ path, images }) => images.map((image): Drawn => ({ chart: resolve(path).slice(folder.length + 1), image })));
const of = (status: Status): Drawn[] => all.filter(({ image }) => image.status === status);
const samples = (['optional', 'values-only'] as const).map((status) => ({ status, among: of(status).length, drawn: draw(of(status), Number(flags.count), flags.seed) }));

if (flags.json) console.log(JSON.stringify(samples, null, 2));
else {
  for (const { status, among, drawn } of samples) {
    console.log(`## ${drawn.length} of ${among} ${status} images of ${charts.length} charts, seed ${flags.seed}\n`);
    console.log(row(['chart', 'reference', 'guards or values path', 'witness']));
    console.log(row(['---', '---', '---', '---']));
    for (const { chart, image } of drawn) console.log(row([chart, `\`${image.reference}\``, shortened(whatDecides(image), chart), witness(image)]));
    console.log('');
  }
}
