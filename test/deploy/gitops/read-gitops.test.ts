import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readGitops } from '../../../src/deploy/gitops/index.js';
import { chartYaml, listen, writeTree, type Tree } from '../../chart/tree.js';
import { describeUnit } from './describe-units.js';

const application = (source: string, name = 'app'): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ${name}}\nspec:\n  destination: {namespace: ns}\n  source:\n    repoURL: https://git.example.com/a.git\n${source.replace(/^/gm, '    ')}\n`;

const set = (generators: string, template: string, more = ''): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: set}\nspec:\n${more}  generators: ${generators}\n  template:\n    metadata: {name: '${template}'}\n    spec:\n      destination: {namespace: ns}\n      source: {repoURL: x, path: chart}\n`;

function read(tree: Tree, chartDir: readonly string[] = []): { units: string[]; told: string[]; root: string } {
  const root = writeTree(tree);
  const { report, told } = listen();
  const { units } = readGitops({ roots: [root], chartDir: chartDir.map((folder) => join(root, folder)), helmCache: null }, report);
  const local = (text: string): string => text.replaceAll(`${root}/`, '');
  return { root, units: units.map((unit) => local(describeUnit(unit))), told: told.map(({ code, message, spot }) => `${code} ${spot === undefined ? '' : spot.file.position(spot.start).line} ${local(message)}`) };
}

const names = (units: readonly string[]): string[] => units.map((unit) => /^\w+ (\S+)/.exec(unit)![1]!);
const chart = { 'chart/Chart.yaml': chartYaml('chart'), 'chart/values.yaml': 'a: chart\n' };

describe('Argo CD: values files', () => {
  test.each<[string, string, Tree, string]>([
    ['never outside of the checkout', 'path: chart\nhelm: {valueFiles: [../../../../etc/passwd]}', {}, 'path-missing 9 This values file does not exist: ../../../../etc/passwd. Argo CD fails here; the chart was scanned without it.'],
    ['no link that leads outside', 'path: chart\nhelm: {valueFiles: [link.yaml]}', { 'chart/link.yaml': { link: '/etc/hostname' } }, 'path-missing 9 This values file does not exist: link.yaml. Argo CD fails here; the chart was scanned without it.'],
    ['none from the network', 'path: chart\nhelm: {valueFiles: ["https://example.com/values.yaml"]}', {}, 'deploy-unknowable 9 The values file https://example.com/values.yaml is on the network and was left out.'],
    ['a pattern without a match', 'path: chart\nhelm: {valueFiles: ["x-*.yaml"]}', {}, 'path-missing 9 This pattern matches no file: x-*.yaml. Argo CD fails here; the chart was scanned without it.'],
    ['overrides that are no YAML', 'path: chart', { 'chart/.argocd-source.yaml': 'a: b: c' }, 'deploy-invalid 1 These overrides are not YAML: mapping values are not allowed in this context'],
    ['what only Argo CD knows', 'path: chart\nhelm: {parameters: [{name: tag, value: $ARGOCD_APP_REVISION}]}', {}, 'deploy-unknowable 9 Only Argo CD knows $ARGOCD_APP_REVISION; the text was left as it is.'],
  ])('%s', (_, source, more, expected) => {
    const { units, told } = read({ ...chart, ...more, 'app.yaml': application(source) });
    expect(names(units)).toEqual(['app']);
    expect(told).toEqual([expected]);
  });

  test('a link inside is followed', () => {
    const { units, told } = read({ ...chart, 'env/real.yaml': 'a: linked\n', 'chart/link.yaml': { link: '../env/real.yaml' }, 'app.yaml': application('path: chart\nhelm: {valueFiles: [link.yaml]}') });
    expect(told).toEqual([]);
    expect(units[0]).toContain('{"a":"linked"}');
  });
});

describe('where charts are', () => {
  test('a template of a chart is no manifest', () => {
    const { units, told } = read({ ...chart, 'chart/templates/app.yaml': application('path: {{ .Values.a }}') });
    expect({ units, told }).toEqual({ units: [], told: [] });
  });

  test('a folder without a chart is none', () => {
    expect(read({ 'plain/x.txt': '', 'app.yaml': application('path: plain') }).units).toEqual([]);
  });

  test('the newest fetched chart that fits', () => {
    const fetched = { 'fetched/redis-18.1.0.tgz': 'x', 'fetched/redis-18.10.0.tgz': 'x', 'fetched/redis-19.0.0.tgz': 'x', 'fetched/mine/Chart.yaml': chartYaml('redis') };
    const at = (version: string): string => read({ ...fetched, 'app.yaml': application(`chart: redis\ntargetRevision: '${version}'`) }, ['fetched']).units[0]!;
    expect(at('18.x')).toContain('helm template app fetched/redis-18.10.0.tgz ');
    expect(at('18.1.0')).toContain('helm template app fetched/redis-18.1.0.tgz ');
    expect(at('1.0.0')).toContain('helm template app fetched/mine ');
    expect(at('20.x')).toContain('helm pull redis --repo https://git.example.com/a.git --version 20.x');
  });

  test('a version is a word for the shell', () => {
    expect(read({ 'app.yaml': application(`chart: redis\ntargetRevision: ">=1 <2; 'x'"`) }).units[0]).toContain(String.raw`--version '>=1 <2; '\''x'\'''`);
  });
});

