import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scan } from '../../src/index.js';
import { chartTgz } from '../chart/pack.js';
import { chartYaml, writeTree } from '../chart/tree.js';
import { imageOf, pod, scanTree, subchart, summary } from './scan-tree.js';

const T = 'templates/t.yaml';

describe('what becomes of a text in the place of an image', () => {
  test.each([
    ['a short name', 'nginx', { registry: 'docker.io', repository: 'library/nginx', tag: null, digest: null, normalized: 'docker.io/library/nginx:latest' }],
    ['a name and tag', 'a/b:1', { registry: 'docker.io', repository: 'a/b', tag: '1', normalized: 'docker.io/a/b:1' }],
    ['a registry with port', 'localhost:5000/a:1', { registry: 'localhost:5000', repository: 'a', tag: '1' }],
  ])('%s', async (_, reference, expected) => {
    expect(imageOf(await scanTree({ [T]: pod(reference) }), reference)).toMatchObject(expected);
  });

  test.each([
    ['nothing', pod(''), 'unset', 'no image is set'],
    ['what no registry takes', pod('"a b"'), 'error', '"a b" is no image reference'],
    ['a colon without tag', pod('"a:"'), 'error', '"a:" is no image reference'],
    ['a demanded value', pod('a:{{ required "set the tag" .Values.tag }}'), 'required', 'set the tag'],
    ['chance', pod('a:{{ randAlphaNum 5 }}'), 'not-deterministic', expect.stringMatching(/./)],
    ['an error', pod('a:{{ .Values.x.y }}'), 'error', 'nil pointer evaluating interface {}.y'],
  ])('%s is told with reason and place, and is no image', async (_, template, reason, message) => {
    const { images, unresolved } = await scanTree({ [T]: template });
    expect(images).toEqual([]);
    expect(unresolved).toMatchObject([{ reason, message, sink: { kind: 'container', document_path: 'spec.containers[0].image' }, line: 5 }]);
  });
});

test('all uses of one image are joined', async () => {
  const { images } = await scanTree({ [T]: `${pod('a:1', 'a:1')}---\nkind: Job\nmetadata: {name: j}\nspec: {template: {spec: {initContainers: [{image: "a:1"}]}}}\n` });
  expect(images).toHaveLength(1);
  expect(images[0]!.sinks.map(({ kind, resource, document_path }) => `${kind} ${resource!.kind}/${resource!.name} ${document_path}`)).toEqual([
    'container Pod/p spec.containers[0].image',
    'container Pod/p spec.containers[1].image',
    'initContainer Job/j spec.template.spec.initContainers[0].image',
  ]);
});

test('notes and partials pull nothing', async () => {
  expect(summary(await scanTree({ 'templates/NOTES.txt': pod('n:1'), 'templates/_p.yaml': pod('p:1'), [T]: pod('a:1') }))).toEqual(['a:1 rendered']);
});

test('hooks and tests do, hooks that helm does not know do not', async () => {
  const hook = (name: string): string => `kind: Pod\nmetadata: {annotations: {helm.sh/hook: ${name}}}\nspec: {containers: [{image: "${name}:1"}]}\n`;
  expect(summary(await scanTree({ 'templates/a.yaml': hook('pre-install'), 'templates/b.yaml': hook('test'), 'templates/c.yaml': hook('crd-install') }))).toEqual(['pre-install:1 rendered', 'test:1 rendered']);
});

test('crds are no templates', async () => {
  expect(summary(await scanTree({ 'crds/c.yaml': pod('{{ never }}'), [T]: pod('a:1') }))).toEqual(['a:1 rendered']);
});

test('options of the release', async () => {
  const template = `${pod('{{ .Release.Name }}:{{ .Release.Namespace }}-{{ .Capabilities.KubeVersion.Minor }}')}{{ if .Release.IsUpgrade }}\n---\n${pod('up:1')}{{ end }}`;
  const result = await scanTree({ [T]: template }, { releaseName: 'r', namespace: 'n', kubeVersion: '1.30', isUpgrade: true, statuses: ['rendered'] });
  expect(result).toMatchObject({ name: 'c', version: '1.0.0', release: 'r', namespace: 'n', not_scanned: null });
  expect(summary(result)).toEqual(['r:n-30 rendered', 'up:1 rendered']);
});

test('a schema violation and a kube version are told', async () => {
  const { diagnostics } = await scanTree(
    { 'Chart.yaml': chartYaml('c', 'kubeVersion: ">=1.40"\n'), 'values.schema.json': '{"properties": {"a": {"type": "string"}}}', 'values.yaml': 'b: 1\na: 2\n', [T]: pod('a:1') },
  );
  expect(diagnostics.map(({ code, file, line }) => [code, file, line])).toEqual([['schema-violation', 'values.yaml', 2], ['kube-version', 'Chart.yaml', 4]]);
});

test('several charts, a folder and an archive', async () => {
  const root = writeTree({
    'b/Chart.yaml': chartYaml('b'),
    'b/templates/t.yaml': pod('b:1'),
    'deep/er/a/Chart.yaml': chartYaml('a'),
    'deep/er/a/templates/t.yaml': pod('a:1'),
    'c.tgz': chartTgz({ 'Chart.yaml': chartYaml('c'), 'templates/t.yaml': pod('c:{{ .Values.t }}'), 'values.yaml': 't: "2"' }),
  });
  const { charts, diagnostics } = await scan({ paths: [root], workers: 1 });
  expect(charts.map(({ name, images }) => [name, images.map(({ reference }) => reference)])).toEqual([['b', ['b:1']], ['c', ['c:2']], ['a', ['a:1']]]);
  expect(diagnostics).toEqual([]);
  expect(charts[1]!.images[0]!.origins.tag!.at(-1)).toMatchObject({ file: join(root, 'c.tgz!/values.yaml'), line: 1, path: 't' });
});

test('a vendored archive is part of its chart', async () => {
  const root = writeTree({
    'c/Chart.yaml': chartYaml('c'),
    'c/values.yaml': 's: {t: "5"}\n',
    'c/charts/s-1.0.0.tgz': chartTgz({ 'Chart.yaml': chartYaml('s'), 'templates/t.yaml': pod('s:{{ .Values.t }}') }),
  });
  const { charts } = await scan({ paths: [root], workers: 1 });
  expect(charts.map(({ name, images }) => [name, images.map(({ reference }) => reference)])).toEqual([['c', ['s:5']]]);
});

test('the same chart gives the same result', async () => {
  const files = { ...subchart('s', { 'values.yaml': 'on_: false', [T]: `{{ if .Values.on_ }}\n${pod('s:1')}{{ end }}` }), [T]: pod('a:1') };
  expect(await scanTree(files)).toEqual({ ...(await scanTree(files)), path: expect.any(String) });
});
