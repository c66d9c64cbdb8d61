import { expect, test } from 'vitest';
import { exitCodeOf } from '../../src/commands/exit-codes.js';
import { chart, diagnostic, result } from '../report/sample.js';

const unresolved = { reason: 'required', message: '', sink: null, file: null, line: null };
const refused = chart('a', { diagnostics: [diagnostic()] });
const unread = chart('a', { diagnostics: [diagnostic({ code: 'archive-invalid' })] });

test.each([
  ['nothing wrong', result([chart('a')]), 0, 0],
  ['helm would refuse a chart', result([refused]), 0, 1],
  ['a warning', result([chart('a', { diagnostics: [diagnostic({ severity: 'warning' })] })]), 0, 0],
  ['an image could not be determined', result([chart('a', { unresolved: [unresolved] })]), 0, 1],
  ['a chart could not be read', result([unread, refused]), 3, 3],
  ['a PATH does not exist', result([unread], [diagnostic({ code: 'path-missing' })]), 2, 2],
  ['a release names a file that does not exist', result([], [diagnostic({ code: 'path-missing', file: 'apps/a.yaml', line: 4, column: 7 })]), 3, 3],
  ['a values file of the user is broken', result([], [diagnostic({ code: 'values-invalid' })]), 2, 2],
  ['no helmfile has the environment', result([], [diagnostic({ code: 'environment-unknown' })]), 2, 2],
  ['a helmfile is broken', result([], [diagnostic({ code: 'helmfile-invalid' })]), 3, 3],
  ['a values file of a chart is broken', result([chart('a', { diagnostics: [diagnostic({ code: 'values-invalid' })] })]), 3, 3],
])('%s', (_, found, lenient, strict) => {
  expect([exitCodeOf(found, false), exitCodeOf(found, true)]).toEqual([lenient, strict]);
});

test.each([
  ['goes before nothing', result([chart('a')]), 1],
  ['is told for an image of a chart that helm refuses, too', result([refused]), 1],
  ['comes after what could not be read', result([unread]), 3],
  ['comes after wrong use', result([], [diagnostic({ code: 'path-missing' })]), 2],
])('a broken policy %s', (_, found, code) => {
  const finding = { rule: 'tag-latest', message: '', reference: 'a', chart: 'a', file: null, line: null, column: null, path: null } as const;
  expect(exitCodeOf(found, false, [finding])).toBe(code);
});
