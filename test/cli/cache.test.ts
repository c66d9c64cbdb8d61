import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Program, type Run } from './program.js';

let program: Program;
let work: string;
let cache: string;
beforeAll(async () => (program = await Program.build()));
afterAll(() => program.remove());
beforeEach(() => {
  work = join(program.root, 'work');
  cache = join(program.root, 'cache', 'astrago-scan');
  for (const folder of [work, cache]) rmSync(folder, { recursive: true, force: true });
  write('chart/Chart.yaml', 'apiVersion: v2\nname: a\nversion: 1.0.0\n');
  write('chart/values.yaml', 'tag: "1"\n');
  write('chart/templates/pod.yaml', 'kind: Pod\nspec: {containers: [{image: "nginx:{{ .Values.tag }}"}]}\n');
});

function write(name: string, text: string): void {
  mkdirSync(join(work, name, '..'), { recursive: true });
  writeFileSync(join(work, name), text);
}
const scan = (...args: string[]): Promise<Run> => program.run(['--status', 'rendered', ...args, 'chart'], { cwd: work });
const entries = (kind: string): string[] => (existsSync(join(cache, 'v1')) ? readdirSync(join(cache, 'v1')).filter((name) => name.startsWith(kind)) : []);
/** Reads what the run says that it knew. */
async function hits(...args: string[]): Promise<{ stdout: string; hits: number; misses: number }> {
  const { stdout, stderr } = await scan('--timings', ...args);
  const [, charts, scanned] = /(\d+) charts?, (\d+) scanned/.exec(stderr)!;
  return { stdout, hits: Number(charts) - Number(scanned), misses: Number(scanned) };
}
const HIT = { stdout: 'nginx:1\n', hits: 1, misses: 0 };
const MISS = { stdout: 'nginx:1\n', hits: 0, misses: 1 };

test('the second run knows', async () => {
  expect(await hits()).toEqual(MISS);
  expect(await hits()).toEqual(HIT);
});

test('--no-cache neither looks nor keeps', async () => {
  await scan('--no-cache');
  expect(existsSync(cache)).toBe(false);
  await scan();
  expect(await hits('--no-cache')).toEqual(MISS);
});

test('--cache-dir', async () => {
  await scan('--cache-dir', 'here');
  expect(existsSync(cache)).toBe(false);
  expect(await hits('--cache-dir', 'here')).toEqual(HIT);
});

