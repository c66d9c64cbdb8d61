import { describe, expect, test } from 'vitest';
import { scan, type ChartResult, type ScanOptions } from '../../src/index.js';
import { chartYaml, writeTree, type Tree } from '../chart/tree.js';
import { imageOf, summary } from './scan-tree.js';

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - name: main
        image: {{ .Values.image }}
{{- if .Values.extra }}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: extra}
spec: {template: {spec: {containers: [{name: main, image: extra:1}]}}}
{{- end }}
`;
const CHART: Tree = { 'web/Chart.yaml': chartYaml('web'), 'web/values.yaml': 'image: web:1\nextra: false\n', 'web/templates/web.yaml': WEB };

async function releases(helmfile: string, more: Tree = {}, deploy: ScanOptions['deploy'] = {}): Promise<ChartResult[]> {
  const cwd = writeTree({ ...CHART, 'helmfile.yaml.gotmpl': helmfile, ...more });
  const { charts } = await scan({ workers: 1, paths: [], cwd, deploy: { onlyReleases: true, ...deploy } });
  return JSON.parse(JSON.stringify(charts).replaceAll(`${cwd}/`, '')) as ChartResult[];
}
const release = async (fields: string, more: Tree = {}): Promise<ChartResult> => (await releases(`releases:\n- name: one\n  chart: ./web\n${fields.replace(/^/gm, '  ')}\n`, more))[0]!;

describe('patches of a release', () => {
  const MERGE = 'strategicMergePatches:\n- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: NAME}\n  spec: {template: {spec: {containers: [{name: added, image: "added:1"}, {name: main, image: "main:2"}]}}}';

  test('add and change containers; they lead to the line of the patch', async () => {
    const chart = await release(MERGE.replace('NAME', 'web'));
    expect(summary(chart)).toEqual(['added:1 rendered', 'extra:1 optional', 'main:2 rendered']);
    expect(imageOf(chart, 'added:1')).toMatchObject({ sinks: [{ resource: { name: 'web' }, template: { file: 'helmfile.yaml.gotmpl', line: 8 } }], origins: { tag: [{ file: 'helmfile.yaml.gotmpl', line: 8 }] } });
    expect(chart.diagnostics).toEqual([]);
  });

  test('of an optional object have its conditions', async () => {
    const chart = await release(MERGE.replace('NAME', 'extra'));
    expect(summary(chart)).toEqual(['added:1 optional', 'main:2 optional', 'web:1 rendered']);
    for (const reference of ['added:1', 'main:2']) {
      expect(imageOf(chart, reference)).toMatchObject({ guards: [{ expression: '.Values.extra', file: 'web/templates/web.yaml', line: 10 }], enabled_by: { extra: true } });
    }
  });

  test('JSON patches', async () => {
    const chart = await release('jsonPatches:\n- target: {kind: Deployment, name: web}\n  patch:\n  - {op: replace, path: /spec/template/spec/containers/0/image, value: "json:3"}');
    expect(summary(chart)).toEqual(['extra:1 optional', 'json:3 rendered']);
    expect(imageOf(chart, 'json:3').origins.tag).toMatchObject([{ file: 'helmfile.yaml.gotmpl', line: 7 }]);
  });

  test('JSON patches in a file of the chart; images lead to its line', async () => {
    const chart = await release('jsonPatches:\n- target: {kind: Deployment, name: web}\n  path: patches/web.yaml', {
      'web/patches/web.yaml': '# The mirror.\n- op: replace\n  path: /spec/template/spec/containers/0/image\n  value: file:3\n',
    });
    expect(summary(chart)).toEqual(['extra:1 optional', 'file:3 rendered']);
    expect(imageOf(chart, 'file:3').origins.tag).toMatchObject([{ file: 'web/patches/web.yaml', line: 4 }]);
    expect(chart.diagnostics).toEqual([]);
  });

  test.each([
    ['not YAML', '- {op: replace', 'This patch is not YAML: '],
    ['no list', 'op: replace', 'This patch is neither a list of JSON patch operations nor an object with kind and name.'],
    ['a text', 'just a text', 'This patch is neither a list of JSON patch operations nor an object with kind and name.'],
    ['of another form', '- {op: set, path: /a}', 'A JSON patch of Deployment web is refused: "set" is no operation.'],
  ])('a file of a JSON patch that is %s', async (_, text, message) => {
    const chart = await release('jsonPatches:\n- target: {kind: Deployment, name: web}\n  path: web.yaml', { 'web/web.yaml': text });
    expect(chart.diagnostics.filter(({ severity }) => severity !== 'info')).toMatchObject([{ code: 'deploy-invalid', file: 'web/web.yaml', line: 1, message: expect.stringContaining(message) as string }]);
  });

  test('of nothing are told', async () => {
    const chart = await release(MERGE.replace('NAME', 'gone'));
    expect(chart.diagnostics).toMatchObject([{ code: 'deploy-invalid', severity: 'warning', file: 'helmfile.yaml.gotmpl', line: 5 }]);
  });
});

test('a folder of manifests and a kustomization are charts', async () => {
  const pod = (image: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: "${image}"}]}\n`;
  const found = await releases('releases:\n- {name: raw, chart: ./raw}\n- {name: kust, chart: ./kust, installed: false}\n', {
    'raw/pod.yaml': pod('raw:1'),
    'kust/kustomization.yaml': 'resources: [pod.yaml]\nimages: [{name: kust, newTag: "2"}]\n',
    'kust/pod.yaml': pod('kust:1'),
  });
  expect(found.map((chart) => [chart.release, chart.not_scanned, ...summary(chart)])).toEqual([
    ['raw', null, 'raw:1 rendered'],
    ['kust', null, 'kust:2 optional'],
  ]);
  expect(imageOf(found[1]!, 'kust:2').origins).toMatchObject({ repository: [{ file: 'kust/pod.yaml', line: 4 }], tag: [{ file: 'kust/kustomization.yaml', line: 2 }] });
});

