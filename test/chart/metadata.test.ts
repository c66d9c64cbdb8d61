import { describe, expect, test } from 'vitest';
import type { ChartMetadata } from '../../src/chart/index.js';
import { loadChartFromFiles } from '../../src/chart/index.js';
import { Spot } from '../../src/source/index.js';
import { chartYaml, listen } from './tree.js';

const BASE: Readonly<Record<string, string>> = { apiVersion: 'apiVersion: v2', name: 'name: c', version: 'version: 1.0.0' };

/** A chart whose Chart.yaml has the line, in the place of the usual one of that key. */
function load(line: string) {
  const key = line.split(':', 1)[0]!;
  const yaml = [...Object.entries(BASE).filter(([name]) => name !== key).map(([, text]) => text), line, ''].join('\n');
  const { report, told } = listen();
  const chart = loadChartFromFiles('charts/folder', { 'Chart.yaml': yaml, 'charts/s/Chart.yaml': chartYaml('s') }, report)!;
  return { chart, told: told.filter(({ code }) => code === 'chart-invalid') };
}

// As helm 3.21.4 reads them.
test.each<[line: string, field: keyof ChartMetadata, value: unknown]>([
  ['appVersion: 1.10', 'appVersion', '1.1'],
  ['appVersion: 1.123456789', 'appVersion', '1.1234568'],
  ['appVersion: 1e5', 'appVersion', '100000'],
  ['appVersion: 1e6', 'appVersion', '1e+06'],
  ['appVersion: 1000000', 'appVersion', '1000000'],
  ['appVersion: 20240101', 'appVersion', '20240101'],
  ['appVersion: 2024-01-01', 'appVersion', '2024-01-01'],
  ['appVersion: 0x10', 'appVersion', '16'],
  ['appVersion: 010', 'appVersion', '8'],
  ['appVersion: 08', 'appVersion', '8'],
  ['appVersion: 0b11', 'appVersion', '3'],
  ['appVersion: 0o17', 'appVersion', '15'],
  ['appVersion: 1_000', 'appVersion', '1000'],
  ['appVersion: -5', 'appVersion', '-5'],
  ['appVersion: +5', 'appVersion', '5'],
  ['appVersion: 123456789012345678', 'appVersion', '123456789012345678'],
  ['appVersion: 18446744073709551615', 'appVersion', '18446744073709551615'],
  ['appVersion: 18446744073709551616', 'appVersion', '1.8446744e+19'],
  ['appVersion: 16777217.5', 'appVersion', '1.6777218e+07'],
  ['appVersion: 1e-5', 'appVersion', '1e-05'],
  ['appVersion: 1.5e300', 'appVersion', '+Inf'],
  ['appVersion: .5', 'appVersion', '0.5'],
  ['appVersion: "1.10"', 'appVersion', '1.10'],
  ['appVersion: true', 'appVersion', 'true'],
  ['appVersion: yes', 'appVersion', 'true'],
  ['appVersion: !!str 5', 'appVersion', '5'],
  ['appVersion: ~', 'appVersion', ''],
  ['AppVersion: a\nappVersion: b', 'appVersion', 'b'],
  ['appVersion: b\nAPPVERSION: a', 'appVersion', 'b'],
  ['APPVERSION: a', 'appVersion', 'a'],
  ['description: "\\u00a0x\\u0007y\\tz\\u200bq\\u2003é\\U0001F600"', 'description', ' xy zq é😀'],
  ['keywords: [a, 1, true, null, 1.10]', 'keywords', ['a', '1', 'true', '', '1.1']],
  ['annotations: {a: 1, b: true, c: 1.10, d: null}', 'annotations', { a: '1', b: 'true', c: '1.1', d: '' }],
  ['maintainers: [{name: a, Email: b, url: 1}]', 'maintainers', [{ name: 'a', email: 'b', url: '1' }]],
  ['deprecated: yes', 'deprecated', true],
  ['deprecated: null', 'deprecated', false],
  ['kubeVersion: 1.25', 'kubeVersion', '1.25'],
  ['version: v1.2', 'version', 'v1.2'],
  ['version: 01.2.3', 'version', '01.2.3'],
  ['version: 1', 'version', '1'],
  ['name: 5', 'name', '5'],
  ['apiVersion: ""', 'apiVersion', 'v1'],
  ['apiVersion: v3', 'apiVersion', 'v3'],
  ['dependencies: []', 'dependencies', []],
  ['dependencies: null', 'dependencies', null],
])('%j: %s is %j', (line, field, value) => {
  const { chart, told } = load(line);
  expect(chart.metadata[field]).toEqual(value);
  expect(told).toEqual([]);
});

