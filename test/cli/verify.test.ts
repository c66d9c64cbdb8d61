import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.js';
import { chartYaml, writeTree } from '../chart/tree.js';
import { pod, StandIn, type Script } from '../verify/stand-in.js';

let stdout: string;
let stderr: string;
beforeEach(() => {
  stdout = '';
  stderr = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((stdout += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((stderr += String(text))));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = 0;
});

const call = (...words: string[]): Promise<void> => runCommandLine(['verify', ...words], process.cwd());

const chartFolder = (): string =>
  join(
    writeTree({
      'shop/Chart.yaml': chartYaml('shop'),
      'shop/values.yaml': 'metrics: {enabled: false}\n',
      'shop/templates/web.yaml': pod('web', 'web:1'),
      'shop/templates/metrics.yaml': `{{ if .Values.metrics.enabled }}\n${pod('metrics', 'exporter:2')}{{ end }}\n`,
    }),
    'shop',
  );

function withHelm(script: Script): StandIn {
  const standIn = new StandIn(script);
  vi.stubEnv('HELM_BIN', standIn.path);
  return standIn;
}

test('helm agrees', async () => {
  withHelm({ shop: { stdout: pod('web', 'web:1') } });
  const chart = chartFolder();
  await call(chart);
  expect({ stdout, stderr, code: process.exitCode }).toEqual({ stdout: `ok       ${chart}: 1 image\n1 chart agrees with helm v3.99.0\n`, stderr: '', code: 0 });
});

test('helm does not agree', async () => {
  withHelm({ shop: { stdout: pod('web', 'web:2') } });
  await call(chartFolder());
  expect(stdout).toContain('missing  web:2');
  expect(process.exitCode).toBe(1);
});

test('--witness: every image that is off is looked for', async () => {
  withHelm({ shop: { stdout: pod('web', 'web:1') } });
  await call('--witness', chartFolder());
  expect(stdout).toContain('witness  exporter:2 with {"metrics":{"enabled":true}}: helm does not render it\n');
  expect(process.exitCode).toBe(1);
});

test('--json', async () => {
  withHelm({ shop: { stdout: pod('web', 'web:1') } });
  await call(chartFolder(), '--json');
  expect(JSON.parse(stdout)).toMatchObject({ helm: { version: 'v3.99.0' }, note: null, summary: { charts: 1, agree: 1 }, charts: [{ outcome: 'agrees', agree: ['web:1'] }] });
});

test('--timeout', async () => {
  withHelm({ shop: { seconds: 600 } });
  await call(chartFolder(), '--timeout', '1');
  expect(stdout).toContain(': it did not end within 1 s\n');
  expect(process.exitCode).toBe(1);
});

test('the flags of a scan reach helm', async () => {
  const standIn = withHelm({ shop: { stdout: pod('web', 'web:1') } });
  await call(chartFolder(), '--set', 'a=1,b=2', '--release-name', 'name', '-n', 'space');
  expect(standIn.calls()[0]!.args).toEqual(expect.arrayContaining(['--set=a=1,b=2', '--namespace=space', 'name']));
});

test('without helm there is a note, or an error', async () => {
  vi.stubEnv('HELM_BIN', '/nowhere/helm');
  await call(chartFolder());
  expect({ stdout, stderr, code: process.exitCode }).toEqual({ stdout: 'nothing was checked: HELM_BIN (/nowhere/helm) is not there\n', stderr: '', code: 0 });
  stdout = '';
  await call(chartFolder(), '--require-helm');
  expect({ stdout, stderr, code: process.exitCode }).toEqual({ stdout: '', stderr: 'error: HELM_BIN (/nowhere/helm) is not there\n', code: 2 });
});

test.each<[string, string[], RegExp]>([
  ['a path that does not exist', ['/nowhere'], /There is no such file or folder/],
  ['values from standard input', ['--values', '-', 'x'], /values from standard input/],
])('%s is an error of use; helm is not started', async (_, words, message) => {
  const standIn = withHelm({});
  await call(...words);
  expect({ stdout, code: process.exitCode }).toEqual({ stdout: '', code: 2 });
  expect(stderr).toMatch(message);
  expect(standIn.calls()).toEqual([]);
});
