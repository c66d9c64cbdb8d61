import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { loadChart, loadChartFromFiles, type Chart, type ChartRoot } from '../../src/chart/index.js';
import { chartTgz, tgzOf } from './pack.js';
import { chartYaml, listen, writeTree, type Tree } from './tree.js';

const namesOf = (files: readonly { readonly name: string }[]): string[] => files.map(({ name }) => name);

/** Chart paths, indented by depth. */
function outline(chart: Chart, indent = ''): string[] {
  const { name, version } = chart.metadata;
  return [`${indent}${name} ${version} ${chart.path}`, ...chart.subcharts.flatMap((subchart) => outline(subchart, `${indent}  `))];
}

function fromFiles(files: Readonly<Record<string, string | Uint8Array>>) {
  const { report, told, codes } = listen();
  return { chart: loadChartFromFiles('c', files, report), told, codes };
}

function fromTree(tree: Tree, path = '', kind: ChartRoot['kind'] = 'folder') {
  const { report, told, codes } = listen();
  const absolute = join(writeTree(tree), path);
  return { chart: loadChart({ path: path === '' ? 'c' : path, absolute, kind, bytes: 0 }, report), told, codes };
}

describe('roles of files', () => {
  const FILES = {
    'README.md': '', 'Chart.lock': '', 'requirements.lock': '', 'values.yaml': 'a: 1', 'values.yml': '', 'Values.yaml': '- x',
    'values.schema.json': '{}', 'templates/a.yaml': '', 'templates/_h.tpl': '', 'templates/sub/NOTES.txt': '', 'crds/x.yaml': '', '.helmignore': '*',
    'charts/a.prov': '', 'charts/s/x.prov': '', 'charts/s/Chart.yaml': chartYaml('s'), 'charts/_skipped': '', 'charts/.skipped/x': '', charts: '', templates: '',
  };

  test('of a v2 chart', () => {
    const { chart, codes } = fromFiles({ 'Chart.yaml': chartYaml('c'), ...FILES });
    expect(namesOf(chart!.templates)).toEqual(['templates/a.yaml', 'templates/_h.tpl', 'templates/sub/NOTES.txt']);
    expect(namesOf(chart!.files)).toEqual(['README.md', 'values.yml', 'Values.yaml', 'crds/x.yaml', '.helmignore', 'charts/a.prov', 'charts/s/x.prov', 'charts', 'templates']);
    expect(chart!.values.get('a')).toBe(1);
    expect(chart!.schema!.name).toBe('values.schema.json');
    expect([namesOf(chart!.subcharts.map(({ metadata }) => metadata)), codes()]).toEqual([['s'], []]);
  });

  test('a v1 chart sees its requirements', () => {
    const { chart } = fromFiles({ 'Chart.yaml': 'name: c\nversion: 1', 'requirements.yaml': '', ...FILES });
    expect(namesOf(chart!.files).slice(-2)).toEqual(['requirements.yaml', 'requirements.lock']);
  });

  test('a library chart has only its partials', () => {
    const { chart } = fromFiles({ ...FILES, 'Chart.yaml': chartYaml('c', 'type: library') });
    expect(namesOf(chart!.templates)).toEqual(['templates/_h.tpl']);
  });

  test('of several files of one name the last counts, but Chart.yaml adds up', () => {
    const packed = tgzOf([['c/Chart.yaml', chartYaml('c')], ['c/values.yaml', 'a: 1\nb: 1'], ['c/Chart.yaml', 'description: more'], ['c/values.yaml', 'a: 2']]);
    const { chart } = fromTree({ 'c.tgz': packed }, 'c.tgz', 'archive');
    expect(chart!.metadata).toMatchObject({ name: 'c', description: 'more' });
    expect([chart!.values.get('a'), chart!.values.has('b')]).toEqual([2, false]);
  });
});

describe('values.yaml', () => {
  test.each(['', '# only a comment\n', 'null', '{}'])('%j is empty', (text) => {
    const { chart, codes } = fromFiles({ 'Chart.yaml': chartYaml('c'), 'values.yaml': text });
    expect([chart!.values.size, codes()]).toEqual([0, []]);
  });

  test.each(['- a', 'text', 'a: [', 'a: b: c'])('%j is refused', (text) => {
    const { chart, codes, told } = fromFiles({ 'Chart.yaml': chartYaml('c'), 'values.yaml': text, 'templates/a': '' });
    expect([chart!.templates.length, codes()]).toEqual([1, ['values-invalid']]);
    expect(told[0]!.file ?? told[0]!.spot!.file.name).toBe('c/values.yaml');
  });
});

