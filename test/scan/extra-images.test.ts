import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scan } from '../../src/scan/index.js';
import type { ChartResult, ExtraImage } from '../../src/scan/result.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'astrago-extra-'));
  mkdirSync(join(folder, 'web', 'templates'), { recursive: true });
  writeFileSync(join(folder, 'web', 'Chart.yaml'), 'apiVersion: v2\nname: web\nversion: 1.0.0\nappVersion: "2.1"\n');
  writeFileSync(join(folder, 'web', 'values.yaml'), 'tag: "7"\nlist: [a, b]\n');
  writeFileSync(join(folder, 'web', 'templates', 'a.yaml'), 'kind: Pod\nspec: { containers: [{ image: "nginx:{{ .Values.tag }}" }] }\n{{ $_ := set .Values "tag" "changed" }}\n{{ define "web.tag" }}t{{ end }}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function withExtra(...entries: Partial<ExtraImage>[]): Promise<ChartResult> {
  const extraImages = entries.map((one, at) => ({ reason: 'because', file: 'c.yaml', line: at + 1, column: 3, ...one }));
  return (await scan({ paths: [join(folder, 'web')], extraImages })).charts[0]!;
}
const references = ({ images }: ChartResult): string[] => images.map(({ reference }) => reference);
const warnings = ({ diagnostics }: ChartResult): string[] => diagnostics.map(({ file, line, severity, message }) => `${file}:${line} ${severity}: ${message}`);

test('a reference is added with the entry as its place', async () => {
  const { images } = await withExtra({ reference: 'quay.io/a/b:1' });
  expect(images.find(({ reference }) => reference === 'quay.io/a/b:1')).toMatchObject({
    status: 'catalog',
    registry: 'quay.io',
    sinks: [{ kind: 'configuration', rule: 'extra_images', template: { file: 'c.yaml', line: 1, column: 3 } }],
    origins: { tag: [{ file: 'c.yaml', line: 1, column: 3, path: null }] },
    enabled_by_reason: 'because',
  });
});

test('a template is evaluated over the values of the chart as given, a line an image', async () => {
  const template = '{{ range .Values.list }}q.io/{{ . }}:{{ $.Values.tag }}-{{ $.Chart.AppVersion }}-{{ include "web.tag" $ }}\n{{ end }}';
  expect(references(await withExtra({ template }))).toEqual(['nginx:7', 'q.io/a:7-2.1-t', 'q.io/b:7-2.1-t']);
});

test('only the charts that are named get it', async () => {
  expect(references(await withExtra({ reference: 'a:1', charts: ['w*'] }, { reference: 'b:1', charts: ['db'] }))).toEqual(['a:1', 'nginx:7']);
});

test('an image that is found anyway keeps its status and gets a sink', async () => {
  const { images } = await withExtra({ reference: 'nginx:7' });
  expect(images.map(({ reference, status, sinks }) => [reference, status, sinks.length])).toEqual([['nginx:7', 'rendered', 2]]);
});

test.each([
  ['{{ .Values.nope.deeper }}', 'c.yaml:1 warning: the template of an extra image cannot be evaluated: nil pointer evaluating interface {}.deeper'],
  ['{{ fail "no" }}', 'c.yaml:1 warning: the template of an extra image cannot be evaluated: no'],
  ['{{ if }}', 'c.yaml:1 warning: the template of an extra image cannot be evaluated: '],
  ['not an image', 'c.yaml:1 warning: the template of an extra image writes "not an image", which is no image reference'],
  ['a:{{ randAlphaNum 5 }}', 'c.yaml:1 warning: the template of an extra image writes '],
])('%s is a warning with its place', async (template, expected) => {
  const chart = await withExtra({ template });
  expect(references(chart)).toEqual(['nginx:7']);
  expect(warnings(chart)).toEqual([expect.stringContaining(expected)]);
});
