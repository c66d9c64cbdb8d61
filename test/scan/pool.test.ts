import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Crew } from '../../src/scan/pool/crew.js';
import type { Answer, Job } from '../../src/scan/pool/job.js';
import { threadCount } from '../../src/scan/pool/threads.js';
import { Tickets } from '../../src/scan/pool/tickets.js';
import { readSettings } from '../../src/scan/settings.js';

const job = (path: string, bytes: number): Job => ({
  root: { path, absolute: `/nowhere/${path}`, kind: 'folder', bytes },
  settings: readSettings({ paths: [] }, () => {}),
  variant: null,
});
const MB = 1024 * 1024;

describe('how many threads', () => {
  test.each<[string, number[], number | null, number]>([
    ['nothing to do', [], null, 1],
    ['nothing to do', [], 8, 1],
    ['one chart, however large', [500 * MB], null, 1],
    ['many small ones', Array<number>(50).fill(10_000), null, 1],
    ['many small ones, but the user wants it', Array<number>(50).fill(10_000), 3, 3],
    ['more than charts', [1, 1], 8, 2],
    ['one', Array<number>(50).fill(MB), 1, 1],
    ['all there may be', Array<number>(100).fill(1), 1000, 32],
    ['a lot', Array<number>(500).fill(MB), null, Math.min(8, availableParallelism())],
  ])('%s: %#', (_, sizes, asked, expected) => {
    expect(threadCount(sizes.map((bytes, at) => job(`${at}`, bytes)), asked)).toBe(expected);
  });
});

describe('tickets', () => {
  const sizes = [3, 9, 1, 9, 5];
  const jobs = sizes.map((bytes, at) => job(`${at}`, bytes));

  test('from both ends, each once', () => {
    const shared = Tickets.memory(3);
    const [here, first, second] = [1, 2, 3].map(() => new Tickets(jobs, shared));
    const taken = [first!.takeLargest(1, 0), here!.takeSmallest(), second!.takeLargest(2, 0), here!.takeSmallest(), first!.takeLargest(1, 0)];
    expect(taken).toEqual([1, 2, 3, 0, 4]);
    expect([here!.isEmpty, here!.takeSmallest(), first!.takeLargest(1, 0), second!.takeLargest(2, 0)]).toEqual([true, null, null, null]);
  });

  test('a seat says what its thread is at', () => {
    const tickets = new Tickets(jobs, Tickets.memory(2));
    expect(tickets.current(1)).toBeNull();
    tickets.takeLargest(1, 42);
    expect(tickets.current(1)).toEqual({ at: 1, since: 42 });
    tickets.leave(1);
    expect(tickets.current(1)).toBeNull();
  });
});

/** Threads that behave as the name of a chart says. They take tickets as ours do. */
const THREAD = `
import { parentPort, workerData } from 'node:worker_threads';
const { jobs, tickets, seat } = workerData;
const cells = new Int32Array(tickets);
const order = jobs.map((_, at) => at).sort((a, b) => jobs[b].root.bytes - jobs[a].root.bytes);
while (Atomics.add(cells, 0, 1) < order.length) {
  const at = order[Atomics.add(cells, 1, 1)];
  Atomics.store(cells, 2 + seat * 2 + 1, Date.now() - workerData.started);
  Atomics.store(cells, 2 + seat * 2, at + 1);
  const { path } = jobs[at].root;
  if (path === 'dies') process.exit(1);
  if (path === 'throws') throw new Error('too bad');
  if (path === 'hangs') for (;;);
  if (path === 'hoards') for (const all = []; ; ) all.push(Array.from({ length: 1e6 }, (_, at) => ({ at })));
  const json = new TextEncoder().encode(JSON.stringify({ result: { path, name: 'by a thread', diagnostics: [] }, outside: [], broken: false, milliseconds: 1 }));
  parentPort.postMessage({ at, json, measured: null }, [json.buffer]);
  Atomics.store(cells, 2 + seat * 2, 0);
}
`;

describe('a crew', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'astrago-scan-pool-'));
    writeFileSync(join(folder, 'thread.mjs'), THREAD);
    writeFileSync(join(folder, 'broken.mjs'), 'throw new Error("does not even start")');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function run(jobs: readonly Job[], threads: number, entry = 'thread.mjs', timeout = 60_000): Promise<Answer[]> {
    let answered = 0;
    const crew = new Crew(jobs, {
      threads,
      entry: pathToFileURL(join(folder, entry)),
      answer: slowly,
      measured: null,
      onAnswer: () => void answered++,
      timeout,
      heapMegabytes: 32,
    });
    const answers = await crew.run();
    expect(answered).toBe(jobs.length);
    return answers;
  }
  /** So that other threads get their share. */
  function slowly({ root: { path } }: Job): Answer {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    return { result: { path, name: 'here', diagnostics: [] } as unknown as Answer['result'], outside: [], broken: false, milliseconds: 1 };
  }
  const small = (count: number): Job[] => Array.from({ length: count }, (_, at) => job(`small-${at}`, at));

  test('answers in the order of the jobs', async () => {
    const jobs = Array.from({ length: 20 }, (_, at) => job(`chart-${at}`, (at * 7) % 20));
    const answers = await run(jobs, 3);
    expect(answers.map(({ result }) => result.path)).toEqual(jobs.map((one) => one.root.path));
    expect(new Set(answers.map(({ result }) => result.name))).toEqual(new Set(['by a thread', 'here']));
  });

  test.each([
    ['dies', 'ended its thread'],
    ['throws', 'ended its thread (too bad)'],
    ['hangs', 'took longer than 0.7 seconds'],
    ['hoards', 'ran out of memory'],
  ])('a thread that %s costs its chart', async (path, what) => {
    const jobs = [...small(8), job(path, 1000), job('large', 900)];
    // Only for the one that waits for it: a slow machine must not cut the others short.
    const answers = await run(jobs, 2, 'thread.mjs', path === 'hangs' ? 700 : undefined);
    const lost = answers[8];
    expect(lost).toMatchObject({ broken: true, result: { path, images: [], not_scanned: `The scan of this chart ${what}; its images are unknown.` } });
    expect(lost!.result.diagnostics).toMatchObject([{ code: 'worker-failed', severity: 'error', file: path }]);
    expect(answers.filter(({ result }) => result.diagnostics.some(({ code }) => code === 'worker-failed'))).toHaveLength(1);
  });

  test('where no thread starts, the calling one does all', async () => {
    const answers = await run(small(4), 3, 'broken.mjs');
    expect(answers.map(({ result }) => result.path)).toEqual(['small-0', 'small-1', 'small-2', 'small-3']);
  });
});
