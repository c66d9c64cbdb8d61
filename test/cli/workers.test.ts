import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Program } from './program.js';

/** Threads and the cache change how long an answer takes, not one byte of it. */
const CHARTS = ['--values-glob=values-*.yaml', 'fixtures'];

let program: Program;
let expected: string;
beforeAll(async () => {
  program = await Program.build();
  expected = (await report('--no-parallel', '--no-cache')).stdout;
});
afterAll(() => program.remove());

const report = (...args: string[]) => program.run(['--json', '--reproducible', ...args, ...CHARTS]);

test('there is something to compare', () => {
  expect(JSON.parse(expected).summary.total_charts).toBeGreaterThan(3);
});

test.each([['1'], ['2'], ['3'], ['8'], ['32']])('%s threads', async (workers) => {
  const run = await report('--workers', workers, '--no-cache', '-v');
  const alone = await report('--no-parallel', '--no-cache', '-v');
  expect(run.stdout).toBe(expected);
  expect(run).toEqual(alone);
});

test.each([['1'], ['3']])('%s threads, with a cold and a warm cache', async (workers) => {
  const env = { XDG_CACHE_HOME: `${program.root}/cache-${workers}` };
  const args = ['--json', '--reproducible', '--workers', workers, ...CHARTS];
  const [cold, warm] = [await program.run(args, { env }), await program.run(args, { env })];
  expect(cold.stdout).toBe(expected);
  expect(warm).toEqual(cold);
});

test('threads do scan', async () => {
  const { stdout } = await report('--workers', '3', '--no-cache', '--timings');
  expect(JSON.parse(stdout).metrics.threads).toBe(3);
});

describe('errors of use', () => {
  test.each([
    [['--workers', '33'], 'Expected an integer less than or equal to 32'],
    [['--workers', '2', '--no-parallel'], 'cannot also be provided'],
  ])('%j', async (args, message) => {
    const { code, stderr } = await program.run([...args, 'fixtures']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });
});