test('fields of dependencies', () => {
  const { chart, told } = load('dependencies: [{name: s, version: 1, alias: a-b_C, Import-Values: [a, {child: b, parent: c}, 5], tags: [1, x], condition: 5, enabled: true}]');
  expect(chart.metadata.dependencies).toEqual([
    { name: 's', version: '1', repository: '', condition: '5', tags: ['1', 'x'], alias: 'a-b_C', importValues: ['a', { child: 'b', parent: 'c' }], enabled: true },
  ]);
  expect(told).toEqual([]);
});

describe('what helm refuses is told with its place, and the rest is answered', () => {
  test.each([
    ['appVersion: [a]', '`appVersion` must be a text'],
    ['appVersion: {a: 1}', '`appVersion` must be a text'],
    ['deprecated: "true"', '`deprecated` must be true or false'],
    ['keywords: a', '`keywords` must be a list'],
    ['keywords: [[a]]', '`keywords[0]` must be a text'],
    ['annotations: [a]', '`annotations` must be a map'],
    ['annotations: {a: {b: 1}}', '`annotations.a` must be a text'],
    ['maintainers: [null]', '`maintainers[0]` is empty'],
    ['type: Library', 'neither `application` nor `library`'],
    ['type: foo', 'neither `application` nor `library`'],
    ['dependencies: {}', '`dependencies` must be a list'],
    ['dependencies: [null]', '`dependencies[0]` is empty'],
    ['dependencies: [{name: s, tags: x}]', '`dependencies[0].tags` must be a list'],
    ['dependencies: [{name: s, enabled: "true"}]', '`dependencies[0].enabled` must be true or false'],
    ['dependencies: [{name: s, alias: "a b"}]', 'characters that an alias must not have'],
    ['dependencies: [{name: s}, {name: s}]', 'More than one dependency'],
    ['dependencies: [{name: s, alias: a}, {name: a}]', 'More than one dependency'],
    ['version: 1.2.3.4', 'not a semantic version'],
    ['version: 1.2.3-01', 'not a semantic version'],
    ['version: " 1.2.3"', 'not a semantic version'],
    ['version: 99999999999999999999.0.0', 'not a semantic version'],
    ['version: ""', '`version` is missing'],
    ['name: a/b', 'not a plain name'],
    ['name: ..', 'not a plain name'],
    ['name: ""', '`name` is missing'],
  ])('%j', (line, message) => {
    const { chart, told } = load(line);
    expect(told).toHaveLength(1);
    expect(told[0]!.message).toContain(message);
    const spot = told[0]!.spot!;
    expect([spot.file.name, spot.file.position(spot.start).line]).toEqual(['charts/folder/Chart.yaml', 3 + Number(!/^(name|version)/.test(line))]);
    expect(chart.subcharts.map(({ metadata }) => metadata.name)).toEqual(['s']);
  });

  test.each(['a: [', '- a', '"just text"'])('a Chart.yaml of %j', (yaml) => {
    const { report, codes } = listen();
    const chart = loadChartFromFiles('dir/fallback', { 'Chart.yaml': yaml, 'templates/a': 'x' }, report)!;
    expect(chart.metadata.name).toBe('fallback');
    expect(chart.templates).toHaveLength(1);
    expect(codes()).toContain('chart-invalid');
  });
});

test('places of the metadata are found under the names of the fields', () => {
  const { chart } = load('APPVERSION: 1.2.3');
  const origin = chart.metadataValues.entries.get('appVersion')!.origin as Spot;
  expect(origin.file.text.slice(origin.start, origin.end)).toBe('1.2.3');
});

// Go decodes the elements of a list over those that are there.
test('requirements.yaml is decoded over Chart.yaml, whatever the apiVersion', () => {
  const { report } = listen();
  const files = {
    'Chart.yaml': chartYaml('c', 'dependencies: [{name: q, version: 2, alias: z}, {name: r}]'),
    'requirements.yaml': 'description: more\ndependencies: [{name: s, version: 1.0}]',
  };
  const { metadata } = loadChartFromFiles('c', files, report)!;
  expect(metadata.description).toBe('more');
  expect(metadata.dependencies!.map(({ name, version, alias }) => [name, version, alias])).toEqual([['s', '1', 'z']]);
});
