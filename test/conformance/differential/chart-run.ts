import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SourceFile } from '../../../src/source/index.js';
import type { UserValueSources } from '../../../src/values/index.js';
import { chartTgz } from '../../chart/pack.js';
import { firstDifference, helmDocuments } from '../compare.js';
import { renderChart } from '../render-texts.js';
import type { MadeChart } from './charts.js';
import type { Difference } from './difference.js';
import { helmTemplate, inParallel } from './helm.js';

/** All files of a chart by path below its folder, archives packed. */
function filesOf({ files, charts }: MadeChart): Record<string, string | Uint8Array> {
  const all: Record<string, string | Uint8Array> = { ...files };
  for (const [name, child] of Object.entries(charts)) {
    const own = filesOf(child);
    if (name.endsWith('.tgz')) all[`charts/${name}`] = chartTgz(own, name.replace('-1.2.3.tgz', ''));
    else for (const [path, content] of Object.entries(own)) all[`charts/${name}/${path}`] = content;
  }
  return all;
}

export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

export interface Compared {
  readonly differences: Difference[];
  /** Charts that helm refuses. */
  readonly refused: number;
}

/** Renders charts here and with helm. */
export async function compareCharts(folder: string, charts: readonly MadeChart[]): Promise<Compared> {
  let refused = 0;
  const found = await inParallel(charts, async (chart, worker): Promise<Difference | null> => {
    const place = join(folder, `chart-${worker}`);
    rmSync(place, { recursive: true, force: true });
    writeFiles(join(place, 'root'), filesOf(chart));
    chart.valuesFiles.forEach((text, at) => writeFileSync(join(place, `values-${at}.yaml`), text));
    const args = [...chart.valuesFiles.flatMap((_, at) => ['--values', join(place, `values-${at}.yaml`)]), ...chart.sets.flat()];
    const run = await helmTemplate(join(place, 'root'), args);
    const { texts, errors } = renderChart(join(place, 'root'), sourcesOf(chart));
    const own = errors.map(({ message }) => message).join('; ');
    const subject = JSON.stringify(chart, null, 1);
    if (!run.ok) refused++;
    if (!run.ok) return errors.length > 0 ? null : { name: '', subject, helm: run.stderr, own: 'renders' };
    if (errors.length > 0) return { name: '', subject, helm: 'renders', own };
    const expected = helmDocuments(run.stdout);
    for (const id of [...new Set([...expected.keys(), ...texts.keys()])].sort()) {
      const difference = firstDifference(expected.get(id) ?? [], texts.get(id) ?? []);
      if (difference !== null) return { name: id, subject, helm: (expected.get(id) ?? []).join('\n---\n'), own: `${difference}\n${(texts.get(id) ?? []).join('\n---\n')}` };
    }
    return null;
  });
  const differences = found.flatMap((difference, at) => (difference === null ? [] : [{ ...difference, name: `#${at} ${difference.name}` }]));
  return { differences, refused };
}

function sourcesOf({ valuesFiles, sets }: MadeChart): UserValueSources {
  const of = (flag: string): string[] => sets.filter(([own]) => own === flag).map(([, argument]) => argument);
  return {
    valuesFiles: valuesFiles.map((text, at) => new SourceFile(`values-${at}.yaml`, text)),
    set: of('--set'),
    setString: of('--set-string'),
    setJson: of('--set-json'),
    setLiteral: of('--set-literal'),
  };
}
