import { expect, test } from 'vitest';
import { excerpt } from '../../src/explain/excerpt.js';

const shown = (text: string | null, column: number | null) => excerpt({ file: 'f', line: 12, column, text });

test.each<[string, number | null, string, string | null]>([
  ['image: x', 8, '  12 | image: x', '     |        ^'],
  ['  image: x  ', 10, '  12 | image: x', '     |        ^'],
  ['\timage:\tx', 9, '  12 | image: x', '     |        ^'],
  ['image: x', null, '  12 | image: x', null],
  ['  image: x', 1, '  12 | image: x', '     | ^'],
  ['', 1, '  12 | ', '     | ^'],
])('%j at %j', (text, column, source, caret) => {
  expect(shown(text, column)).toEqual({ source, caret });
});

test('a long line is cut around the caret', () => {
  for (const column of [1, 80, 120, 300, 400]) {
    const text = `${'a'.repeat(column - 1)}B${'c'.repeat(400 - column)}`;
    const { source, caret } = shown(text, column)!;
    expect(source.length).toBeLessThan(125);
    expect(source[caret!.indexOf('^')]).toBe('B');
  }
});

test('a line that is not at hand is not shown', () => {
  expect(shown(null, 1)).toBeNull();
});
