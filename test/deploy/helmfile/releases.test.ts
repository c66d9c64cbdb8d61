import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { traceRange } from '../../../src/trace/index.js';
import { DerivedSource } from '../../../src/value/index.js';
import { chartYaml } from '../../chart/tree.js';
import { describeRewrite } from '../gitops/describe-units.js';
import { errors, helmfile, names, read, values, type Reading } from './read.js';

const STATE = 'values: [{tag: "1.0", on: {enabled: true}, off: {enabled: false}, word: {enabled: "true"}, none: {}}]\n---\n';

/** A helmfile of one release `one` with these lines. */
const release = (lines: string, top = ''): string => `${STATE}${top}releases:\n- name: one\n  chart: ./app\n${lines.replace(/^/gm, '  ').trimEnd()}\n`;
const one = (lines: string, more = {}, top = ''): Reading => read(helmfile(release(lines, top), more));

describe('fields of a release', () => {
  test('templates are rendered, whatever they refer to', () => {
    const { units } = one("namespace: 'ns-{{`{{ .Release.Name }}`}}'\nlabels: {n: '{{`{{ .Release.Namespace }}`}}'}\nversion: '{{`{{ .Values.tag }}`}}'");
    expect(units[0]).toMatchObject({ release: 'one', namespace: 'ns-one', kubeVersion: null, apiVersions: [], chartValues: null });
  });

  test('templates that never settle are refused', () => {
    expect(errors(one("namespace: 'x{{`{{ .Release.Namespace }}`}}'"))).toEqual(['release-invalid helmfile.yaml.gotmpl:4']);
  });

  test('the state-wide ones', () => {
    const { units } = one('namespace: own\nlabels: {a: own}', {}, 'namespace: all\nkubeVersion: v1.29.0\napiVersions: [a/v1]\n');
    expect(units[0]).toMatchObject({ namespace: 'all', kubeVersion: 'v1.29.0', apiVersions: ['a/v1'] });
    expect(one('kubeVersion: v1.30.1\napiVersions: [b/v1]', {}, 'kubeVersion: v1.29.0\napiVersions: [a/v1]\n').units[0]).toMatchObject({ kubeVersion: 'v1.30.1', apiVersions: ['b/v1'] });
  });

  test('without a chart, or a name, there is nothing', () => {
    const reading = read(helmfile('releases:\n- {name: one}\n- {chart: ./app}\n- text\n- {name: two, directory: ./app}\n'));
    expect(names(reading)).toEqual(['two']);
    expect(errors(reading)).toEqual(['release-invalid helmfile.yaml.gotmpl:2', 'release-invalid helmfile.yaml.gotmpl:3', 'release-invalid helmfile.yaml.gotmpl:4']);
  });
});

