import { expect, test } from 'vitest';
import { formatDiagnostics } from '../../src/report/index.js';
import { chart, diagnostic, result } from './sample.js';

const warning = diagnostic({ severity: 'warning', code: 'values-conflict', message: 'not a map', file: 'values.yaml', line: 2, column: 5 });
const error = diagnostic({ file: 'a.yaml', line: 7, column: 3, hint: 'Set the tag.' });
const unresolved = { reason: 'required', message: 'tag is missing', sink: null, file: 'x.yaml', line: 7 };
const everything = result([chart('a', { diagnostics: [warning, error], unresolved: [unresolved] })], [
  diagnostic({ code: 'no-charts', message: 'no chart below .' }),
]);

const ignored = { ...result([]), ignored: [{ reference: 'nginx:1', chart: 'a', status: 'rendered' as const, reason: 'mirrored', file: 'c.yaml', line: 3 }] };

test.each([
  ['ignored images are counted', ignored, false, '1 image is ignored; -v shows more\n'],
  ['and shown with the reason', ignored, true, 'c.yaml:3: ignored: nginx:1: mirrored\n'],
  ['nothing', result([]), false, ''],
  [
    'errors are shown, the rest is counted',
    everything,
    false,
    `error: no chart below . [no-charts]
a.yaml:7:3: error: nil pointer [template-error]
  hint: Set the tag.
1 image could not be determined, 1 warning; -v shows more
`,
  ],
  [
    'verbose shows everything',
    everything,
    true,
    `error: no chart below . [no-charts]
a.yaml:7:3: error: nil pointer [template-error]
  hint: Set the tag.
values.yaml:2:5: warning: not a map [values-conflict]
x.yaml:7: unresolved: tag is missing [required]
`,
  ],
  [
    'what charts share is said once',
    result([chart('a', { diagnostics: [warning] }), chart('b', { diagnostics: [warning] })]),
    false,
    '1 warning; -v shows more\n',
  ],
  ['a file without position', result([], [diagnostic({ file: 'x.tgz' })]), false, 'x.tgz: error: nil pointer [template-error]\n'],
])('%s', (_, found, verbose, expected) => {
  expect(formatDiagnostics(found, verbose)).toBe(expected);
});