describe('ApplicationSet', () => {
  const git = '{repoURL: x, revision: y';

  test.each<[string, string, string, string[]]>([
    ['list', '[{list: {elements: [{a: x}, {a: w, values: {b: z}}]}}]', '{{a}}-{{values.b}}', ['x-{{values.b}}', 'w-z']],
    ['elementsYaml', '[{list: {elementsYaml: "[{a: x}]"}}]', '{{a}}', ['x']],
    ['selector', '[{list: {elements: [{a: x}, {a: w}]}, selector: {matchLabels: {a: w}}}]', '{{a}}', ['w']],
    ['expressions', '[{list: {elements: [{a: x}, {a: w}, {b: z}]}, selector: {matchExpressions: [{key: a, operator: NotIn, values: [x]}]}}]', '{{a}}{{b}}', ['w{{b}}', '{{a}}z']],
    ['matrix', `[{matrix: {generators: [{list: {elements: [{a: x}, {a: w}]}}, {list: {elements: [{b: '{{a}}1'}, {b: '2'}]}}]}}]`, '{{a}}{{b}}', ['xx1', 'x2', 'ww1', 'w2']],
    ['merge', `[{merge: {mergeKeys: [a], generators: [{list: {elements: [{a: x, b: '1'}, {a: w, b: '1'}]}}, {list: {elements: [{a: w, b: '2'}]}}]}}]`, '{{a}}{{b}}', ['x1', 'w2']],
    ['directories', `[{git: ${git}, directories: [{path: d/*}, {path: d/b, exclude: true}]}}]`, '{{path.basename}}.{{path[0]}}', ['a.d', 'c.d.d']],
    ['normalized', `[{git: ${git}, directories: [{path: d/C_d}]}}]`, '{{path.basenameNormalized}}', []],
    ['prefix', `[{git: ${git}, pathParamPrefix: p, directories: [{path: d/a}]}}]`, '{{p.path.basename}}', ['a']],
    ['files', `[{git: ${git}, files: [{path: "d/**/f.yaml"}]}}]`, '{{m.k}}{{l.1}}-{{path.filename}}', ['1w-f.yaml', '2{{l.1}}-f.yaml']],
  ])('%s', (_, generators, template, expected) => {
    const tree = { ...chart, 'd/a/f.yaml': 'm: {k: 1}\nl: [x, w]\n', 'd/b/f.yaml': '[{m: {k: "2"}}]', 'd/c.d/x': '', 'd/.hidden/x': '' };
    const { units, told } = read({ ...tree, 'set.yaml': set(generators, template) });
    expect(names(units)).toEqual(expected);
    expect(told).toEqual([]);
  });

  test.each<[string, string[], RegExp]>([
    ['{{ .a | upper }}-{{ slugify 6 true "Big Red.Dog" }}', ['X-big'], /^$/],
    ['{{ normalize "A_b." }}', ['a-b'], /^$/],
    ['{{ .missing }}', [], /^deploy-invalid 9 The ApplicationSet set makes no Application here: /],
    ['{{ env "HOME" }}', [], /function "env" not defined/],
    ['{{ fail "no" }}', [], /no Application here: no$/],
    ['{{ range $i, $e := until 10000000 }}x{{ end }}', [], /deploy-invalid/],
  ])('Go template %s', (template, expected, told) => {
    const result = read({ ...chart, 'set.yaml': set('[{list: {elements: [{a: x}]}}]', template, '  goTemplate: true\n  goTemplateOptions: [missingkey=error]\n') });
    expect(names(result.units)).toEqual(expected);
    expect(result.told.join('\n')).toMatch(told);
  });

  test('templatePatch', () => {
    const patch = "  templatePatch: |\n    spec: {source: {helm: {releaseName: 'r-{{a}}'}}}\n";
    expect(read({ ...chart, 'set.yaml': set('[{list: {elements: [{a: x}]}}]', '{{a}}', patch) }).units[0]).toContain('helm template r-x chart');
  });

  test('more Applications than can be are refused', () => {
    const many = `{list: {elements: [${'{a: x},'.repeat(60)}]}}`;
    const { units, told } = read({ ...chart, 'set.yaml': set(`[{matrix: {generators: [${many}, ${many}]}}]`, '{{a}}') });
    expect(units).toEqual([]);
    expect(told).toEqual(['deploy-invalid 3 The ApplicationSet set makes no Application here: this makes more than 2000 Applications']);
  });
});

