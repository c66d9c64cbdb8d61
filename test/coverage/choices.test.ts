import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { oneTemplate, render } from '../release/render.js';
import { ScanFolder } from '../property/scan-folder.js';

/** What is special, the text of a template, that of values.yaml, and the values with which helm shows each further image. */
type Row = readonly [name: string, template: string, values: string, optional: Record<string, Record<string, unknown>>];

const rows = JSON.parse(readFileSync(new URL('./tables/choices.json', import.meta.url), 'utf8')) as Row[];
const folder = new ScanFolder();
afterAll(() => folder.remove());

const SCHEMA = JSON.stringify({ properties: { word: { enum: ['a', 'b', 3] }, other: { enum: ['x', 'y'] }, tag: { anyOf: [{ const: '1' }, { const: '2' }] } } });
const HELPERS = '{{ define "part.a" }}{image: "part/a:1"}{{ end }}{{ define "part.b" }}{image: "part/b:1"}{{ end }}{{ define "part.text" }}{name: x}{{ end }}';
const pod = (containers: string): string => `kind: Pod\nspec:\n  containers:\n${containers}`;

test.each(rows)('%s: %s', async (_, text, values, optional) => {
  const files = { 'values.yaml': values, 'values.schema.json': SCHEMA, 'templates/_h.tpl': HELPERS, 'templates/t.yaml': pod(text) };
  const { images, unresolved } = await folder.scan(files);
  const others = images.filter(({ status }) => status === 'optional');
  expect(Object.fromEntries(others.map(({ reference, enabled_by: by }) => [reference, by]))).toEqual(optional);
  expect(unresolved).toEqual([]);
  for (const [reference, by] of Object.entries(optional)) {
    expect(render({ ...oneTemplate(pod(text)), ...files }, JSON.stringify(by)).texts['c/templates/t.yaml']).toContain(reference);
  }
});

const keyed = (count: number): Promise<Awaited<ReturnType<typeof folder.scan>>> => {
  const images = Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, `a/b:${at}`]));
  return folder.scan({ 'values.yaml': JSON.stringify({ k: 'k0', images }), 'templates/t.yaml': pod('  - image: {{ get .Values.images .Values.k }}\n') });
};

test('every key is tried, and what there are no passes for is told', async () => {
  const some = await keyed(20);
  expect([some.images.length, some.diagnostics]).toEqual([20, []]);
  const many = await keyed(300);
  expect(many.images).toHaveLength(25);
  expect(many.diagnostics).toMatchObject([{ code: 'limit-reached', message: 'c/templates/t.yaml needs more than 24 passes; some branches were not looked at' }]);
});
