/**
 * Compares the text of every template with what helm renders, byte for byte, holes masked:
 * `npm run conformance [-- --only TEXT] [--charts FOLDER] [--write]`.
 * Needs helm 3.21.4 (HELM_BIN or PATH). `--write` records the totals in totals.json, so that a drop is a visible diff.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { renderChart } from './render-texts.js';
import { firstDifference, helmDocuments } from './compare.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    charts: { type: 'string', default: '../shared/corpus/charts' },
    write: { type: 'boolean', default: false },
  },
});

interface Totals {
  charts: number;
  rendering: number;
  equalCharts: number;
  templates: number;
  equalTemplates: number;
}

const totals: Totals = { charts: 0, rendering: 0, equalCharts: 0, templates: 0, equalTemplates: 0 };
const folder = resolve(values.charts);
const archives = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tgz') && name.includes(values.only)).sort();
for (const archive of archives) {
  totals.charts += 1;
  const path = join(folder, archive);
  const helm = spawnSync(process.env['HELM_BIN'] ?? 'helm', ['template', 'release-name', path, '--namespace', 'default'], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (helm.error !== undefined) throw new Error(`helm cannot be run: ${helm.error.message}`);
  if (helm.status !== 0) continue;
  totals.rendering += 1;
  compare(archive, helmDocuments(helm.stdout), renderChart(path).texts);
}

function compare(archive: string, expected: Map<string, string[]>, actual: Map<string, string[]>): void {
  let equal = true;
  for (const id of [...new Set([...expected.keys(), ...actual.keys()])].sort()) {
    totals.templates += 1;
    const difference = firstDifference(expected.get(id) ?? [], actual.get(id) ?? []);
    if (difference === null) totals.equalTemplates += 1;
    else {
      equal = false;
      console.log(`${archive} ${id}: ${difference}`);
    }
  }
  if (equal) totals.equalCharts += 1;
}

console.log(JSON.stringify(totals));
console.log(`templates equal: ${((100 * totals.equalTemplates) / totals.templates).toFixed(2)} %`);
if (values.write) writeFileSync('test/conformance/totals.json', `${JSON.stringify(totals, null, 2)}\n`);