describe('values of a release', () => {
  const FILES = {
    'v/a.yaml': 'a: file\nb: file\n',
    'v/b.yaml.gotmpl': 'b: {{ .Values.tag }}\nr: {{ .Release.Name }}-{{ .Release.Labels.chart }}\nt: {{ readFile "c.txt" }}\n',
    'v/c.txt': 'beside',
  };

  test('files, templates and maps in their order', () => {
    expect(values(one('values:\n- v/a.yaml\n- v/b.yaml.gotmpl\n- {c: "{{`{{ .Release.Name }}`}}"}', FILES))).toEqual({ one: { a: 'file', b: 1, r: 'one-app', t: 'beside', c: '{{ .Release.Name }}' } });
  });

  test('paths may be templates, and have a prefix', () => {
    expect(values(one('valuesPathPrefix: v/\nlabels: {k: a}\nvalues: ["{{`{{ .Release.Labels.k }}`}}.yaml"]', FILES))).toEqual({ one: { a: 'file', b: 'file' } });
  });

  test('valuesTemplate stands before values', () => {
    expect(values(one("valuesTemplate:\n- a: 'n-{{`{{ .Release.Name }}`}}'\n  b: '{{`{{ .Values.tag }}`}}'\nvalues: [{b: last}]"))).toEqual({ one: { a: 'n-one', b: 'last' } });
  });

  test.each([
    ['missing', 'values: [none.yaml, {a: 1}]', ['path-missing helmfile.yaml.gotmpl:6']],
    ['missing, and that is allowed', 'missingFileHandler: Info\nvalues: [none.yaml, {a: 1}]', []],
    ['two files of one pattern', 'values: ["v/*", {a: 1}]', ['release-invalid helmfile.yaml.gotmpl:6']],
    ['a number', 'values: [1, {a: 1}]', ['release-invalid helmfile.yaml.gotmpl:6']],
    ['more than one', 'values: [none.yaml, other.yaml, {a: 1}]', ['path-missing helmfile.yaml.gotmpl:6']],
  ])('what is refused costs one diagnostic: %s', (_, lines, expected) => {
    const reading = one(lines, FILES);
    expect(errors(reading)).toEqual(expected);
    expect(values(reading)).toEqual({ one: { a: 1 } });
  });

  test('a key that a template misses is a hole, and the rest goes on', () => {
    const reading = one('values: [t.yaml.gotmpl]', { 't.yaml.gotmpl': 'a: {{ .Values.gone }}\nb: {{ .Values.also }}\nc: {{ .Values.tag | quote }}\n' });
    expect(values(reading)).toEqual({ one: { a: 'zqh1qz', b: 'zqh2qz', c: '1.0' } });
    expect(errors(reading)).toEqual(['template-error t.yaml.gotmpl:1']);
    expect(reading.units[0]!.holes!.map(({ message }) => message)).toEqual(['map has no entry for key "gone"', 'map has no entry for key "also"']);
  });

  test('a place in a rendered text leads to the state value', () => {
    const [source] = read(helmfile('values: [s.yaml]\n---\nreleases:\n- name: one\n  chart: ./app\n  values: [{image: {tag: {{ .Values.tag | quote }}}}]\n', { 's.yaml': 'tag: v9\n' })).units[0]!.values;
    const at = source!.text.indexOf('v9');
    const { leaves } = traceRange((source as DerivedSource).origin!, source!.text, at, at + 2);
    expect(leaves.map(({ spot }) => [spot?.file.name, spot?.file.text.slice(spot.start, spot.end)])).toEqual([['s.yaml', 'v9']]);
  });
});

describe('arguments of a release', () => {
  test('are escaped, and templates come first', () => {
    const { units } = one(
      "set:\n- {name: a.b, value: 'x,{y}'}\n- {name: l, values: [p, 'q,r', 1, {k: v}]}\n- {name: f, file: f.txt}\n- {name: empty, value: ''}\nsetString: [{name: s, value: '1e3'}]\nsetTemplate: [{name: t, value: '{{`{{ .Release.Name }}`}}'}]",
      { 'f.txt': 'content' },
    );
    expect(units[0]).toMatchObject({ set: ['t=one', 'a.b=x\\,\\{y\\}', 'l={p,q\\,r,1,\\{"k":"v"\\}}'], setString: ['s=1e3'] });
    expect(units[0]!.setFile.map(({ argument, file }) => [argument, file.text])).toEqual([['f=f.txt', 'content']]);
  });

  test('of all releases stand last', () => {
    const { units } = one('set: [{name: a, value: own}]\nkubeVersion: v1.28.0\napiVersions: [a/v1]', {}, 'helmDefaults:\n  args: [--set=a=all, --set-string, b=1, "--kube-version v1.30.0"]\n  templateArgs: ["--api-versions=b/v1", --debug]\n');
    expect(units[0]).toMatchObject({ set: ['a=own', 'a=all'], setString: ['b=1'], kubeVersion: 'v1.30.0', apiVersions: ['a/v1', 'b/v1'] });
  });

  test('of all releases that are not followed', () => {
    const { told } = one('', {}, 'helmDefaults:\n  args: [--values, x.yaml]\n  postRenderer: ./patch\n');
    expect(told.map(({ code, message }) => [code, message.split(' may')[0]])).toEqual([
      ['not-evaluated', 'helmDefaults: args with --values'],
      ['not-evaluated', 'helmDefaults: postRenderer'],
    ]);
  });

  test('variables, in the old form', () => {
    const text = helmfile('releases:\n- {name: one, chart: ./app, env: [{name: a, value: A}, {name: b, value: B}]}\n');
    const reading = read(text, { env: { A: 'x,y', B: 'z' }, envAllow: ['A'] });
    expect(reading.units[0]!.set).toEqual(['a=x\\,y,b=zqh1qz']);
    expect(errors(reading)).toEqual(['helmfile-environment helmfile.yaml.gotmpl:2']);
  });
});

