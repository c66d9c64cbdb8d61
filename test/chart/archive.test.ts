import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { nameInChart, readArchive } from '../../src/chart/archive.js';
import { MAX_ARCHIVE_ENTRIES, MAX_CHART_BYTES, SMALL_ARCHIVE_BYTES } from '../../src/chart/limits.js';
import { archivePlace, startLoading } from '../../src/chart/loading.js';
import { chartTgz, tarOf, tgzOf, type PackEntry } from './pack.js';
import { chartYaml, listen } from './tree.js';

function read(packed: Uint8Array): { names: string[]; codes: string[]; messages: string[] } {
  const { report, told, codes } = listen();
  const files = readArchive(packed, archivePlace('a/c-1.0.0.tgz'), startLoading(report));
  return { names: files.map(({ name }) => name), codes: codes(), messages: told.map(({ message }) => message) };
}

// What helm 3.21.4 makes of entry names; null is what it refuses the archive for.
test.each([
  ['c/a', 'a'],
  ['anything/a/b', 'a/b'],
  ['./c/x', 'c/x'],
  ['/etc/passwd', 'etc/passwd'],
  ['c/./a//b/../z', 'a/z'],
  ['c\\a\\b', 'a/b'],
  ['d/e\\f', 'f'],
  ['c/a/..', null],
  ['c/../../x', null],
  ['c/..', null],
  ['c/..foo', null],
  ['//etc', null],
  ['c\\\\a', null],
  ['top', null],
  ['c/', null],
  ['', null],
  ['Chart.yaml', null],
  ['Chart.yaml/x', null],
  ['c/C:/x', null],
  ['c/C:', 'C:'],
])('the entry %j is the file %j', (path, name) => {
  expect(nameInChart(path)).toBe(name);
});

test('entries that lead outside are left out and told once', () => {
  const { names, codes, messages } = read(tgzOf([['c/Chart.yaml', 'a'], ['c/../../x', 'b'], ['//etc/passwd', 'c'], ['c/values.yaml', 'd']]));
  expect(names).toEqual(['Chart.yaml', 'values.yaml']);
  expect(codes).toEqual(['archive-unsafe']);
  expect(messages[0]).toContain('"c/../../x" and 1 more');
});

test('links are empty files', () => {
  const { report } = listen();
  const packed = tgzOf([['c/values.yaml', { type: 'SymbolicLink' }], ['c/hard', { type: 'Link' }]]);
  const files = readArchive(packed, archivePlace('c.tgz'), startLoading(report));
  expect(files.map(({ name, bytes }) => [name, bytes.length])).toEqual([['values.yaml', 0], ['hard', 0]]);
});

test('one byte order mark is stripped, and files have the name of their archive', () => {
  const { report } = listen();
  const [file] = readArchive(chartTgz({ 'templates/a': '\uFEFF\uFEFFx' }), archivePlace('dir/c.tgz'), startLoading(report));
  expect(file!.source.name).toBe('dir/c.tgz!/templates/a');
  expect(file!.source.text).toBe('\uFEFFx');
});

describe('what is no archive', () => {
  test.each([
    ['empty file', Buffer.alloc(0), 'not a gzip archive'],
    ['text', Buffer.from('apiVersion: v2'), 'not a gzip archive'],
    ['gzip of nothing', gzipSync(''), 'holds no files'],
    ['gzip of text', gzipSync('x'.repeat(2000)), 'not a valid tar archive'],
    ['gzip of gzip', gzipSync(chartTgz({ 'Chart.yaml': 'a' })), 'cut off'],
    ['gzip header alone', Buffer.from([0x1f, 0x8b]), 'cut off'],
    ['garbage behind a gzip header', Buffer.concat([gzipSync('').subarray(0, 10), Buffer.from('garbage!'.repeat(50))]), 'damaged'],
    ['no entries', tgzOf([]), 'holds no files'],
  ])('%s', (_, packed, message) => {
    const { names, codes, messages } = read(packed);
    expect([names, codes]).toEqual([[], ['archive-invalid']]);
    expect(messages[0]).toContain(message);
  });
});

test('a Git LFS pointer is named as one', () => {
  const { report, told } = listen();
  readArchive(Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0'), archivePlace('c.tgz'), startLoading(report));
  expect(told[0]!.hint).toContain('git lfs pull');
});

test('cut off anywhere, what came before is still read', () => {
  const noise = Array.from({ length: 40 }, (_, at): PackEntry => [`c/${at}`, `${Math.sin(at)}`.repeat(60)]);
  const whole = tgzOf([['c/Chart.yaml', chartYaml('c')], ...noise]);
  let most = 0;
  for (let length = 20; length < whole.length - 8; length += 97) {
    const { names, codes } = read(whole.subarray(0, length));
    expect(codes).toEqual(['archive-invalid']);
    expect(names.length).toBeGreaterThanOrEqual(most);
    most = names.length;
  }
  expect(most).toBeGreaterThan(20);
});

test('a wrong checksum loses nothing but is told', () => {
  const packed = Buffer.from(chartTgz({ 'Chart.yaml': 'a' }));
  packed[packed.length - 6]! ^= 1;
  expect(read(packed)).toMatchObject({ names: ['Chart.yaml'], codes: ['archive-invalid'] });
});

describe('limits', () => {
  test('a file of more than 5 MiB', () => {
    const { names, codes } = read(chartTgz({ big: Buffer.alloc(5 * 1024 * 1024 + 1), fits: Buffer.alloc(5 * 1024 * 1024) }));
    expect([names, codes]).toEqual([['fits'], ['archive-limit']]);
  });

  test('100,000 entries', () => {
    const entry = tarOf([['c/x', '']]).subarray(0, 512);
    const { names, codes } = read(gzipSync(Buffer.concat([...Array<Buffer>(100_000).fill(entry)])));
    expect([names.length, codes]).toEqual([MAX_ARCHIVE_ENTRIES, ['archive-limit']]);
  });

  test('a bomb behind a chart: the chart is still read', () => {
    const start = tarOf([['c/Chart.yaml', chartYaml('c')], ['c/values.yaml', 'a: 1']]).subarray(0, -1024);
    const bomb = gzipSync(Buffer.concat([start, Buffer.alloc(SMALL_ARCHIVE_BYTES)]), { level: 9 });
    expect(bomb.length).toBeLessThan(20_000);
    expect(read(bomb)).toMatchObject({ names: ['Chart.yaml', 'values.yaml'], codes: ['archive-limit'] });
  });

  test('ten gigabytes of zeros, as members of one stream', () => {
    const member = gzipSync(Buffer.alloc(100 * 1024 * 1024), { level: 9 });
    const { names, codes } = read(Buffer.concat(Array<Buffer>(100).fill(member)));
    expect([names, codes]).toEqual([[], ['archive-limit']]);
  });

  test('many small bombs are paid from one budget', () => {
    const { report, codes } = listen();
    const loading = startLoading(report);
    const bomb = gzipSync(Buffer.alloc(SMALL_ARCHIVE_BYTES + 1), { level: 9 });
    for (let at = 0; at < 1000; at++) readArchive(bomb, archivePlace('c.tgz'), loading);
    expect(loading.budget.bytes).toBeLessThanOrEqual(0);
    expect(MAX_CHART_BYTES / SMALL_ARCHIVE_BYTES).toBeLessThan(1000);
    expect(new Set(codes())).toEqual(new Set(['archive-limit']));
  });
});
