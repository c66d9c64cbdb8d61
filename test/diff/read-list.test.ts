import { expect, test } from 'vitest';
import { readImageList } from '../../src/diff/index.js';
import { buildReport, render } from '../../src/report/index.js';
import { context, fullResult } from '../report/sample.js';

const references = (text: string): string[] => readImageList(text).images.map(({ reference }) => reference);

test.each<[string, string, string[]]>([
  ['nothing', '', []],
  ['lines', 'a:1\nb:2\n', ['a:1', 'b:2']],
  ['no line break at the end', 'a:1\nb:2', ['a:1', 'b:2']],
  ['comments and blank lines', '# list\n\n  # more\na:1 # why\n\tb:2\n', ['a:1', 'b:2']],
  ['a file of Windows', '\uFEFFa:1\r\n\r\nb:2\r\n', ['a:1', 'b:2']],
  ['each full name once', 'redis:7\ndocker.io/library/redis:7\nredis:7\n', ['redis:7']],
  ['a JSON list', '["a:1", {"reference": "b:2"}]', ['a:1', 'b:2']],
  ['a report', '{"images": [{"reference": "a:1", "status": "rendered"}]}', ['a:1']],
])('%s', (_, text, expected) => {
  expect(references(text)).toEqual(expected);
  expect(readImageList(text).problems).toEqual([]);
});

test.each<[string, { line: number | null; message: string }[]]>([
  ['a:1\n${REGISTRY}/b:1\nc:1', [{ line: 2, message: '"${REGISTRY}/b:1" is no image reference' }]],
  ['a:1 b:1', [{ line: 1, message: '"a:1 b:1" is no image reference' }]],
  ['{"a": 1}', [{ line: null, message: 'neither a list of images nor a report' }]],
  ['{"images": ', [{ line: null, message: 'neither a list of images nor a report' }]],
  ['schema_version: [', [{ line: null, message: 'neither a list of images nor a report' }]],
  ['[1, null, {"reference": "A B"}, "a:1"]', [1, null, { reference: 'A B' }].map((entry) => ({ line: null, message: `${JSON.stringify(entry)} is no image` }))],
])('%j is told', (text, problems) => {
  expect(readImageList(text).problems).toEqual(problems);
});

test.each(['json', 'yaml'] as const)('reads back the %s report', async (format) => {
  const report = buildReport(fullResult, context);
  const { images, problems } = readImageList(await render(report, format));
  expect(problems).toEqual([]);
  expect(images).toEqual([
    { reference: 'nginx:1.27', normalized: 'docker.io/library/nginx:1.27', status: 'rendered' },
    { reference: 'redis:7', normalized: 'docker.io/library/redis:7', status: 'rendered' },
  ]);
});

test('a status that is none is as good as no status', () => {
  expect(readImageList('[{"reference": "a:1", "status": "maybe"}]').images).toEqual([{ reference: 'a:1', normalized: 'docker.io/library/a:1', status: null }]);
});

test('the text format reads back', async () => {
  expect(references(await render(buildReport(fullResult, context), 'text'))).toEqual(['nginx:1.27', 'redis:7']);
});