describe('whether a release is deployed', () => {
  test.each<[string, boolean, string, unknown]>([
    ['condition: on.enabled', true, 'on.enabled', { on: { enabled: true } }],
    ['condition: off.enabled', false, 'off.enabled', { off: { enabled: true } }],
    ['condition: word.enabled', false, 'word.enabled', { word: { enabled: true } }],
    ['condition: none.enabled', false, 'none.enabled', { none: { enabled: true } }],
    ['installed: false', false, 'installed: false', null],
    ['installed: {{ .Values.off.enabled }}', false, '{{ .Values.off.enabled }}', { off: { enabled: true } }],
    ['installed: {{ .Values | get "a.b" false }}', false, '{{ .Values | get "a.b" false }}', { a: { b: true } }],
    ['installed: {{ and .Values.off.enabled (.Values | get "x" false) }}', false, '{{ and .Values.off.enabled (.Values | get "x" false) }}', { off: { enabled: true }, x: true }],
    ['installed: {{ not .Values.on.enabled }}', false, '{{ not .Values.on.enabled }}', null],
    ['installed: {{ eq .Environment.Name "x" }}', false, '{{ eq .Environment.Name "x" }}', null],
    ["installedTemplate: '{{`{{ .Values.off.enabled }}`}}'", false, '{{ .Values.off.enabled }}', { off: { enabled: true } }],
    ["conditionTemplate: '{{`{{ .Values.on.enabled }}`}}'", true, '{{ .Values.on.enabled }}', null],
    ['installed: false\ncondition: on.enabled', false, 'installed: false', null],
    ['installed: {{ .Values.off.enabled }}\ncondition: word.enabled', false, 'word.enabled', { off: { enabled: true }, word: { enabled: true } }],
  ])('%s', (lines, enabled, expression, enabledBy) => {
    const reading = one(lines);
    expect(reading.told).toEqual([]);
    expect(reading.units[0]).toMatchObject({ enabled, condition: { expression, enabledBy } });
    expect(reading.units[0]!.condition!.spot.file.name).toBe('helmfile.yaml.gotmpl');
  });

  test('variables of the helmfile are known to what switches on', () => {
    const text = `${STATE}{{ $v := .Values }}\n{{ $off := $v.off }}\nreleases:\n- name: one\n  chart: ./app\n  installed: {{ $off | get "enabled" }}\n`;
    expect(read(helmfile(text)).units[0]!.condition!.enabledBy).toEqual({ off: { enabled: true } });
  });

  test('without either it is', () => {
    expect(one('').units[0]).toMatchObject({ enabled: true, condition: null });
  });

  test.each([
    ['condition: gone.enabled'],
    ['condition: tag.enabled'],
    ['condition: on'],
    ['installed: maybe'],
  ])('%s is refused, and off', (lines) => {
    const reading = one(lines);
    expect(errors(reading).map((error) => error.split(' ')[0])).toEqual(['release-invalid']);
    expect(reading.units[0]!.enabled).toBe(false);
  });

  test('what is not known is off, and told once', () => {
    const reading = one('installed: {{ .Values.gone }}');
    expect(errors(reading)).toEqual(['template-error helmfile.yaml.gotmpl:6']);
    expect(reading.units[0]).toMatchObject({ enabled: false, condition: { expression: '{{ .Values.gone }}' } });
  });

  test('what is off has its values all the same, and says nothing about them', () => {
    const reading = one('installed: false\nvalues: [none.yaml, {a: 1}]');
    expect(reading.told).toEqual([]);
    expect(values(reading)).toEqual({ one: { a: 1 } });
  });
});