describe('places', () => {
  const values = (text: string): { file: string; line: number; column: number }[] => {
    const { report } = listen();
    const root = writeTree({ ...chart, 'app.yaml': application(`path: chart\nhelm:\n${text.replace(/^/gm, '  ')}`) });
    const { units } = readGitops({ roots: [root], chartDir: [], helmCache: null }, report);
    return units[0]!.values.map((file) => {
      const at = file.text.indexOf('tag');
      return { file: file.name.replace(`${root}/`, ''), ...file.position(at) };
    });
  };

  test.each([
    ['valuesObject:\n  image:\n    tag: x', 12, 11],
    ['valuesObject: {image: {tag: x}}', 10, 30],
    ['values: |\n  image:\n    tag: x', 12, 11],
  ])('%j', (text, line, column) => {
    expect(values(text)).toEqual([{ file: 'app.yaml', line, column }]);
  });
});

describe('hostile trees', () => {
  test.each<[string, Tree, RegExp]>([
    ['YAML that is none', { 'a.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: [\n' }, /^document-invalid/],
    ['fields of other types', { 'a.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: []\nspec: {sources: [1, [], {path: {}}], source: 3}\n' }, /^$/],
    ['a HelmRelease of nothing', { 'a.yaml': 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec: {chart: {spec: []}, valuesFrom: {}}\n' }, /^$/],
    ['kustomizations in a circle', { 'a/kustomization.yaml': 'resources: [../b]', 'b/kustomization.yaml': 'resources: [../a]' }, /^$/],
    ['a kustomization of itself', { 'kustomization.yaml': 'resources: [., ../..]\nhelmCharts: [{}, 1, {name: ../../x}]' }, /^$/],
    ['nested lists', { 'a.yaml': `${'{apiVersion: v1, kind: List, items: ['.repeat(50)}${']}'.repeat(50)}` }, /^$/],
  ])('%s', (_, tree, expected) => {
    expect(read(tree).told.join('\n')).toMatch(expected);
  });

  test('no such folder', () => {
    const { report, codes } = listen();
    readGitops({ roots: ['/no/such/folder'], chartDir: ['/nor/this'], helmCache: null }, report);
    expect(codes()).toEqual(['path-missing']);
  });
});
