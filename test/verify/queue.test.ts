import { expect, test } from 'vitest';
import { Queue } from '../../src/verify/queue.js';

test.each([1, 2, 5])('%i at a time, in order, failures too', async (parallel) => {
  const queue = new Queue(parallel);
  const started: number[] = [];
  let running = 0;
  let most = 0;
  const task = (number: number) => async (): Promise<number> => {
    started.push(number);
    most = Math.max(most, ++running);
    await new Promise((done) => setImmediate(done));
    running--;
    if (number === 1) throw new Error('one');
    return number;
  };
  const results = await Promise.allSettled([0, 1, 2, 3, 4].map((number) => queue.add(task(number))));
  expect(started).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(parallel);
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual([0, 'failed', 2, 3, 4]);
});