describe('what a release inherits', () => {
  const TOP = 'templates:\n  a: {namespace: na, chart: ./app, values: [{x: a, l: [a]}], labels: {k: a}, set: [{name: s, value: a}]}\n  b: {inherit: [{template: a}], namespace: nb, values: [{x: b}]}\n  c: {inherit: [{template: d}]}\n  d: {inherit: [{template: c}]}\n';
  const inheriting = (lines: string, top = TOP): Reading => read(helmfile(`${top}releases:\n- name: one\n${lines.replace(/^/gm, '  ')}\n`));

  test.each<[string, string, object]>([
    ['lists add up, the last field stands', 'inherit: [{template: a}]\nvalues: [{y: own}]\nnamespace: own', { namespace: 'own', set: ['s=a'] }],
    ['templates of templates', 'inherit: [{template: b}]', { namespace: 'nb' }],
    ['without some fields', 'inherit: [{template: a, except: [values, set]}]', { namespace: 'na', set: [], values: [] }],
    ['the old form', 'inherit: {template: a}', { namespace: 'na' }],
  ])('%s', (_, lines, expected) => {
    const reading = inheriting(lines);
    expect(reading.told).toEqual([]);
    expect(reading.units[0]).toMatchObject(expected);
  });

  test('values in their order', () => {
    expect(values(inheriting('inherit: [{template: b}]\nvalues: [{x: own}]'))).toEqual({ one: { x: 'own', l: ['a'] } });
  });

  test('by default', () => {
    expect(inheriting('chart: ./app', `defaultInherit: [a]\n${TOP}`).units[0]).toMatchObject({ namespace: 'na', set: ['s=a'] });
  });

  test('an anchor replaces lists, and what is written stands', () => {
    const reading = read(helmfile('templates:\n  a: &a\n    chart: ./app\n    namespace: na\n    values: [{x: 1}]\nreleases:\n- name: one\n  namespace: own\n  values: [{y: 1}]\n  <<: *a\n'));
    expect(values(reading)).toEqual({ one: { y: 1 } });
    expect(reading.units[0]!.namespace).toBe('own');
  });

  test.each([['inherit: [{template: gone}]'], ['inherit: [{template: c}]']])('%s is refused', (lines) => {
    expect(errors(inheriting(lines))).toEqual(['release-invalid helmfile.yaml.gotmpl:7']);
  });
});

describe('selectors', () => {
  const TEXT = 'commonLabels: {all: "yes", own: common}\nreleases:\n- {name: a, chart: ./app, labels: {tier: x, own: mine}}\n- {name: b, chart: ./app, namespace: n, labels: {tier: y}}\n- {name: c, chart: ./app}\n';

  test.each([
    [[], ['a', 'b', 'c']],
    [['tier=x'], ['a']],
    [['tier!=x'], ['b', 'c']],
    [['tier=x', 'name=c'], ['a', 'c']],
    [['all=yes,tier!=y'], ['a', 'c']],
    [['own=mine'], []],
    [['own=common,namespace=n'], ['b']],
    [['chart=app'], ['a', 'b', 'c']],
  ])('%j', (selectors, expected) => {
    expect(names(read(helmfile(TEXT), { selectors }))).toEqual(expected);
  });

  test('a malformed one is refused', () => {
    expect(errors(read(helmfile(TEXT), { selectors: ['tier'] }))).toEqual(['helmfile-invalid --selector']);
  });
});

