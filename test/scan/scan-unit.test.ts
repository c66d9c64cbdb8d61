import { afterAll, expect, test } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_CLOCK } from '../../src/clock/index.js';
import { answerJob } from '../../src/scan/pool/answer.js';
import type { Job } from '../../src/scan/pool/job.js';
import type { ChartResult } from '../../src/scan/result.js';
import { readSettings } from '../../src/scan/settings.js';
import { CHART_YAML } from '../release/render.js';

const folder = mkdtempSync(join(tmpdir(), 'unit-'));
writeFileSync(join(folder, 'Chart.yaml'), CHART_YAML);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NO_UNIT = { release: { name: 'r', namespace: 'd', kubeVersion: null, apiVersions: [] }, values: [], chartValues: null, set: [], setString: [], setFile: [], rewrites: [], manifests: null, holes: [] };

const answer = (unit: Partial<Job['unit'] & object>): ChartResult => {
  const settings = readSettings({ paths: [] }, () => {});
  return answerJob({ root: { path: 'c', absolute: folder, kind: 'folder', bytes: 1 }, settings, unit: { ...NO_UNIT, ...unit }, variant: null }, NO_CLOCK).result;
};

test('what is wrong with the values of a release is told without secrets: this answer goes to threads and into the cache', () => {
  const { diagnostics } = answer({ set: ['[password=hunter2]x=1'] });
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]).toMatchObject({ code: 'set-invalid', message: 'failed parsing --set data: error parsing index: strconv.Atoi: parsing "password=***": invalid syntax' });
});
