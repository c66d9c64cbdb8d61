import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/**
 * README.ko.md says what README.md says. When this fails: translate what has changed, then put the hash that the last test
 * expects into the last line of README.ko.md.
 */
const english = readFileSync('README.md', 'utf8');
const korean = readFileSync('README.ko.md', 'utf8');

const CODE = /^```[^]*?^```$/gm;
const codeOf = (text: string): string[] => text.match(CODE) ?? [];
const proseOf = (text: string): string => text.replace(CODE, '').replace(/<!--[^]*?-->/g, '');
const levelsOf = (text: string): string[] => proseOf(text).match(/^#+(?= )/gm) ?? [];
/** What stands in a line of its own kind: headings, tables and code keep their order. */
const shapeOf = (text: string): string[] =>
  text
    .replace(CODE, '```')
    .split('\n')
    .flatMap((line) => /^(?:#+(?= )|```|\|(?=-)|\|(?= ))/.exec(line)?.[0] ?? []);
/** Spans of code and targets of links are not translated; a sentence may name them in another order. */
const namesOf = (text: string): string[] => (proseOf(text).match(/`[^`\n]+`|\]\([^)]+\)/g) ?? []).filter((name) => !/README(?:\.ko)?\.md/.test(name)).sort();

test('the headings have the same levels in the same order', () => {
  expect(levelsOf(english).length).toBeGreaterThan(5);
  expect(levelsOf(korean)).toEqual(levelsOf(english));
});

test('headings, tables and code come in the same order', () => {
  expect(shapeOf(korean)).toEqual(shapeOf(english));
});

test('the code is the same', () => {
  expect(codeOf(english).length).toBeGreaterThan(5);
  expect(codeOf(korean)).toEqual(codeOf(english));
});

test('names and links are the same', () => {
  expect(namesOf(korean)).toEqual(namesOf(english));
});

test('each points to the other', () => {
  expect(english).toContain('](README.ko.md)');
  expect(korean).toContain('](README.md)');
});

test('the translation is of the English text as it is now', () => {
  const hash = createHash('sha256').update(english).digest('hex');
  expect(korean.trimEnd().split('\n').at(-1)).toBe(`<!-- Translated from README.md, sha256:${hash} -->`);
});