test('--cache-ttl', async () => {
  await scan();
  expect(await hits('--cache-ttl', '1h')).toEqual(HIT);
  expect(await hits('--cache-ttl', '0')).toEqual(MISS);
  expect(await scan('--cache-ttl', 'soon')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--cache-ttl soon') });
});

describe('a chart is scanned again when', () => {
  test.each<[string, () => void, string]>([
    ['a value changes', () => write('chart/values.yaml', 'tag: "2"\n'), 'nginx:2\n'],
    ['a template changes', () => write('chart/templates/pod.yaml', 'kind: Pod\nspec: {containers: [{image: "redis:{{ .Values.tag }}"}]}\n'), 'redis:1\n'],
    ['a file comes', () => write('chart/templates/b.yaml', 'kind: Pod\nspec: {containers: [{image: "b:1"}]}\n'), 'b:1\nnginx:1\n'],
    ['a file goes', () => rmSync(join(work, 'chart/templates/pod.yaml')), ''],
  ])('%s', async (_, change, stdout) => {
    await scan();
    change();
    expect(await hits()).toEqual({ stdout, hits: 0, misses: 1 });
    expect(await hits()).toEqual({ stdout, hits: 1, misses: 0 });
  });

  test.each([[['--set', 'tag=2']], [['--values', 'site.yaml']], [['--set-file', 'tag=tag.txt']]])('it gets %j', async (args) => {
    write('site.yaml', 'tag: "2"\n');
    write('tag.txt', '2');
    await scan();
    expect(await hits(...args)).toEqual({ stdout: 'nginx:2\n', hits: 0, misses: 1 });
    expect(await hits(...args)).toEqual({ stdout: 'nginx:2\n', hits: 1, misses: 0 });
    write('site.yaml', 'tag: "3"\n');
    write('tag.txt', '3');
    expect((await scan(...args)).stdout).toBe(args[0] === '--set' ? 'nginx:2\n' : 'nginx:3\n');
  });

  test.each([[['--namespace', 'x']], [['--kube-version', '1.30']], [['--release-name', 'x']], [['--api-versions', 'a/v1']], [['--is-upgrade']]])('%j is given', async (args) => {
    await scan();
    expect(await hits(...args)).toEqual(MISS);
  });

  test('it lies elsewhere: paths are part of the answer', async () => {
    await scan();
    cpSync(join(work, 'chart'), join(work, 'other'), { recursive: true });
    const { stdout } = await program.run(['--json', 'other'], { cwd: work });
    expect(JSON.parse(stdout).charts).toMatchObject([{ path: 'other' }]);
    expect(stdout).not.toContain('chart/templates');
  });

  test('a chart that it takes from beside it changes, goes or comes', async () => {
    write('chart/Chart.yaml', 'apiVersion: v2\nname: a\nversion: 1.0.0\ndependencies: [{name: b, version: "*", repository: "file://../b"}]\n');
    expect(await hits()).toEqual(MISS);
    expect(await hits()).toEqual(HIT);
    write('b/Chart.yaml', 'apiVersion: v2\nname: b\nversion: 1.0.0\n');
    write('b/templates/pod.yaml', 'kind: Pod\nspec: {containers: [{image: "b:1"}]}\n');
    expect((await scan()).stdout).toBe('b:1\nnginx:1\n');
    await new Promise((resolve) => setTimeout(resolve, 120));
    await scan();
    expect(await hits()).toEqual({ stdout: 'b:1\nnginx:1\n', hits: 1, misses: 0 });
    write('b/templates/pod.yaml', 'kind: Pod\nspec: {containers: [{image: "b:2"}]}\n');
    expect((await scan()).stdout).toBe('b:2\nnginx:1\n');
    rmSync(join(work, 'b'), { recursive: true });
    expect(await scan()).toMatchObject({ stdout: 'nginx:1\n', stderr: expect.stringContaining('dependency-missing') });
  });
});

test('messages and the exit code are those of the first run', async () => {
  write('chart/templates/bad.yaml', '{{ required "say it" .Values.missing }}');
  const first = await program.run(['-v', '--strict', 'chart'], { cwd: work });
  expect(first).toMatchObject({ code: 1, stderr: expect.stringContaining('say it') });
  expect(await program.run(['-v', '--strict', 'chart'], { cwd: work })).toEqual(first);
});

describe('an entry is not believed that', () => {
  const damage = (change: (text: string) => string): void => {
    const path = join(cache, 'v1', entries('result')[0]!);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  };
  test.each<[string, (text: string) => string]>([
    ['was cut', (text) => text.slice(0, -20)],
    ['was changed', (text) => text.replaceAll('nginx:1', 'evil:1')],
    ['is empty', () => ''],
    ['is of something else', () => '{}'],
  ])('%s', async (_, change) => {
    await scan();
    damage(change);
    expect(await hits()).toEqual(MISS);
    expect(await hits()).toEqual(HIT);
  });
});

test('many runs at once', async () => {
  const runs = await Promise.all(Array.from({ length: 6 }, () => scan()));
  expect(new Set(runs.map(({ code, stdout, stderr }) => JSON.stringify({ code, stdout, stderr })))).toEqual(new Set([JSON.stringify({ code: 0, stdout: 'nginx:1\n', stderr: '' })]));
  expect(readdirSync(join(cache, 'v1')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  expect(await hits()).toEqual(HIT);
});

test('where nothing can be kept, the scan goes on', async () => {
  write('taken', 'a file');
  expect(await scan('--cache-dir', 'taken')).toEqual({ code: 0, stdout: 'nginx:1\n', stderr: '' });
});

describe('cache info and cache clear', () => {
  test('of the folder that is configured', async () => {
    const env = { ASTRAGO_SCAN_CACHE_DIR: join(work, 'mine') };
    await program.run(['chart'], { cwd: work, env });
    expect((await program.run(['cache', 'info'], { cwd: work, env })).stdout).toMatch(/\/work\/mine\n[1-9]\d* entries, /);
    write('.astrago-scan.yaml', 'cache_dir: mine\n');
    expect((await program.run(['cache', 'clear'], { cwd: work })).stdout).toMatch(/^removed [1-9]\d* entries, /);
    expect((await program.run(['cache', 'info', '--cache-dir', 'other'], { cwd: work, env })).stdout).toBe('other\n0 entries, 0 KiB\n');
  });

  test('tell and forget', async () => {
    await scan();
    const info = await program.run(['cache', 'info']);
    expect(info).toMatchObject({ code: 0, stdout: expect.stringMatching(/astrago-scan\n[12] entries, \d+ KiB\n$/), stderr: '' });
    expect(JSON.parse((await program.run(['cache', 'info', '--json'])).stdout)).toMatchObject({ folder: cache });
    expect((await program.run(['cache', 'clear'])).stdout).toMatch(/^removed [12] entries, /);
    expect((await program.run(['cache', 'info', '--json'])).stdout).toContain('"entries": 0');
    expect(await hits()).toEqual(MISS);
  });

  test('--cache-dir', async () => {
    await scan('--cache-dir', 'here');
    expect((await program.run(['cache', 'info', '--cache-dir', join(work, 'here')])).stdout).toMatch(/here\n[12] entries/);
  });
});

describe('what a run spent', () => {
  test('--timings, on standard error and in the report', async () => {
    const { stderr, stdout } = await program.run(['--timings', '--json', 'chart'], { cwd: work });
    expect(stderr).toMatch(/^timings:\n( +\d+\.\d ms {2}\w+\n)+charts:\n +\d+\.\d ms {2}chart\n1 charts, 1 scanned in 1 thread, 0 from the cache, .*\d+ MiB at most\n$/);
    expect(JSON.parse(stdout).metrics).toMatchObject({
      stages: { discover: expect.any(Number), load: expect.any(Number) },
      charts: [{ path: 'chart', seconds: expect.any(Number) }],
      cache: { hits: 0, misses: 1 },
      threads: 1,
    });
  });

  test('is not told unless asked for', async () => {
    expect(JSON.parse((await program.run(['--json', 'chart'], { cwd: work })).stdout)).not.toHaveProperty('metrics');
  });

  test('--metrics-file, for Prometheus', async () => {
    const { stderr, stdout } = await program.run(['--json', '--metrics-file', 'out/scan.prom', 'chart'], { cwd: work });
    expect({ stderr, metrics: JSON.parse(stdout).metrics }).toEqual({ stderr: '' });
    const lines = readFileSync(join(work, 'out/scan.prom'), 'utf8').split('\n');
    expect(lines.pop()).toBe('');
    expect(lines).toContain('astrago_scan_images{status="rendered"} 1');
    expect(lines).toContain('astrago_scan_cache_misses 1');
    for (const line of lines) expect(line).toMatch(/^(?:# (?:HELP|TYPE) astrago_scan_\w+ .+|astrago_scan_\w+(?:\{\w+="[^"]*"\})? [\d.e+-]+)$/);
  });
});