test.each([
  ['dependencies:\n- name: a\n  repository: https://x.y/z\n  version: 1.0.0\ndigest: sha256:ab\ngenerated: "2024-01-01T00:00:00.1+02:00"\n', []],
  ['', []],
  ['- a', ['chart-invalid']],
  ['a: [', ['chart-invalid']],
])('the lock file %j', (text, expected) => {
  expect(fromFiles({ 'Chart.yaml': chartYaml('c'), 'Chart.lock': text }).codes()).toEqual(expected);
});

test('without Chart.yaml there is no chart', () => {
  const { chart, codes } = fromFiles({ 'values.yaml': 'a: 1' });
  expect([chart, codes()]).toEqual([null, ['chart-invalid']]);
});

describe('vendored charts', () => {
  const inner = chartTgz({ 'Chart.yaml': chartYaml('inner'), 'values.yaml': 'a: 1' });

  test('as folders and archives, to any depth, with paths that lead to them', () => {
    const middle = chartTgz({ 'Chart.yaml': chartYaml('middle'), 'charts/inner-1.0.0.tgz': inner, 'charts/folder/Chart.yaml': chartYaml('other') });
    const { chart, codes } = fromTree({ 'c/Chart.yaml': chartYaml('c'), 'c/charts/m.tgz': middle, 'c/charts/x/Chart.yaml': chartYaml('x'), 'c/charts/x/charts/z/Chart.yaml': chartYaml('z') }, 'c');
    expect(outline(chart!)).toEqual([
      'c 1.0.0 c',
      '  middle 1.0.0 c/charts/m.tgz',
      '    inner 1.0.0 c/charts/m.tgz!/charts/inner-1.0.0.tgz',
      '    other 1.0.0 c/charts/m.tgz!/charts/folder',
      '  x 1.0.0 c/charts/x',
      '    z 1.0.0 c/charts/x/charts/z',
    ]);
    expect(chart!.subcharts[0]!.subcharts[0]!.valuesFile!.source.name).toBe('c/charts/m.tgz!/charts/inner-1.0.0.tgz!/values.yaml');
    expect(codes()).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, string | Uint8Array>>, string]>([
    ['a stray file', { 'charts/README.md': '' }, 'chart-invalid'],
    ['a folder without Chart.yaml', { 'charts/x/values.yaml': '' }, 'chart-invalid'],
    ['a folder called .tgz', { 'charts/x.tgz/Chart.yaml': chartYaml('x') }, 'chart-invalid'],
    ['an archive that is none', { 'charts/x.tgz': 'no' }, 'archive-invalid'],
    ['an archive cut off', { 'charts/x.tgz': inner.subarray(0, 30) }, 'archive-invalid'],
  ])('%s is told, the rest goes on', (_, files, code) => {
    const { chart, codes } = fromFiles({ 'Chart.yaml': chartYaml('c'), 'charts/inner-1.0.0.tgz': inner, ...files });
    expect(namesOf(chart!.subcharts.map(({ metadata }) => metadata))).toEqual(['inner']);
    expect(codes()).toEqual([code]);
  });

  test('one chart as folder and as archive is one, and the folder is kept', () => {
    for (const files of [{ 'charts/inner-1.0.0.tgz': inner, 'charts/inner/Chart.yaml': chartYaml('inner') }, { 'charts/a/Chart.yaml': chartYaml('inner'), 'charts/z.tgz': inner }]) {
      const { chart, codes } = fromFiles({ 'Chart.yaml': chartYaml('c'), ...files });
      expect(chart!.subcharts.map(({ path }) => path.endsWith('.tgz'))).toEqual([false]);
      expect(codes()).toEqual([]);
    }
  });

  test('charts of one name and different versions are told and kept', () => {
    const older = { 'charts/older/Chart.yaml': 'apiVersion: v2\nname: inner\nversion: 0.9.0' };
    const { chart, codes, told } = fromFiles({ 'Chart.yaml': chartYaml('c'), 'charts/inner.tgz': inner, ...older });
    expect([chart!.subcharts.length, codes()]).toEqual([2, ['chart-ambiguous']]);
    expect(told[0]!.message).toContain('charts/inner.tgz (1.0.0) and charts/older (0.9.0)');
  });

  test('nesting ends at a limit, as folders and as archives', () => {
    const deep = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${'charts/x/'.repeat(at)}Chart.yaml`, chartYaml(`x${at}`)]));
    expect(fromFiles(deep).codes()).toEqual(['limit-reached']);
    let packed = inner;
    for (let at = 0; at < 40; at++) packed = chartTgz({ 'Chart.yaml': chartYaml(`x${at}`), 'charts/x.tgz': packed });
    const { chart, codes } = fromTree({ 'c.tgz': packed }, 'c.tgz', 'archive');
    expect([outline(chart!).length, codes()]).toEqual([17, ['limit-reached']]);
  });

  test('a bomb inside a chart costs its own content only', () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024), { level: 9 });
    const { chart, codes } = fromFiles({ 'Chart.yaml': chartYaml('c'), 'charts/bomb.tgz': bomb, 'charts/inner.tgz': inner });
    expect([outline(chart!).length, codes()]).toEqual([2, ['archive-limit']]);
  });
});

const needs = (repository: string): string => chartYaml('c', `dependencies:\n- name: common\n  version: 1.0.0\n  repository: ${repository}\n`);

/** Declares both charts of a level. */
const level = (at: number): string => ['a', 'b'].map((side) => `- {name: ${side}${at}, version: 1, repository: "file://../${side}${at}"}\n`).join('');

describe('declared dependencies', () => {
  test('what is nowhere is told with its place: an error in the root, a warning below', () => {
    const { told } = fromFiles({ 'Chart.yaml': needs('https://x.y'), 'charts/s/Chart.yaml': needs('""').replace('name: c\n', 'name: s\n') });
    expect(told.map(({ code, severity, spot }) => [code, severity, spot!.file.name, spot!.file.position(spot!.start).line])).toEqual([
      ['dependency-missing', 'warning', 'c/charts/s/Chart.yaml', 5],
      ['dependency-missing', 'error', 'c/Chart.yaml', 5],
    ]);
  });

  test('file:// is read from beside the chart', () => {
    const { chart, codes } = fromTree({ 'app/c/Chart.yaml': needs('file://../../common'), 'common/Chart.yaml': chartYaml('common'), 'common/values.yaml': '' }, 'app/c');
    expect(outline(chart!)).toEqual(['c 1.0.0 app/c', '  common 1.0.0 common']);
    expect(chart!.subcharts[0]!.valuesFile!.source.name).toBe('common/values.yaml');
    expect(codes()).toEqual([]);
  });

  test('what is vendored is not read again', () => {
    const { chart } = fromTree({ 'c/Chart.yaml': needs('file://../common'), 'c/charts/common/Chart.yaml': chartYaml('common'), 'common/Chart.yaml': chartYaml('common') }, 'c');
    expect(outline(chart!)).toEqual(['c 1.0.0 c', '  common 1.0.0 c/charts/common']);
  });

  test.each<[string, Tree]>([
    ['a folder that is not there', {}],
    ['a folder without a chart', { 'common/x': '' }],
    ['another chart', { 'common/Chart.yaml': chartYaml('other') }],
  ])('file:// to %s', (_, tree) => {
    const { chart, codes } = fromTree({ 'c/Chart.yaml': needs('file://../common'), ...tree }, 'c');
    expect([chart!.subcharts, codes()]).toEqual([[], ['dependency-missing']]);
  });

  test('cycles end', () => {
    const back = chartYaml('common', 'dependencies:\n- {name: c, version: 1.0.0, repository: "file://../c"}\n');
    const { chart, told } = fromTree({ 'c/Chart.yaml': needs('file://../common'), 'common/Chart.yaml': back }, 'c');
    expect(outline(chart!)).toEqual(['c 1.0.0 c', '  common 1.0.0 common']);
    expect(told.map(({ code, severity }) => [code, severity])).toEqual([['dependency-missing', 'warning']]);
  });

  test('charts that share dependencies level by level end at a limit', () => {
    const tree = Object.fromEntries(Array.from({ length: 15 }, (_, at) => ['a', 'b'].map((side) => [`${side}${at}/Chart.yaml`, chartYaml(`${side}${at}`, at < 14 ? `dependencies:\n${level(at + 1)}` : '')])).flat());
    const { chart, codes } = fromTree(tree, 'a0');
    expect(outline(chart!).length).toBeLessThan(1100);
    expect(new Set(codes())).toEqual(new Set(['dependency-missing']));
  });

  test('archives have nothing beside them', () => {
    const { codes } = fromTree({ 'c.tgz': chartTgz({ 'Chart.yaml': needs('file://../common') }), 'common/Chart.yaml': chartYaml('common') }, 'c.tgz', 'archive');
    expect(codes()).toEqual(['dependency-missing']);
  });
});

test.each<ChartRoot['kind']>(['folder', 'archive'])('a %s that has gone meanwhile', (kind) => {
  const { report, codes } = listen();
  expect(loadChart({ path: 'gone', absolute: '/nonexistent/gone', kind, bytes: 0 }, report)).toBeNull();
  expect(codes()).toEqual(['path-unreadable']);
});