test('what a program would print is unresolved, with its place', async () => {
  const chart = await release('values:\n- image: web:{{ exec "git" (list "describe") }}');
  expect(chart.unresolved).toMatchObject([{ reason: 'environment', message: 'the output of "git": no program is run', file: 'helmfile.yaml.gotmpl', line: 5 }]);
});

test('a values file that is not YAML costs its release one diagnostic, where it is wrong', async () => {
  const [bad, good] = await releases('releases:\n- {name: bad, chart: ./web, values: [bad.yaml.gotmpl]}\n- {name: good, chart: ./web}\n', { 'bad.yaml.gotmpl': 'a: 1\n{{ "b" }}: [\n' });
  expect(bad!.diagnostics).toMatchObject([{ code: 'values-invalid', severity: 'error', file: 'bad.yaml.gotmpl' }]);
  expect(good!.diagnostics).toEqual([]);
});

describe('patches that a kustomization names', () => {
  const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: "pod:1"}]}\n';
  const build = async (fields: string, more: Tree = {}): Promise<{ images: string[]; told: string[]; charts: readonly ChartResult[] }> => {
    const cwd = writeTree({ 'app/kustomization.yaml': `resources: [pod.yaml]\n${fields}\n`, 'app/pod.yaml': POD, ...more });
    const result = await scan({ workers: 1, paths: [cwd], cwd });
    const { charts, diagnostics } = JSON.parse(JSON.stringify(result).replaceAll(`${cwd}/`, '')) as typeof result;
    const all = [...diagnostics, ...charts.flatMap((chart) => chart.diagnostics)];
    return { images: charts.flatMap(summary), told: all.map(({ code, severity, file, line, message }) => `${severity} ${code} ${file}:${line} ${message}`), charts };
  };
  const REPLACE = '- op: replace\n  path: /spec/containers/0/image\n  value: json:2\n';

  test.each(['patches', 'patchesJson6902'])('%s: operations in a file, which images lead to', async (field) => {
    const { images, told, charts } = await build(`${field}: [{target: {version: v1, kind: Pod, name: p}, path: ops.yaml}]`, { 'app/ops.yaml': REPLACE });
    expect([images, told]).toEqual([['json:2 rendered'], []]);
    expect(imageOf(charts[0]!, 'json:2').origins.tag).toMatchObject([{ file: 'app/ops.yaml', line: 3 }]);
  });

  test.each([
    ['missing', 'patches: [{target: {kind: Pod}, path: gone.yaml}]', {}, 'error path-missing app/kustomization.yaml:2 This patch does not exist: gone.yaml. kustomize fails here; the manifests were scanned without it.'],
    ['missing, of the old field', 'patchesStrategicMerge:\n- gone.yaml', {}, 'error path-missing app/kustomization.yaml:3 This patch does not exist: gone.yaml. kustomize fails here; the manifests were scanned without it.'],
    ['a folder', 'patches: [{target: {kind: Pod}, path: ops}]', { 'app/ops/a.yaml': REPLACE }, 'error path-missing app/kustomization.yaml:2 This patch does not exist: ops. kustomize fails here; the manifests were scanned without it.'],
    ['on the network', 'patches: [{target: {kind: Pod}, path: "https://example.com/p.yaml"}]', {}, 'warning deploy-unknowable app/kustomization.yaml:2 The patch https://example.com/p.yaml is on the network and was left out.'],
    ['no YAML', 'patches: [{target: {kind: Pod}, path: ops.yaml}]', { 'app/ops.yaml': '- [' }, 'error deploy-invalid app/ops.yaml:1 This patch is not YAML: '],
    ['no list', 'patchesJson6902: [{target: {kind: Pod, name: p}, path: ops.yaml}]', { 'app/ops.yaml': '# No dash.\nop: replace\n' }, 'error deploy-invalid app/ops.yaml:1 This patch is no list of JSON patch operations.'],
  ])('%s', async (_, fields, more, expected) => {
    const { images, told } = await build(fields, more);
    expect(images).toEqual(['pod:1 rendered']);
    expect(told).toEqual([expect.stringContaining(expected)]);
  });

  test('in one line, as the old field takes them, too', async () => {
    const { images, told } = await build('patchesStrategicMerge: [\'{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: a, image: "merge:2"}]}}\']');
    expect([images, told]).toEqual([['merge:2 rendered'], []]);
  });
});

test('patches of what is not in the tree are manifests themselves', async () => {
  const cwd = writeTree({
    'app/kustomization.yaml': 'resources: [https://example.com/remote]\npatches: [{path: patch.yaml}]\n',
    'app/patch.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: far}\nspec: {template: {spec: {containers: [{name: a, image: "far:1"}]}}}\n',
  });
  const { charts } = await scan({ workers: 1, paths: [cwd], cwd });
  expect(charts.map((chart) => summary(chart))).toEqual([['far:1 rendered']]);
});
