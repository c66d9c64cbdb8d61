import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildReport, scan, type ScanOptions, type ScanResult } from '../../src/index.js';
import { chartTgz } from '../chart/pack.js';
import { chartYaml, writeTree, type Tree } from '../chart/tree.js';
import { context } from '../report/sample.js';
import { pod } from './scan-tree.js';

const CHART: Tree = {
  'c/Chart.yaml': chartYaml('c'),
  'c/values.yaml': 'tag: own\n',
  'c/values-dev.yaml': 'tag: dev\n',
  'c/values-prod.yaml': 'tag: prod\nextra: prod\n',
  'c/templates/p.yaml': pod('a:{{ .Values.tag }}', 'b:{{ .Values.extra | default "none" }}'),
};

interface Found extends ScanResult {
  readonly root: string;
}

/** Paths in the result are relative to the tree. */
async function scanWith(valuesGlob: readonly string[], more: Tree = {}, options: Partial<ScanOptions> = {}, paths: readonly string[] = ['c']): Promise<Found> {
  const root = writeTree({ ...CHART, ...more });
  const result = await scan({ workers: 1, valuesGlob, ...options, valuesFiles: options.valuesFiles?.map((file) => join(root, file)), paths: paths.map((path) => join(root, path)) });
  return { ...(JSON.parse(JSON.stringify(result).replaceAll(`${root}/`, '')) as ScanResult), root };
}

const table = ({ charts }: ScanResult): [string | null, string[]][] => charts.map(({ variant, images }) => [variant, images.map(({ reference }) => reference)]);

const OWN: [string, string[]] = ['c/values.yaml', ['a:own', 'b:none']];
const DEV: [string, string[]] = ['c/values-dev.yaml', ['a:dev', 'b:none']];
const PROD: [string, string[]] = ['c/values-prod.yaml', ['a:prod', 'b:prod']];

describe('which files', () => {
  test.each<[string, string[], [string | null, string[]][]]>([
    ['a star', ['values-*.yaml'], [OWN, DEV, PROD]],
    ['alternatives', ['values-{dev,test}.yaml'], [OWN, DEV]],
    ['several globs, each file once', ['values-p*', 'values-prod.yaml'], [OWN, PROD]],
    ['a path from here', ['./values-dev.yaml'], [OWN, DEV]],
    ['its own values, which it has anyway', ['values*.yaml'], [OWN, DEV, PROD]],
  ])('%s', async (_, globs, expected) => {
    expect(table(await scanWith(globs))).toEqual(expected);
  });

  test('folders of environments, but no part of a chart that is something else, and nothing of its dependencies', async () => {
    const more = {
      'c/envs/eu/site.yaml': 'tag: eu\n',
      'c/templates/values-x.yaml': '',
      'c/crds/values-x.yaml': '',
      'c/charts/s/Chart.yaml': chartYaml('s'),
      'c/charts/s/values-x.yaml': '',
    };
    expect(table(await scanWith(['**/values-x.yaml', 'envs/**'], more))).toEqual([OWN, ['c/envs/eu/site.yaml', ['a:eu', 'b:none']]]);
  });

  test('files that .helmignore keeps out of archives', async () => {
    expect(table(await scanWith(['values-dev.yaml'], { 'c/.helmignore': 'values-*\n' }))).toEqual([OWN, DEV]);
  });

  test('no links: they may lead anywhere', async () => {
    const root = writeTree(CHART);
    symlinkSync('/etc/hostname', join(root, 'c', 'values-link.yaml'));
    const { charts } = await scan({ paths: [join(root, 'c')], valuesGlob: ['values-l*'] });
    expect(charts.map(({ variant }) => variant)).toEqual([null]);
  });

  test('those of an archive', async () => {
    const root = writeTree({});
    const files = Object.fromEntries(Object.entries(CHART).map(([name, text]) => [name.slice(2), text as string]));
    mkdirSync(dirname(join(root, 'c.tgz')), { recursive: true });
    writeFileSync(join(root, 'c.tgz'), chartTgz(files));
    const { charts } = await scan({ paths: [join(root, 'c.tgz')], valuesGlob: ['values-*.yaml'] });
    expect(charts.map(({ path, variant, images }) => [variant!.slice(path.length), images.map(({ reference }) => reference)])).toEqual([
      ['!/values.yaml', OWN[1]],
      ['!/values-dev.yaml', DEV[1]],
      ['!/values-prod.yaml', PROD[1]],
    ]);
  });
});

