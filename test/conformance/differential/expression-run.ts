import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { firstDifference, helmDocuments } from '../compare.js';
import { renderChart } from '../render-texts.js';
import type { Difference } from './difference.js';
import { helmTemplate, inParallel } from './helm.js';
import { VALUES } from './vocabulary.js';

const CHART: Readonly<Record<string, string>> = {
  'Chart.yaml': 'apiVersion: v2\nname: c\nversion: 0.1.0\nappVersion: "2.5"\nannotations: {a: b}\nkeywords: [x, y]\nmaintainers: [{name: me, email: e@x}]\nhome: http://h\n',
  'values.yaml': VALUES,
  'data.txt': 'line one\nline two\n\nlast',
  'crlf.txt': 'a\r\nb\r\n',
  'bom.txt': '\ufeffbom',
  'README.md': '# c\n',
  'dir/a.yaml': 'a: 1\n',
  'dir/b.json': '{"b": 2}',
  'dir/sub/c.json': '{}',
  'templates/_shared.tpl': '{{ define "shared" }}S{{ .Values.s }}{{ end }}{{ define "echo" }}<{{ . }}>{{ end }}{{ define "blank" }}\n{{- end }}',
};

/** The text of a template that shows what `template` writes as one line of JSON; errors stand in its first lines. */
const framed = (template: string, number: number): string =>
  `{{ define "t${number}" }}${template}{{ end }}apiVersion: v1\nkind: T\nv: {{ include "t${number}" . | toJson }}\n`;

const fileOf = (number: number): string => `templates/t${number}.yaml`;
const idOf = (number: number): string => `c/${fileOf(number)}`;

function writeChart(folder: string, templates: readonly string[], numbers: readonly number[]): void {
  rmSync(folder, { recursive: true, force: true });
  const files = { ...CHART, ...Object.fromEntries(numbers.map((number) => [fileOf(number), framed(templates[number]!, number)])) };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const BATCH = 60;

/** What is made of something unknown is unknown, and may be refused. */
const MARKER = /zqh\d+qz/i;

/** Pointers print as addresses, which differ from run to run. */
const HAS_ADDRESS = /0x[0-9a-f]{9,}/;

/**
 * Renders templates here, one chart each, and with helm: those that render here many in one chart, those that do not one by one, for
 * helm tells of the first error only.
 */
export async function compareTemplates(folder: string, templates: readonly string[]): Promise<Difference[]> {
  const here = templates.map((template, number) => {
    writeChart(join(folder, 'one'), templates, [number]);
    const { texts, errors } = renderChart(join(folder, 'one'));
    return { template, number, documents: texts.get(idOf(number)) ?? [], error: errors[0]?.message ?? null, line: errors[0]?.spot?.file.position(errors[0].spot.start).line ?? null };
  });
  type Here = (typeof here)[number];
  const differences: Difference[] = [];
  const differ = ({ template, number }: Here, helm: string, own: string): void => void differences.push({ name: `#${number}`, subject: template, helm, own });

  const refused = here.filter(({ error }) => error !== null);
  await inParallel(refused, async (one, worker) => {
    const chart = join(folder, `refused-${worker}`);
    writeChart(chart, templates, [one.number]);
    const run = await helmTemplate(chart);
    if (run.ok) return differ(one, helmDocuments(run.stdout).get(idOf(one.number))?.[0] ?? '', `error: ${one.error}`);
    const line = lineOf(run.stderr);
    if (line !== null && line !== one.line) differ(one, run.stderr, `line ${one.line}: ${one.error}`);
    else if (!sameWords(run.stderr, one.error!)) differences.push({ name: `#${one.number} WORDS`, subject: one.template, helm: run.stderr, own: one.error! });
  });

  const rendered = here.filter(({ error }) => error === null);
  const batches = Array.from({ length: Math.ceil(rendered.length / BATCH) }, (_, at) => rendered.slice(at * BATCH, (at + 1) * BATCH));
  await inParallel(batches, async (batch, worker) => {
    let left = batch;
    while (left.length > 0) {
      const chart = join(folder, `rendered-${worker}`);
      writeChart(chart, templates, left.map(({ number }) => number));
      const run = await helmTemplate(chart);
      if (run.ok) {
        const documents = helmDocuments(run.stdout);
        for (const one of left) {
          const difference = firstDifference(documents.get(idOf(one.number)) ?? [], one.documents);
          if (difference !== null && !HAS_ADDRESS.test((documents.get(idOf(one.number)) ?? []).join(''))) differ(one, (documents.get(idOf(one.number)) ?? []).join('\n---\n'), one.documents.join('\n---\n'));
        }
        return;
      }
      const culprit = left.find(({ number }) => run.stderr.includes(fileOf(number)));
      if (culprit === undefined) throw new Error(`helm refuses a batch for no template of it: ${run.stderr}`);
      if (!culprit.documents.some((document) => MARKER.test(document))) differ(culprit, run.stderr, culprit.documents.join('\n---\n'));
      left = left.filter((one) => one !== culprit);
    }
  });
  return differences;
}

/** The line that helm names last: where it happened, not where that was included. */
function lineOf(stderr: string): number | null {
  // What `fail` and `required` say is shown with the place of the outermost call.
  if (stderr.includes('execution error at')) return null;
  const named = [...stderr.matchAll(/\.(?:yaml|tpl):(\d+)/g)].at(-1);
  return named === undefined ? null : Number(named[1]);
}

const sameWords = (stderr: string, message: string): boolean => stderr.replaceAll(/\s+/g, '').includes(message.replaceAll(/\s+/g, ''));
