import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { explain, type Explanation } from '../../src/explain/index.js';
import { scan, type ScanOptions } from '../../src/scan/index.js';
import { chartTgz } from '../chart/pack.js';
import { chartYaml, writeTree, type Tree } from '../chart/tree.js';
import { chart, image, result } from '../report/sample.js';

const container = (name: string, reference: string): string => `- name: ${name}\n      image: ${reference}`;
const pod = (name: string, ...containers: string[]): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    ${containers.join('\n    ')}\n`;

const CACHE = {
  'Chart.yaml': chartYaml('cache', 'appVersion: "7.2"\n'),
  'values.yaml': 'deploy: true\nimage: redis\npassword: hunter2\nmetrics: {enabled: false, image: "redis-exporter:1"}\n',
  'templates/pod.yaml': `{{ if .Values.deploy }}\n${pod('cache', container('cache', '{{ .Values.image }}:{{ .Chart.AppVersion }}'), `{{- if and .Values.metrics.enabled .Values.password }}\n    ${container('metrics', '{{ .Values.metrics.image }}')}\n    {{- end }}`)}{{ end }}\n`,
};

const SHOP: Tree = {
  'shop/Chart.yaml': chartYaml('shop', 'dependencies:\n  - {name: cache, version: 1.0.0, alias: sessions, condition: sessions.enabled}\n  - {name: cache, version: 1.0.0, alias: pages, condition: pages.enabled}\n'),
  'shop/values.yaml': 'image: {name: shop, tag: "1"}\nsessions: {image: valkey}\npages: {enabled: false, image: memcached}\nextra:\n  - side:1\njob:\n  enabled: true\n  image: job:1\n',
  'shop/templates/_helpers.tpl': '{{ define "shop.container" }}- name: job\n      image: {{ .Values.job.image }}{{ end }}\n',
  'shop/templates/shop.yaml': pod('shop', container('shop', '{{ .Values.image.name }}:{{ .Values.image.tag }}'), '{{- with .Values.job }}', '{{- if .enabled }}', '{{ include "shop.container" $ }}', '{{- end }}', '{{- end }}', '{{- range .Values.extra }}', container('extra', '{{ . }}'), '{{- end }}'),
  'shop/charts/cache-1.0.0.tgz': chartTgz(CACHE, 'cache'),
};

async function explained(query: string, more: Partial<ScanOptions> = {}, tree = SHOP): Promise<{ image: Explanation; root: string }> {
  const root = writeTree(tree);
  const options = { paths: [root], ...more };
  const { images } = await explain(query, await scan(options), options, 10);
  return { image: images[0]!, root };
}

describe('parts', () => {
  test('lead to the values that decide, with the text of each line', async () => {
    const { image: found, root } = await explained('shop:1');
    const name = (file: string): string => relative(root, file);
    expect(found.parts.map(({ components, steps }) => [components, steps.map(({ file, line, column, path, text }) => [name(file), line, column, path, text])])).toEqual([
      [
        [{ component: 'repository', text: 'library/shop' }],
        [
          ['shop/templates/shop.yaml', 8, 14, null, '      image: {{ .Values.image.name }}:{{ .Values.image.tag }}'],
          ['shop/values.yaml', 1, 15, 'image.name', 'image: {name: shop, tag: "1"}'],
        ],
      ],
      [
        [{ component: 'tag', text: '1' }],
        [
          ['shop/templates/shop.yaml', 8, 39, null, '      image: {{ .Values.image.name }}:{{ .Values.image.tag }}'],
          ['shop/values.yaml', 1, 26, 'image.tag', 'image: {name: shop, tag: "1"}'],
        ],
      ],
    ]);
  });

  test('that are decided together are told together', async () => {
    const { image: found } = await explained('job:1');
    expect(found.parts.map(({ components }) => components.map(({ component }) => component))).toEqual([['repository', 'tag']]);
  });

  test('may come from an archive and its Chart.yaml', async () => {
    const { image: found, root } = await explained('valkey');
    const last = found.parts.map(({ steps }) => steps.at(-1)!);
    expect(last.map(({ file, path, text }) => [relative(root, file), path, text])).toEqual([
      ['shop/values.yaml', 'sessions.image', 'sessions: {image: valkey}'],
      ['shop/charts/cache-1.0.0.tgz!/Chart.yaml', null, 'appVersion: "7.2"'],
    ]);
  });

  test('may come from the command line', async () => {
    const { image: found } = await explained('shop:2', { set: ['other=1', 'image.tag=2'] });
    expect(found.parts[1]!.steps.at(-1)).toMatchObject({ file: '--set', line: 1, path: 'image.tag', text: 'image.tag=2' });
  });
});

describe('conditions', () => {
  test('of a template and of a dependency, in the coordinates of the scanned chart', async () => {
    const { image: found, root } = await explained('redis-exporter', { set: ['sessions.enabled=false'] });
    expect(found.status).toBe('optional');
    const told = found.conditions.map(({ kind, expression, place, values }) => [kind, expression, relative(root, place.file), place.column, place.text?.trim(), values]);
    expect(told).toContainEqual([
      expect.stringMatching(/^(?:if|setting)$/),
      'and .Values.metrics.enabled .Values.password',
      'shop/charts/cache-1.0.0.tgz!/templates/pod.yaml',
      12,
      '{{- if and .Values.metrics.enabled .Values.password }}',
      [{ path: 'sessions.metrics.enabled', present: 'false' }, { path: 'sessions.password', present: 'set' }],
    ]);
    expect(told).toContainEqual(['dependency', 'sessions.enabled', 'shop/Chart.yaml', expect.anything(), expect.stringContaining('sessions.enabled'), [{ path: 'sessions.enabled', present: 'false' }]]);
  });

  test('inside a with', async () => {
    const { image: found } = await explained('job:1', { set: ['job.enabled=false'] });
    expect(found.conditions).toMatchObject([{ expression: '.enabled', values: [{ path: 'job.enabled', present: 'false' }] }]);
  });
});

describe('to switch on', () => {
  test('there are values and flags', async () => {
    const { image: found } = await explained('job:1', { set: ['job.enabled=false'] });
    expect(found).toMatchObject({ switch_on: { values: { job: { enabled: true } }, flags: ['--set=job.enabled=true'] }, switch_off: null });
  });

  test('or a reason why not', async () => {
    const images = [image('a:1', { status: 'optional', enabled_by_reason: 'it depends on the cluster' }), image('a:2', { status: 'catalog' })];
    const { images: found } = await explain('a:', result([chart('gone', { images })]), { paths: [] }, 5);
    expect(found.map((one) => one.switch_on)).toEqual([
      { values: null, flags: null, reason: 'it depends on the cluster' },
      { values: null, flags: null, reason: 'no values could be derived' },
    ]);
  });
});

describe('to switch off', () => {
  test.each<[string, string, Record<string, unknown>]>([
    ['a condition inside a with, around an include', 'job:1', { job: { enabled: false } }],
    ['a list', 'side:1', { extra: [] }],
    ['the inner condition of a subchart', 'valkey', { sessions: { deploy: false } }],
  ])('%s', async (_, query, values) => {
    const { image: found } = await explained(query);
    expect(found).toMatchObject({ status: 'rendered', switch_on: null, switch_off: { values, reason: null } });
  });

  test('the dependency, where nothing inside it does', async () => {
    const { image: found } = await explained('valkey', {}, {
      ...SHOP,
      'shop/charts/cache-1.0.0.tgz': chartTgz({ ...CACHE, 'templates/pod.yaml': pod('cache', container('cache', '{{ .Values.image }}:1')) }, 'cache'),
      'shop/values.yaml': 'sessions: {enabled: true, image: valkey}\npages: {enabled: false}\n',
      'shop/templates/shop.yaml': '',
    });
    expect(found.switch_off).toEqual({ values: { sessions: { enabled: false } }, flags: ['--set=sessions.enabled=false'], reason: null });
  });

  test('what always stands there has no switch', async () => {
    const { image: found } = await explained('shop:1');
    expect(found.switch_off).toEqual({ values: null, flags: null, reason: 'no switch in the values stands around it' });
  });

  test('what two switches keep has none alone', async () => {
    const either = '{{ if or .Values.a .Values.b }}\n';
    const { image: found } = await explained('web:1', {}, {
      'web/Chart.yaml': chartYaml('web'),
      'web/values.yaml': 'a: true\nb: true\n',
      'web/templates/web.yaml': `${either}${pod('web', container('web', 'web:1'))}{{ end }}`,
    });
    expect(found.switch_off).toEqual({ values: null, flags: null, reason: 'none of the switches around it does so alone: a, b' });
  });

  test('a switch that helm would not accept is none', async () => {
    const { image: found } = await explained('web:1', {}, {
      'web/Chart.yaml': chartYaml('web'),
      'web/values.yaml': 'a: true\n',
      'web/templates/web.yaml': `{{ if .Values.a }}\n${pod('web', container('web', 'web:1'))}{{ else }}{{ fail "a is needed" }}{{ end }}`,
    });
    expect(found.switch_off).toMatchObject({ values: null, reason: 'none of the switches around it does so alone: a' });
  });

  test('what something else deploys has values that are not known', async () => {
    const owner = { kind: 'HelmRelease', name: 'a', file: 'a.yaml', line: 1 };
    const { images } = await explain('a', result([chart('a', { owner, images: [image('a:1')] })]), { paths: [] }, 5);
    expect(images[0]!.switch_off).toMatchObject({ values: null, reason: 'the values that it is deployed with are not at hand' });
  });
});

test('all are counted, some are explained', async () => {
  const found = result([chart('gone', { images: [image('a:1'), image('a:2'), image('a:3')] })]);
  const answer = await explain('a:', found, { paths: [] }, 2);
  expect({ ...answer, images: answer.images.map(({ reference }) => reference) }).toEqual({ query: 'a:', total: 3, images: ['a:1', 'a:2'], near: [] });
});

test('a path that is given relatively', async () => {
  const root = writeTree(SHOP);
  const options = { paths: [relative(process.cwd(), join(root, 'shop'))] };
  const { images } = await explain('shop:1', await scan(options), options, 1);
  expect(images[0]!.uses[0]!.place).toMatchObject({ line: 8, text: '      image: {{ .Values.image.name }}:{{ .Values.image.tag }}' });
});
