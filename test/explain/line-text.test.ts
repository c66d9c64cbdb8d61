import { expect, test } from 'vitest';
import { lineText } from '../../src/explain/line-text.js';
import { SourceFile } from '../../src/source/index.js';

test.each<[string, number | null, string]>([
  ['image: nginx:1.27', 8, 'image: nginx:1.27'],
  ['  password: hunter2', null, '  password: ***'],
])('%s', (line, column, shown) => {
  expect(lineText(new SourceFile('f', `first\n${line}\nlast`), 2, column)).toBe(shown);
});

test.each([
  ['{password: hunter2, image: x}', 'x}'],
  ['{password: "a", image: x}', 'x}'],
  ['token=a,image.tag=x', 'x'],
])('%s: what stands at the column stays there', (line, rest) => {
  const column = line.length - rest.length + 1;
  const shown = lineText(new SourceFile('f', line), 1, column);
  expect(shown.slice(column - 1)).toBe(rest);
  expect(shown).toContain('***');
  expect(shown).not.toContain('hunter2');
});
