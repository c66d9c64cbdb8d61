import { expect, test } from 'vitest';
import { FORMATS } from '../../src/report/index.js';
import { call } from './call.js';

const CHART = 'fixtures/demo/umbrella/chart';

test.each<[(typeof FORMATS)[number], RegExp]>([
  ['text', /^docker\.io\/bitnami\/postgresql:16\.3\n/],
  ['json', /^\{\n {2}"schema_version": "1",\n/],
  ['yaml', /^schema_version: "1"\n/],
  ['table', /^IMAGE +STATUS +CHARTS\ndocker\.io\/bitnami\/postgresql:16\.3 +rendered +fixtures\/demo\/umbrella\/chart\n/],
  ['csv', /^reference,registry,.*\ndocker\.io\/bitnami\/postgresql:16\.3,docker\.io,bitnami\/postgresql,16\.3,,/],
  ['ndjson', /^\{"type":"image","chart":"fixtures\/demo\/umbrella\/chart",.*\}\n\{/],
  ['markdown', /^# Container images\n\n8 images of 1 chart: 5 rendered, 3 optional\.\n/],
  ['sarif', /^\{\n {2}"\$schema": "https:\/\/json\.schemastore\.org\/sarif-2\.1\.0\.json",\n/],
])('-F %s', async (format, start) => {
  const { code, stdout, stderr } = await call('-F', format, CHART);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(start);
  expect(stdout.endsWith('\n') && !stdout.endsWith('\n\n')).toBe(true);
});

test('every format is in the table above', () => {
  expect(FORMATS).toEqual(['text', 'json', 'yaml', 'table', 'csv', 'ndjson', 'markdown', 'sarif']);
});

test('-v counts on standard error', async () => {
  const { stdout, stderr } = await call('-v', CHART);
  expect(stdout).toBe((await call(CHART)).stdout);
  expect(stderr).toContain(`8 images of 1 chart: 5 rendered, 3 optional
by registry:
  5  docker.io
  2  ghcr.io
  1  quay.io
by chart:
  8  ${CHART}
`);
});

test('--platform is in the report', async () => {
  const { stdout } = await call('--json', '-p', 'linux/arm64', CHART);
  expect(JSON.parse(stdout)).toMatchObject({ metadata: { platform: 'linux/arm64' } });
});
