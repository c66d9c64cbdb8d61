import { expect, test } from 'vitest';
import { buildReport, formatFindings, formatSummary, render, type Format, type Report } from '../../src/report/index.js';
import type { PolicyFinding } from '../../src/policy/index.js';
import { chart, context, fullResult, image, result } from './sample.js';

/** The formats that are no text list and no report: their exact text. */
const finding: PolicyFinding = { rule: 'digest-missing', message: 'redis:7 has no digest', reference: 'redis:7', chart: 'charts/a', file: 'charts/a/values.yaml', line: 4, column: 8, path: 'cache.tag' };
const full = buildReport(fullResult, context, [finding]);
const nothing = buildReport(result([]), context);

test.each<[Format, string, Report, string]>([
  ['table', 'columns', full, 'IMAGE       STATUS    CHARTS\nnginx:1.27  rendered  charts/a\nredis:7     rendered  charts/a, charts/b\n'],
  ['table', 'nothing', nothing, ''],
  [
    'csv',
    'a row an image and chart',
    full,
    `reference,registry,repository,tag,digest,normalized,status,chart,release,namespace,variant
nginx:1.27,,nginx,1.27,,docker.io/library/nginx:1.27,rendered,charts/a,release-name,default,
redis:7,,redis,7,,docker.io/library/redis:7,optional,charts/a,release-name,default,
redis:7,,redis,7,,docker.io/library/redis:7,rendered,charts/b,release-name,default,
`,
  ],
  ['csv', 'nothing', nothing, 'reference,registry,repository,tag,digest,normalized,status,chart,release,namespace,variant\n'],
  [
    'csv',
    'paths with marks of CSV',
    buildReport(result([chart('a,"b"\nc', { images: [image('x:1')] })]), context),
    `reference,registry,repository,tag,digest,normalized,status,chart,release,namespace,variant
x:1,,x,1,,docker.io/library/x:1,rendered,"a,""b""
c",release-name,default,
`,
  ],
  ['ndjson', 'nothing', nothing, ''],
  [
    'markdown',
    'everything',
    full,
    `# Container images

2 images of 2 charts: 2 rendered; 1 place not determined.

| Image | Status | Charts |
| --- | --- | --- |
| \`nginx:1.27\` | rendered | charts/a |
| \`redis:7\` | rendered | charts/a<br>charts/b |

## Not determined

| Chart | Why |
| --- | --- |
| charts/a | charts/a/templates/x.yaml:7: tag is missing (required) |

## Policy

| Rule | Finding | Place |
| --- | --- | --- |
| digest-missing | redis:7 has no digest | \`charts/a/values.yaml:4:8\` \`cache.tag\` |
`,
  ],
  ['markdown', 'nothing', nothing, '# Container images\n\n0 images of 0 charts.\n'],
  [
    'markdown',
    'text that could be markup',
    buildReport(
      result([chart('a|b_c/`<x>`', { images: [image('x:1')], unresolved: [{ reason: 'error', message: '"*[a](b)\n|" is no image', sink: null, file: null, line: null }] })]),
      context,
      [{ ...finding, file: 'a|`b`', line: null, column: null, path: null }],
    ),
    `# Container images

1 image of 1 chart: 1 rendered; 1 place not determined.

| Image | Status | Charts |
| --- | --- | --- |
| \`x:1\` | rendered | a\\|b\\_c/\\\`&lt;x\\>\\\` |

## Not determined

| Chart | Why |
| --- | --- |
| a\\|b\\_c/\\\`&lt;x\\>\\\` | "\\*\\[a\\](b) \\|" is no image (error) |

## Policy

| Rule | Finding | Place |
| --- | --- | --- |
| digest-missing | redis:7 has no digest | a\\|\\\`b\\\` |
`,
  ],
])('%s: %s', async (format, _, report, expected) => {
  expect(await render(report, format)).toBe(expected);
});

test('ndjson: one object a line, what it is and what the report has', async () => {
  const lines = (await render(full, 'ndjson')).trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  const [a, b] = fullResult.charts;
  const release = { release: 'release-name', namespace: 'default' };
  expect(lines).toEqual([
    ...a!.images.map((one) => ({ type: 'image', chart: 'charts/a', variant: null, ...release, ...one })),
    { type: 'unresolved', chart: 'charts/a', variant: null, ...release, ...a!.unresolved[0] },
    { type: 'diagnostic', chart: 'charts/a', variant: null, ...a!.diagnostics[0] },
    { type: 'image', chart: 'charts/b', variant: null, ...release, ...b!.images[0] },
    { type: 'diagnostic', chart: null, variant: null, ...fullResult.diagnostics[0] },
    { type: 'policy', ...finding },
  ]);
});

test('findings on standard error, each once', () => {
  const other = { ...finding, chart: 'charts/b' };
  const nowhere = { ...finding, message: 'x has no digest', file: null, line: null, column: null, path: null };
  expect(formatFindings([finding, other, nowhere])).toBe(
    `charts/a/values.yaml:4:8: policy: redis:7 has no digest; cache.tag decides [digest-missing]
policy: x has no digest [digest-missing]
`,
  );
  expect(formatFindings([])).toBe('');
});

test('the summary of -v', () => {
  const many = Array.from({ length: 10 }, (_, at) => image(`x:${at}`, { normalized: `quay.io/x:${at}`, status: 'optional' }));
  const charts = [chart('b', { images: many }), chart('a', { images: [image('nginx:1')] })];
  expect(formatSummary(buildReport(result(charts), context))).toBe(`11 images of 2 charts: 1 rendered, 10 optional
by registry:
   1  docker.io
  10  quay.io
by chart:
   1  a
  10  b
`);
  expect(formatSummary(nothing)).toBe('0 images of 0 charts\n');
});
