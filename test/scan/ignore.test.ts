import { expect, test } from 'vitest';
import { ignoreImages } from '../../src/scan/ignore.js';
import type { IgnoreEntry } from '../../src/scan/result.js';
import { chart, diagnostic, image, result } from '../report/sample.js';

const entry = (pattern: string, more: Partial<IgnoreEntry> = {}): IgnoreEntry => ({ image: pattern, reason: 'r', file: 'c.yaml', line: 3, column: 5, ...more });
const found = result([chart('a', { images: [image('nginx:1'), image('redis:7')] }), chart('b', { images: [image('nginx:1', { status: 'optional' })] })], [diagnostic()]);
const TODAY = { today: '2026-06-15', complete: true };
const run = (...entries: IgnoreEntry[]): { left: string[][]; ignored: string[]; warnings: string[] } => {
  const { charts, ignored, diagnostics } = ignoreImages(found, entries, TODAY);
  return {
    left: charts.map(({ images }) => images.map(({ reference }) => reference)),
    ignored: ignored.map(({ reference, chart: path, status, reason, file, line }) => `${path} ${reference} ${status}: ${reason} (${file}:${line})`),
    warnings: diagnostics.slice(1).map(({ code, severity, message, line }) => `${line} ${severity} ${code}: ${message}`),
  };
};
const ALL = [['nginx:1', 'redis:7'], ['nginx:1']];

test('what is ignored is told, chart by chart, with the reason', () => {
  expect(run(entry('nginx:*', { reason: 'old' }))).toEqual({
    left: [['redis:7'], []],
    ignored: ['a nginx:1 rendered: old (c.yaml:3)', 'b nginx:1 optional: old (c.yaml:3)'],
    warnings: [],
  });
});

test.each([['docker.io/library/redis:*'], ['redis:7'], ['REDIS:*'], ['*/redis:7']])('%s matches the reference or the full name', (pattern) => {
  expect(run(entry(pattern)).left).toEqual([['nginx:1'], ['nginx:1']]);
});

test('an entry that matches nothing is a warning', () => {
  expect(run(entry('redis'))).toEqual({ left: ALL, ignored: [], warnings: ['3 warning config-unused: the ignore entry for `redis` matches no image'] });
});

test('an entry holds on its last day, and not after it', () => {
  expect(run(entry('redis:*', { expires: '2026-06-15' })).left).toEqual([['nginx:1'], ['nginx:1']]);
  expect(run(entry('redis:*', { expires: '2026-06-14' }))).toEqual({
    left: ALL,
    ignored: [],
    warnings: ['3 warning config-expired: the ignore entry for `redis:*` held until 2026-06-14: its images count again'],
  });
  expect(run(entry('x', { expires: '2020-01-01' })).warnings).toEqual(['3 warning config-expired: the ignore entry for `x` held until 2020-01-01, and matches nothing any more']);
});

test('an entry that holds goes before one that is over, and neither is unused', () => {
  const { ignored, warnings } = run(entry('redis:*', { expires: '2020-01-01', line: 1 }), entry('redis:7', { line: 2 }));
  expect(ignored).toEqual(['a redis:7 rendered: r (c.yaml:2)']);
  expect(warnings).toHaveLength(1);
});

test('where images of some statuses were not looked for, no entry is unused', () => {
  expect(ignoreImages(found, [entry('redis')], { ...TODAY, complete: false }).diagnostics).toEqual(found.diagnostics);
});

test('without entries the result is the same', () => {
  expect(ignoreImages(found, [], TODAY)).toBe(found);
});
