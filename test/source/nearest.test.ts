import { expect, test } from 'vitest';
import { nearest } from '../../src/source/index.js';

const flags = ['--values', '--set', '--set-file', '--strict'];

test.each([
  ['--valeus', '--values'],
  ['--value', '--values'],
  ['--sett', '--set'],
  ['--set-fiel', '--set-file'],
  ['--platform', null],
  ['--VALUES', '--values'],
  ['', null],
])('%s -> %s', (word, expected) => {
  expect(nearest(word, flags)).toBe(expected);
});
