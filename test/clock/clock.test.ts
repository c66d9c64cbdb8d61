import { expect, test, vi } from 'vitest';
import { NO_CLOCK, StageClock } from '../../src/clock/index.js';

/** A clock that only goes on when told. */
function byHand(): (milliseconds: number) => void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  return (milliseconds) => void (now += milliseconds);
}

test('what runs inside another stage counts once', () => {
  const pass = byHand();
  const clock = new StageClock();
  const answer = clock.time('evaluate', () => {
    pass(1);
    clock.time('documents', () => {
      pass(10);
      clock.time('parse', () => pass(100));
    });
    clock.time('documents', () => pass(1000));
    return 'answer';
  });
  clock.time('evaluate', () => pass(1));
  expect(answer).toBe('answer');
  expect(clock.measured.stages).toEqual({ evaluate: 2, documents: 1010, parse: 100 });
  vi.restoreAllMocks();
});

test('a stage that fails has taken its time', () => {
  const pass = byHand();
  const clock = new StageClock();
  expect(() =>
    clock.time('load', () => {
      pass(5);
      throw new Error('bad');
    }),
  ).toThrow('bad');
  clock.time('values', () => pass(1));
  expect(clock.measured.stages).toEqual({ load: 5, values: 1 });
  vi.restoreAllMocks();
});

test('counts, and what other threads measured', () => {
  const clock = new StageClock();
  clock.count('templates', 3);
  clock.count('templates');
  clock.add({ stages: { load: 2 }, counts: { templates: 10, passes: 1 } });
  clock.add({ stages: { load: 3 }, counts: {} });
  expect(clock.measured).toEqual({ stages: { load: 5 }, counts: { templates: 14, passes: 1 } });
});

test('no clock only calls', () => {
  NO_CLOCK.count('passes');
  expect(NO_CLOCK.time('load', () => 7)).toBe(7);
});
