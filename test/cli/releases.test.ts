import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Program } from './program.js';

/** Releases of a helmfile in threads and from the cache: the same answer, byte for byte. */
let program: Program;
let work: string;
beforeAll(async () => {
  program = await Program.build();
  work = join(program.root, 'shop');
  cpSync('fixtures/helmfile/shop', work, { recursive: true });
});
afterAll(() => program.remove());

async function report(...args: string[]): Promise<string> {
  const { code, stdout } = await program.run(['--format', 'json', ...args], { cwd: work });
  expect(code).toBe(0);
  return stdout.replace(/("execution_time": )[\d.]+/, '$10').replace(/("timestamp": )"[^"]*"/, '$1""');
}

async function scanned(...args: string[]): Promise<number> {
  const { stderr } = await program.run(['--timings', '--format', 'json', ...args], { cwd: work });
  return Number(/\d+ charts?, (\d+) scanned/.exec(stderr)![1]);
}

test('one, two, three and eight threads, without and with what is known', async () => {
  const one = await report('--no-cache', '--workers', '1');
  expect(JSON.parse(one)).toMatchObject({ charts: expect.arrayContaining([expect.objectContaining({ owner: expect.objectContaining({ kind: 'helmfile release' }) })]) });
  for (const workers of ['2', '3', '8']) expect(await report('--no-cache', '--workers', workers)).toBe(one);
  expect(await report('--workers', '2')).toBe(one);
  expect(await scanned()).toBe(0);
  expect(await report('--workers', '1')).toBe(one);
});

test('a line more in the helmfile moves places, and scans nothing', async () => {
  const file = join(work, 'helmfile.yaml.gotmpl');
  const text = readFileSync(file, 'utf8');
  const before = await report();
  writeFileSync(file, `# one more\n${text}`);
  expect(await scanned()).toBe(0);
  const after = await report();
  expect(after).not.toBe(before);
  expect(after).toBe(await report('--no-cache'));
  writeFileSync(file, text);
});

test('other values scan what they concern', async () => {
  await report();
  expect(await scanned('--state-values-set', 'nothing.reads=it')).toBe(0);
  rmSync(join(work, 'charts', 'queue', 'values.yaml'));
  const releases = await scanned();
  expect(releases).toBeGreaterThan(0);
  expect(await report()).toBe(await report('--no-cache'));
});
