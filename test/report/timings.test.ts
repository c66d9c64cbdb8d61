import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { buildReport, formatTimings, writePrometheus } from '../../src/report/index.js';
import type { RunMetrics } from '../../src/scan/result.js';
import { chart, image, result } from './sample.js';

const metrics: RunMetrics = {
  stages: { discover: 0.0012, evaluate: 1.5 },
  charts: [
    { path: 'a', seconds: 0.25 },
    { path: 'known', seconds: null },
    { path: 'b "\\', seconds: 1.25 },
  ],
  threads: 2,
  peak_memory_bytes: 100 * 1024 * 1024,
  cache: { hits: 1, misses: 2 },
  templates: { total: 40, skipped: 30 },
};
const context = { timestamp: '2026-01-02T03:04:05.000Z', executionTime: 1.75, environment: null, platform: null, version: '1.0.0' };
const report = buildReport({ ...result([chart('a', { images: [image('nginx:1')] })]), metrics }, context);

test('for people: the slowest chart first', () => {
  expect(formatTimings(metrics)).toBe(`timings:
      1.2 ms  discover
   1500.0 ms  evaluate
charts:
   1250.0 ms  b "\\
    250.0 ms  a
3 charts, 2 scanned in 2 threads, 1 from the cache, 30 of 40 templates skipped, 100 MiB at most
`);
});

test('where nothing was scanned and nothing kept', () => {
  const idle = { ...metrics, stages: {}, charts: [], threads: 1, cache: null, templates: { total: 0, skipped: 0 } };
  expect(formatTimings(idle)).toBe('timings:\n0 charts, 0 scanned in 1 thread, 100 MiB at most\n');
  expect(writePrometheus(report, idle)).not.toMatch(/cache|chart_seconds/);
});

test('for Prometheus', () => {
  expect(writePrometheus(report, metrics).split('\n').filter((line) => !line.startsWith('#'))).toEqual([
    'astrago_scan_last_run_timestamp_seconds 1767323045',
    'astrago_scan_duration_seconds 1.75',
    'astrago_scan_stage_seconds{stage="discover"} 0.0012',
    'astrago_scan_stage_seconds{stage="evaluate"} 1.5',
    'astrago_scan_charts 3',
    'astrago_scan_chart_seconds{chart="a"} 0.25',
    'astrago_scan_chart_seconds{chart="b \\"\\\\"} 1.25',
    'astrago_scan_images{status="rendered"} 1',
    'astrago_scan_unresolved 0',
    'astrago_scan_threads 2',
    'astrago_scan_peak_memory_bytes 104857600',
    'astrago_scan_cache_hits 1',
    'astrago_scan_cache_misses 2',
    'astrago_scan_templates 40',
    'astrago_scan_templates_skipped 30',
    '',
  ]);
});

test('the report with metrics fits the schema', () => {
  const schema = JSON.parse(readFileSync(new URL('../../schema/report-v1.schema.json', import.meta.url), 'utf8')) as object;
  const validate = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(schema);
  validate(JSON.parse(JSON.stringify(report)));
  expect(validate.errors).toBeNull();
  expect(report.metrics).toBe(metrics);
});
