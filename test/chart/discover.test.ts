import { isAbsolute, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { discoverCharts } from '../../src/chart/index.js';
import { chartTgz, tgzOf } from './pack.js';
import { chartYaml, listen, writeTree, type Tree } from './tree.js';

const home = process.cwd();
afterEach(() => process.chdir(home));

/** Finds charts with the tree as working folder. */
function discover(tree: Tree, ...paths: string[]) {
  const root = writeTree(tree);
  process.chdir(root);
  const { report, told } = listen();
  const roots = discoverCharts(paths.map((path) => path.replace('ROOT', root)), report);
  return { roots, found: roots.map(({ path, kind }) => `${path}${kind === 'archive' ? ' packed' : ''}`.replace(root, 'ROOT')), told, codes: told.map(({ code, file }) => `${code} ${file}`) };
}

const CHART = chartYaml('c');
const PACKED = chartTgz({ 'Chart.yaml': CHART });
const MANY: Tree = {
  'charts/b/Chart.yaml': CHART,
  'charts/b/templates/x.yaml': '',
  'charts/b/charts/vendored/Chart.yaml': CHART,
  'charts/b/charts/vendored/values.yaml': '',
  'charts/b/charts/vendored/charts/deep/Chart.yaml': CHART,
  'charts/b/b-1.0.0.tgz': PACKED,
  'charts/a/nested/Chart.yaml': CHART,
  'charts/a-1.0.0.tgz': PACKED,
  'charts/node_modules/x/Chart.yaml': CHART,
  'charts/.git/x/Chart.yaml': CHART,
  'elsewhere/Chart.yaml': CHART,
  'charts/link': { link: '../elsewhere' },
};

test.each<[paths: string[], found: string[]]>([
  [['charts'], ['charts/a-1.0.0.tgz packed', 'charts/a/nested', 'charts/b']],
  [['charts/'], ['charts/a-1.0.0.tgz packed', 'charts/a/nested', 'charts/b']],
  [['.'], ['charts/a-1.0.0.tgz packed', 'charts/a/nested', 'charts/b', 'elsewhere']],
  [['ROOT/charts/a'], ['ROOT/charts/a/nested']],
  [['./charts/a'], ['./charts/a/nested']],
  [['charts/b'], ['charts/b']],
  [['charts/b/charts/vendored'], ['charts/b/charts/vendored']],
  [['charts/a-1.0.0.tgz'], ['charts/a-1.0.0.tgz packed']],
  [['charts/b/templates/x.yaml'], ['charts/b']],
  [['charts/b/charts/vendored/values.yaml'], ['charts/b']],
  [['charts/b/charts/vendored/charts/deep/Chart.yaml'], ['charts/b']],
  [['ROOT/charts/b/Chart.yaml'], ['ROOT/charts/b']],
  [['charts/b', 'charts', 'charts/b/Chart.yaml', 'ROOT/charts/b'], ['charts/a-1.0.0.tgz packed', 'charts/a/nested', 'charts/b']],
  [['charts/link'], ['charts/link']],
  [[], []],
])('%j', (paths, found) => {
  const read = discover(MANY, ...paths);
  expect([read.found, read.codes]).toEqual([found, []]);
  expect(read.roots.every(({ absolute, bytes }) => isAbsolute(absolute) && bytes > 0)).toBe(true);
});

test('the working folder is a chart', () => {
  expect(discover({ 'Chart.yaml': CHART, 'templates/x': '' }, 'templates/x').found).toEqual(['.']);
  expect(discover({ 'Chart.yaml': CHART }, '.').found).toEqual(['.']);
});

test('bytes tell large charts from small ones', () => {
  const { roots } = discover({ 'a/Chart.yaml': CHART, 'b/Chart.yaml': CHART, 'b/values.yaml': 'x'.repeat(100_000) }, '.');
  expect(roots[1]!.bytes).toBeGreaterThan(5 * roots[0]!.bytes);
});

describe('nothing found', () => {
  test('a PATH that is missing, with a near name', () => {
    const { codes, told } = discover(MANY, 'chart', 'charts/a-1.0.1.tgz', 'zzz/yyy');
    expect(codes).toEqual(['path-missing chart', 'path-missing charts/a-1.0.1.tgz', 'path-missing zzz/yyy']);
    expect(told.map(({ hint }) => hint)).toEqual(['Did you mean charts?', 'Did you mean charts/a-1.0.0.tgz?', undefined]);
  });

  test('a folder without charts', () => {
    const { codes, told } = discover({ 'x/y': '' }, 'x');
    expect(codes).toEqual(['no-charts x']);
    expect(told[0]!.message).toMatch(/Chart\.yaml.*\.tgz/);
  });

  test('a folder whose chart is misspelt', () => {
    expect(discover({ 'x/y/chart.yml': CHART }, 'x').told[0]!.hint).toBe('x/y/chart.yml must be called Chart.yaml.');
  });

  test('a file that is in no chart', () => {
    expect(discover({ 'x/y': '' }, 'x/y').codes).toEqual(['no-charts x/y']);
  });

  test('one bad PATH does not hide the others', () => {
    expect(discover(MANY, 'nowhere', 'elsewhere').found).toEqual(['elsewhere']);
  });
});

describe('archives that the user did not name', () => {
  const late = tgzOf([...Array.from({ length: 200 }, (_, at): [string, string] => [`c/${at}`, `${Math.sin(at)}`.repeat(40)]), ['c/Chart.yaml', CHART]]);

  test.each<[string, Uint8Array, string[], string[]]>([
    ['a chart', PACKED, ['x/a.tgz packed'], []],
    ['a chart with Chart.yaml at the end', late, ['x/a.tgz packed'], []],
    ['no chart', tgzOf([['package/package.json', '{}']]), [], ['no-charts x']],
    ['a Chart.yaml too deep', tgzOf([['a/b/Chart.yaml', CHART]]), [], ['no-charts x']],
    ['no archive', Buffer.from('text'), [], ['archive-invalid x/a.tgz', 'no-charts x']],
    ['a chart cut off', late.subarray(0, -40), [], ['archive-invalid x/a.tgz', 'no-charts x']],
    ['a chart cut off behind its Chart.yaml', PACKED.subarray(0, -12), ['x/a.tgz packed'], []],
  ])('%s', (_, packed, found, codes) => {
    const read = discover({ 'x/a.tgz': packed }, 'x');
    expect([read.found, read.codes]).toEqual([found, codes]);
  });

  test('named by the user, an archive is taken as it is, whatever it is called', () => {
    expect(discover({ 'a.bin': PACKED, 'b.tgz': tgzOf([['a/b', '']]) }, 'a.bin', 'b.tgz').found).toEqual(['a.bin packed', 'b.tgz packed']);
  });
});

test('a PATH below a file', () => {
  expect(discover({ x: '' }, join('x', 'y')).codes).toEqual(['path-missing x/y']);
});
