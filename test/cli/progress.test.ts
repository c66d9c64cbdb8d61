import { expect, test } from 'vitest';
import { progressOn } from '../../src/commands/progress.js';

/** What a terminal gets while charts are answered at these milliseconds. */
function written(times: readonly number[], isTTY = true): string[] | null {
  const texts: string[] = [];
  let now = 0;
  const progress = progressOn({ isTTY, write: (text) => texts.push(text) }, () => now);
  if (progress === undefined) return null;
  times.forEach((time, at) => {
    now = time;
    progress(at + 1, times.length);
  });
  return texts;
}

test.each<[string, number[], string[]]>([
  ['a short run shows nothing', [100, 200, 300], []],
  ['a long one shows where it is, and leaves nothing', [100, 750, 900], ['\r\x1b[Kscanned 2 of 3 charts', '\r\x1b[K']],
  ['not more often than an eye sees', [800, 850, 880, 950, 2000], ['\r\x1b[Kscanned 1 of 5 charts', '\r\x1b[Kscanned 4 of 5 charts', '\r\x1b[K']],
  ['one chart is no progress', [5000], []],
])('%s', (_, times, expected) => {
  expect(written(times)).toEqual(expected);
});

test('what is no terminal gets nothing', () => {
  expect(written([1000, 2000], false)).toBeNull();
});