describe('charts of releases', () => {
  const place = (chart: string, more = {}, options = {}): { chart: string | null; notScanned: string | null } => {
    const { root, units } = read(helmfile(`repositories:\n- {name: repo, url: https://me:pw@charts.example.com/x/}\n- {name: reg, url: reg.example.com/c, oci: true}\nreleases:\n- name: one\n  ${chart}\n`, more), options);
    const { chart: found, notScanned } = units[0]!;
    return { chart: found?.replace(`${root}/`, '') ?? null, notScanned };
  };

  test.each([
    ['chart: ./app', {}, 'app'],
    ['chart: app', {}, 'app'],
    ['chart: vendor/app', { 'vendor/app/Chart.yaml': chartYaml('app') }, 'vendor/app'],
    ['chart: ./app-1.0.0.tgz', { 'app-1.0.0.tgz': 'x' }, 'app-1.0.0.tgz'],
    ['chart: ./a/b/c/app', { 'a/b/c/app/Chart.yaml': chartYaml('app') }, 'a/b/c/app'],
  ])('%s', (chart, more, expected) => {
    expect(place(chart, more)).toEqual({ chart: expected, notScanned: null });
  });

  test.each([
    ['chart: repo/x\n  version: 1.2.3', '`helm pull x --repo https://charts.example.com/x --version 1.2.3`'],
    ['chart: repo/x\n  version: ">=1 <2"', '`helm pull x --repo https://charts.example.com/x --version ">=1 <2"`'],
    ['chart: reg/x', '`helm pull oci://reg.example.com/c/x`'],
    ['chart: oci://r.example.com/a/x\n  version: 2.0.0', '`helm pull oci://r.example.com/a/x --version 2.0.0`'],
    ['chart: https://example.com/x-1.0.0.tgz', '`helm pull https://example.com/x-1.0.0.tgz`'],
    ['chart: ./none', 'There is no chart none.'],
    ['chart: vendor/none', 'There is no chart vendor/none, and the helmfile names no repository vendor.'],
  ])('%s is not scanned', (chart, notScanned) => {
    const found = place(chart);
    expect(found.chart).toBeNull();
    expect(found.notScanned).toContain(notScanned);
  });

  test('a chart whose name is not known', () => {
    expect(place('chart: repo/{{ exec "x" list }}').notScanned).toBe('Which chart it is depends on what is not known: the output of "x": no program is run.');
  });

  test('repositories of the helmfile above are known too', () => {
    const reading = read({ 'helmfile.yaml': 'repositories: [{name: repo, url: https://charts.example.com}]\nhelmfiles: [sub/h.yaml]\n', 'sub/h.yaml': 'releases: [{name: one, chart: repo/x}]\n' });
    expect(reading.units[0]!.notScanned).toContain('`helm pull x --repo https://charts.example.com`');
  });

  test.each([
    ['in a folder that was named', 'chart: repo/x\n  version: 1.2.3', 'pulled/x-1.2.3.tgz'],
    ['with a v', 'chart: repo/x\n  version: v1.2.3', 'pulled/x-1.2.3.tgz'],
    ['the newest that satisfies', 'chart: repo/x\n  version: ~1.2', 'pulled/x-1.2.10.tgz'],
    ['unpacked', 'chart: repo/y', 'pulled/y'],
  ])('a chart that was pulled: %s', (_, chart, expected) => {
    expect(place(chart, { 'pulled/x-1.2.3.tgz': '', 'pulled/x-1.2.10.tgz': '', 'pulled/x-2.0.0.tgz': '', 'pulled/y/Chart.yaml': chartYaml('y') }, { chartDir: ['pulled'] }).chart).toBe(expected);
  });

  test('in the cache of helm, by its exact version', () => {
    const more = { 'cache/repository/x-1.2.3.tgz': '' };
    const { root } = read(helmfile('', more));
    const at = (version: string): string | null => place(`chart: repo/x\n  version: "${version}"`, {}, { env: { HELM_CACHE_HOME: join(root, 'cache') } }).chart;
    expect(at('1.2.3')).toBe(join(root, 'cache/repository/x-1.2.3.tgz'));
    expect(at('~1.2')).toBeNull();
  });

  test('what is done to the manifests afterwards is said', () => {
    const patched = one('transformers: [t.yaml]\ndependencies: [{chart: repo/extra, version: 1.0.0}]');
    expect(patched.told.map(({ code, message }) => [code, message.split(':')[1]!.trim().split(' ')[0]])).toEqual([
      ['not-evaluated', 'transformers'],
      ['chart-not-local', 'the'],
    ]);
  });
});

