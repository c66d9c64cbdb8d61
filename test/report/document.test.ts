import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { buildReport, render } from '../../src/report/index.js';
import { chart, context, fullResult, image, result } from './sample.js';

const schema = JSON.parse(readFileSync(new URL('../../schema/report-v1.schema.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv({ strict: true, strictTypes: false }).compile(schema);

test.each([
  ['a full result', fullResult],
  ['nothing', result([])],
])('the JSON report of %s fits its schema', async (_, found) => {
  validate(JSON.parse(await render(buildReport(found, context), 'json')));
  expect(validate.errors).toBeNull();
});

test('the schema refuses what it does not know', () => {
  expect(validate({ ...buildReport(fullResult, context), surprise: 1 })).toBe(false);
});

test('summary and groups', () => {
  const { summary, by_chart, by_registry } = buildReport(fullResult, context);
  expect(summary).toEqual({
    total_images: 3,
    unique_images: 2,
    total_charts: 2,
    by_status: { rendered: 2 },
    unresolved: 1,
    ignored: 0,
    execution_time: 0.25,
  });
  expect(by_chart).toEqual({ 'charts/a': ['nginx:1.27', 'redis:7'], 'charts/b': ['redis:7'] });
  expect(by_registry).toEqual({ 'docker.io': ['nginx:1.27', 'redis:7'] });
});

test('an image of several charts is one image with its best status', () => {
  const charts = [
    chart('b', { images: [image('x:1', { status: 'catalog' })] }),
    chart('a', { images: [image('x:1', { status: 'optional' })] }),
    chart('c', { images: [image('x:1', { status: 'values-only' })] }),
  ];
  const { images } = buildReport(result(charts), context);
  expect(images.map(({ reference, status, charts: paths }) => ({ reference, status, paths }))).toEqual([
    { reference: 'x:1', status: 'optional', paths: ['a', 'b', 'c'] },
  ]);
});
