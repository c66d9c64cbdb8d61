import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from './call.js';
import { Folder } from './folder.js';

let folder: Folder;
beforeAll(() => void (folder = new Folder()));
afterAll(() => folder.remove());

const CHART = 'fixtures/demo/umbrella/chart';
const OPERATOR = 'fixtures/demo/operator/chart';
const imagesOf = (script: string): string[] => [...script.matchAll(/^fetch '(\S+)' /gm)].map(([, name]) => name!);

test('a script for what the charts pull', async () => {
  const { code, stdout, stderr } = await call('download-script', CHART);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(imagesOf(stdout)).toEqual([
    'docker.io/bitnami/postgresql:16.3',
    'docker.io/jaegertracing/jaeger-agent:1.57',
    'docker.io/library/alpine:3.20',
    'docker.io/library/redis:7.2.5',
    'docker.io/valkey/valkey:8.0.1',
    'ghcr.io/example/shop-migrations:2.8.0',
    'ghcr.io/example/shop:2.8.0',
    'quay.io/prometheuscommunity/postgres-exporter:v0.15.0',
  ]);
});

test('a file that can be run', async () => {
  const file = join(folder.path, 'download.sh');
  await call('download-script', '-p', 'linux/arm64', '-o', file, CHART);
  expect(readFileSync(file, 'utf8')).toContain("\nplatform='linux/arm64'\n");
  expect(statSync(file).mode & 0o100).toBe(0o100);
});

test('for a list or a report', async () => {
  const list = folder.write('list.txt', 'redis:7 # cache\n');
  expect(imagesOf((await call('download-script', '--from', list)).stdout)).toEqual(['docker.io/library/redis:7']);
  const report = folder.write('report.json', (await call('--json', CHART)).stdout);
  expect((await call('download-script', '--from', report)).stdout).toBe((await call('download-script', CHART)).stdout);
});

test('the file that a configuration names is for the report', async () => {
  const images = folder.write('images.txt', 'kept\n');
  const config = folder.write('.astrago-scan.yaml', 'output: images.txt\nplatform: linux/arm64\n');
  const { code, stdout } = await call('download-script', '--config', config, CHART);
  expect({ code, platform: /^platform=.*$/m.exec(stdout)?.[0] }).toEqual({ code: 0, platform: "platform='linux/arm64'" });
  expect(readFileSync(images, 'utf8')).toBe('kept\n');
});

test('what is wrong is told, the rest is answered', async () => {
  const { code, stdout, stderr } = await call('download-script', OPERATOR);
  expect(code).toBe(0);
  expect(stderr).toContain('nodeAgent.digest is missing [value-required]\n');
  expect(imagesOf(stdout)).toHaveLength(2);
  expect((await call('download-script', '--strict', OPERATOR)).code).toBe(1);
  const list = folder.write('bad.txt', 'redis:7\n%\n');
  expect(await call('download-script', '--from', list)).toMatchObject({ code: 3, stderr: `${list}:2: warning: "%" is no image reference\n`, stdout: expect.stringContaining('redis') });
});

test.each<[string[], RegExp]>([
  [['--platform', 'arm64', CHART], /^error: --platform arm64: a platform is OS\/ARCH/],
  [['--from', 'package.json', CHART], /^error: --from takes the place of PATH\n$/],
  [['--from', 'gone.txt'], /^error: gone\.txt does not exist\n$/],
  [['no/such/chart'], /no\/such\/chart/],
  [['-F', 'json', CHART], /^error: unknown flag -F/],
])('download-script %j is an error of use, and writes nothing', async (args, message) => {
  const { code, stdout, stderr } = await call('download-script', ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
});