test('a chart without environments has no variants, and a glob that nothing matches is told', async () => {
  const none = await scanWith(['env-*.yaml', 'values-dev.yaml'], { 'd/Chart.yaml': chartYaml('d'), 'd/templates/p.yaml': pod('d:1') }, {}, ['c', 'd']);
  expect(table(none)).toEqual([OWN, DEV, [null, ['d:1']]]);
  expect(none.diagnostics).toMatchObject([{ code: 'config-unused', severity: 'warning', message: '--values-glob env-*.yaml matches no file of a chart' }]);
});

test('values that are given stand before those of the environment, single ones win', async () => {
  const given = { 'mine.yaml': 'tag: mine\nextra: mine\n' };
  expect(table(await scanWith(['values-*.yaml'], given, { valuesFiles: ['mine.yaml'] }))).toEqual([
    ['c/values.yaml', ['a:mine', 'b:mine']],
    ['c/values-dev.yaml', ['a:dev', 'b:mine']],
    ['c/values-prod.yaml', ['a:prod', 'b:prod']],
  ]);
  const single = await scanWith(['values-dev.yaml'], {}, { set: ['tag=set'], setFile: ['extra=no/such/file'] });
  expect(table(single).map(([, images]) => images)).toEqual([['a:set', 'b:none'], ['a:set', 'b:none']]);
  // Once, not with every environment.
  expect(single.diagnostics.map(({ message }) => message)).toEqual([expect.stringContaining('no/such/file does not exist'), expect.stringContaining('failed parsing --set-file')]);
});

test('an origin leads into the file of the environment', async () => {
  const { charts } = await scanWith(['values-dev.yaml']);
  expect(charts[1]!.images[0]!.origins.tag?.at(-1)).toEqual({ file: 'c/values-dev.yaml', line: 1, column: 6, path: 'tag' });
});

test.each([
  ['a list', '- a\n', /holds no map of values/],
  ['no YAML', 'a: [\n', /failed to parse/],
])('an environment that is %s is told, the others are scanned', async (_, text, message) => {
  const { charts } = await scanWith(['values-*.yaml'], { 'c/values-dev.yaml': text });
  const unread = charts.find(({ variant }) => variant === 'c/values-dev.yaml')!;
  expect(unread).toMatchObject({ path: 'c', not_scanned: expect.stringMatching(message), images: [], diagnostics: [{ code: 'values-invalid', severity: 'error' }] });
  expect(table({ charts: charts.filter((chart) => chart !== unread) } as unknown as ScanResult)).toEqual([OWN, PROD]);
});

test('so many are scanned and no more, which is told', async () => {
  const more = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`c/env/${String(at).padStart(3, '0')}.yaml`, '']));
  const { charts, diagnostics } = await scanWith(['env/*'], more, { statuses: ['rendered'] });
  expect(charts.length).toBe(101);
  expect(diagnostics).toMatchObject([{ code: 'limit-reached', file: 'c', message: '101 files match --values-glob; the first 100 are scanned' }]);
});

test('a report says which image belongs to which, and counts a chart once', async () => {
  const { images, by_variant, by_chart, summary } = buildReport(await scanWith(['values-*.yaml']), context);
  expect(by_chart).toEqual({ c: ['a:dev', 'a:own', 'a:prod', 'b:none', 'b:prod'] });
  expect(by_variant).toEqual(Object.fromEntries([DEV, PROD, OWN]));
  expect(images.map(({ reference, charts, variants }) => [reference, charts, variants])).toEqual([
    ['a:dev', ['c'], ['c/values-dev.yaml']],
    ['a:own', ['c'], ['c/values.yaml']],
    ['a:prod', ['c'], ['c/values-prod.yaml']],
    ['b:none', ['c'], ['c/values-dev.yaml', 'c/values.yaml']],
    ['b:prod', ['c'], ['c/values-prod.yaml']],
  ]);
  expect(summary).toMatchObject({ total_charts: 1, total_images: 5, unique_images: 5 });
});
