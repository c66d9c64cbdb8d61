/**
 * Renders charts that chance makes here and with helm, and shows where the two differ:
 * `npm run differential [-- --seed N] [--templates N] [--charts N] [--words]`.
 * Known to differ, and left so: the wording of errors that `fromToml` and `fromYaml` return as text, dates without a zone in TOML, imaginary
 * numbers, texts that are cut within a character, `toYamlPretty` of Go structs, and errors of functions that are given something unknown.
 * Needs helm 3.21.4 (HELM_BIN or PATH). Errors have to be on the same line; `--words` also shows those that are worded otherwise.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { renderChart } from '../render-texts.js';
import { compareCharts, writeFiles } from './chart-run.js';
import { chartMaker } from './charts.js';
import type { Difference } from './difference.js';
import { compareTemplates } from './expression-run.js';
import { makeTemplates } from './expressions.js';
import { Random } from './random.js';

const { values: flags } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    templates: { type: 'string', default: '500' },
    charts: { type: 'string', default: '300' },
    words: { type: 'boolean', default: false },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'differential-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const isRefused = (files: Readonly<Record<string, string>>): boolean => {
  writeFiles(join(folder, 'word'), { 'Chart.yaml': 'apiVersion: v2\nname: c\nversion: 0.1.0\n', 'templates/_h.tpl': '{{ define "who" }}{{ end }}', ...files });
  return renderChart(join(folder, 'word')).errors.length > 0;
};

const random = new Random(Number(flags.seed));
const ofTemplates = await compareTemplates(folder, makeTemplates(random, Number(flags.templates)));
const makeChart = chartMaker(random, isRefused);
const { differences: ofCharts, refused } = await compareCharts(folder, Array.from({ length: Number(flags.charts) }, makeChart));

const shown = (difference: Difference): boolean => flags.words || !difference.name.endsWith('WORDS');
for (const { name, subject, helm, own } of [...ofTemplates, ...ofCharts].filter(shown)) console.log(`${name} ${subject}\n  helm ${JSON.stringify(helm)}\n  here ${JSON.stringify(own)}`);
console.log(`${flags.templates} templates: ${ofTemplates.filter(shown).length} differ; ${flags.charts} charts (${refused} refused by helm): ${ofCharts.length} differ`);
if (ofTemplates.some(shown) || ofCharts.length > 0) process.exitCode = 1;
