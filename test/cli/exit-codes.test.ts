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
  ['a values file of the user is broken', result([], [diagnostic({ code: 'values-invalid' })]), 2, 2],
  ['a values file of a chart is broken', result([chart('a', { diagnostics: [diagnostic({ code: 'values-invalid' })] })]), 3, 3],
])('%s', (_, found, lenient, strict) => {
  expect([exitCodeOf(found, false), exitCodeOf(found, true)]).toEqual([lenient, strict]);
});