describe('patches of a release', () => {
  const patches = (reading: Reading): string[] => reading.units[0]!.rewrites.map(describeRewrite);

  test('JSON patches first, from maps, files and templates', () => {
    const reading = one(
      'strategicMergePatches: [merge.yaml.gotmpl, {kind: Pod, metadata: {name: p}}]\njsonPatches: [json.yaml, {target: {kind: Pod, name: "a.*"}, patch: [{op: remove, path: /a}]}]',
      { 'merge.yaml.gotmpl': 'kind: {{ .Release.Name }}\n', 'json.yaml': 'target: {group: apps}\npatch:\n- {op: add, path: /b, value: 1}\n' },
    );
    expect(reading.told).toEqual([]);
    expect(patches(reading)).toEqual([
      'patch of apps: [{"op":"add","path":"/b","value":1}]',
      'patch of Pod,a.*: [{"op":"remove","path":"/a"}]',
      'patch: {"kind":"one"}',
      'patch: {"kind":"Pod","metadata":{"name":"p"}}',
    ]);
  });

  test.each([
    ['jsonPatches: [{target: {kind: Pod}}]', ['release-invalid error']],
    ['jsonPatches: [{target: {kind: Pod}, path: p.yaml}]', ['path-missing error']],
    ['strategicMergePatches: [none.yaml]', ['path-missing error']],
  ])('%s', (lines, expected) => {
    const reading = one(lines);
    expect(reading.told.map(({ code, severity }) => `${code} ${severity}`)).toEqual(expected);
    expect(patches(reading)).toEqual([]);
  });

  describe('in a file that the chart holds', () => {
    const LIST = '- {op: remove, path: /a}\n';
    const inChart = (path: string, more = {}, lines = ''): Reading => one(`jsonPatches:\n- target: {kind: Pod}\n  path: ${path}\n${lines}`, more);

    test.each([
      ['YAML', 'patches/p.yaml', LIST],
      ['JSON', 'p.json', '[{"op":"remove","path":"/a"}]'],
      ['a path with detours', './patches/../p.yaml', LIST],
    ])('%s', (_, path, text) => {
      const reading = inChart(path, { [join('app', path)]: text });
      expect(reading.told).toEqual([]);
      expect(patches(reading)).toEqual(['patch of Pod: [{"op":"remove","path":"/a"}]']);
    });

    test('stands above a patch in place', () => {
      expect(patches(inChart('p.yaml', { 'app/p.yaml': LIST }, '  patch: [{op: remove, path: /b}]'))).toEqual(['patch of Pod: [{"op":"remove","path":"/a"}]']);
    });

    test('a file of jsonPatches may name one, too', () => {
      const reading = one('jsonPatches: [json.yaml]', { 'json.yaml': 'target: {kind: Pod}\npath: p.yaml\n', 'app/p.yaml': LIST });
      expect([reading.told, patches(reading)]).toEqual([[], ['patch of Pod: [{"op":"remove","path":"/a"}]']]);
    });

    test.each([
      ['missing', 'gone.yaml', {}],
      ['beside the helmfile', 'p.yaml', { 'p.yaml': LIST }],
      ['above the chart', '../p.yaml', { 'p.yaml': LIST }],
      ['a folder', 'patches', { 'app/patches/p.yaml': LIST }],
      ['behind a link that leads outside', 'p.yaml', { 'app/p.yaml': { link: '../../etc' } }],
      ['anywhere on the disk', '/etc/hostname', {}],
    ])('%s: there is none', (_, path, more) => {
      const reading = inChart(path, more);
      expect(reading.told.map(({ code, spot, message }) => `${code} ${spot?.file.position(spot.start).line} ${message}`)).toEqual([
        `path-missing 8 This JSON patch does not exist: ${path}. kustomize looks for it in its copy of app and fails here; the chart was scanned without it.`,
      ]);
      expect(patches(reading)).toEqual([]);
    });

    test.each([
      ['of manifests', { 'raw/pod.yaml': 'kind: Pod\n', 'raw/p.yaml': LIST }, 'p.yaml', ['path-missing']],
      ['of manifests, one that is none of them', { 'raw/pod.yaml': 'kind: Pod\n', 'raw/p.json': '[]' }, 'p.json', []],
      ['of a kustomization', { 'raw/kustomization.yaml': 'resources: []\n', 'raw/p.json': '[]' }, 'p.json', ['path-missing']],
    ])('a folder %s', (_, more, path, expected) => {
      const reading = read(helmfile(`releases:\n- {name: one, chart: ./raw, jsonPatches: [{target: {kind: Pod}, path: ${path}}]}\n`, more));
      expect(reading.told.map(({ code }) => code)).toEqual(expected);
    });
  });
});

describe('what helps with a file that is not there', () => {
  const hint = (path: string, more: Record<string, string>): string | undefined => one(`values: [${path}]`, { '.git/HEAD': '', ...more }).told[0]!.hint;

  test.each([
    ['another name', 'v/prod.yml', { 'v/prod.yaml': '' }, 'Is v/prod.yaml meant?'],
    ['ignored by its name', 'v/local.yaml', { '.gitignore': '# mine\nlocal.*\n' }, 'git ignores it (.gitignore:2): it has to be made before.'],
    ['ignored by its folder', 'v/w/local.yaml', { '.gitignore': '/v/w/\n' }, 'git ignores it (.gitignore:1): it has to be made before.'],
    ['ignored beside it', 'v/local.yaml', { 'v/.gitignore': '**/local.yaml\n' }, 'git ignores it (v/.gitignore:1): it has to be made before.'],
    ['nothing', 'v/local.yaml', { '.gitignore': '!local.yaml\nw/local.yaml\n' }, undefined],
  ])('%s', (_, path, more, expected) => {
    expect(hint(path, more)).toBe(expected);
  });
});

test('needs that are no release', () => {
  const { told } = read(helmfile('releases:\n- name: a\n  chart: ./app\n  needs: [b, ns/b, ctx/ns/b, ns/gone]\n- {name: b, chart: ./app}\n- {name: off, chart: ./app, installed: false, needs: [gone]}\n'));
  expect(told.map(({ code, severity, message, spot }) => `${code} ${severity} ${spot?.file.position(spot.start).line}: ${message}`)).toEqual([
    'release-invalid warning 4: Release a: it needs ns/gone, and no release of this helmfile has that name.',
  ]);
});

describe('a chart that is none', () => {
  const manifests = (chart: string, more: Record<string, string>): string[] => {
    const { units, told } = read(helmfile(`releases:\n- {name: one, chart: ${chart}, values: [{images: [{name: web, newTag: "7"}], other: 1}]}\n`, more));
    expect(told).toEqual([]);
    return units[0]!.manifests!.map(({ source, rewrites }) => [source.name, source.text.trim(), ...rewrites.map(describeRewrite)].join(' | '));
  };

  test('a folder of manifests', () => {
    expect(manifests('./raw', { 'raw/b/pod.yaml': 'kind: Pod', 'raw/a.yaml.gotmpl': 'kind: {{ .Release.Name }}', 'raw/a.yaml': 'kind: Gone', 'raw/notes.txt': 'x', 'raw/c.yml': 'kind: Left' })).toEqual([
      'raw/a.yaml.gotmpl | kind: one',
      'raw/b/pod.yaml | kind: Pod',
    ]);
  });

  test('a kustomization, with what it takes in', () => {
    const base = { 'base/kustomization.yaml': 'resources: [web.yaml]\nnamePrefix: b-\n', 'base/web.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n' };
    const tree = { ...base, 'over/kustomization.yaml': 'resources: [../base]\npatches:\n- {path: p.yaml, target: {kind: Pod}}\n', 'over/p.yaml': '- {op: remove, path: /spec}\n', 'other/x.yaml': 'apiVersion: v1\nkind: Pod\n' };
    expect(manifests('./over', tree)).toEqual([
      'base/web.yaml | apiVersion: v1\nkind: Pod\nmetadata: {name: web} | names: /b-* | patch of Pod: [{"op":"remove","path":"/spec"}] | images: [{"name":"web","newTag":"7"}]',
    ]);
  });
});

test('the owner leads to where the release is written', () => {
  const { units } = read(helmfile('{{ range list "a" "b" }}{{ end }}\nreleases:\n{{- range list "a" "b" }}\n- name: {{ . }}\n  chart: ./app\n{{- end }}\n- name: c\n  chart: ./app\n'));
  expect(units.map(({ owner }) => [owner.kind, owner.name, owner.spot.file.name, owner.spot.file.position(owner.spot.start).line])).toEqual([
    ['helmfile release', 'a', 'helmfile.yaml.gotmpl', 4],
    ['helmfile release', 'b', 'helmfile.yaml.gotmpl', 4],
    ['helmfile release', 'c', 'helmfile.yaml.gotmpl', 7],
  ]);
});
