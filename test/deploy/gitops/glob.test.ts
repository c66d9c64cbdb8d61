import { describe, expect, test } from 'vitest';
import { globMatcher, type GlobStyle } from '../../../src/deploy/gitops/glob.js';

/** From Go's path.Match, github.com/bmatcuk/doublestar/v4, and `git ls-files`. */
const TABLE: readonly [GlobStyle, pattern: string, path: string, boolean][] = [
  ['match', 'charts/*', 'charts/a', true],
  ['match', 'charts/*', 'charts/a/b', false],
  ['match', '*', 'a', true],
  ['match', 'a?c', 'a/c', false],
  ['match', '[a-c]x', 'bx', true],
  ['match', '[^a]x', 'bx', true],
  ['match', 'a[', 'a[', false],
  ['match', '**', 'a/b', false],
  ['match', 'a/**', 'a/b', true],
  ['match', '{a,b}', 'a', false],
  ['match', '\\*', '*', true],
  ['doublestar', 'v/**/x.yaml', 'v/x.yaml', true],
  ['doublestar', 'v/**/x.yaml', 'v/a/b/x.yaml', true],
  ['doublestar', 'v/**/x.yaml', 'v/ax.yaml', false],
  ['doublestar', 'v/**', 'v/a/b', true],
  ['doublestar', 'v/*.yaml', 'v/.h.yaml', true],
  ['doublestar', 'v/{a,b}.yaml', 'v/b.yaml', true],
  ['doublestar', 'v/{a,b/c}.yaml', 'v/b/c.yaml', true],
  ['doublestar', 'v/*', 'v/a/b', false],
  ['doublestar', 'v/**.yaml', 'v/a/b.yaml', false],
  ['doublestar', 'v/[!a].yaml', 'v/b.yaml', true],
  ['doublestar', 'v/?', 'v/a', true],
  ['doublestar', '**/x', 'x', true],
  ['doublestar', 'v/{a,{b,c}}', 'v/c', true],
  ['git', 'clusters/*/config.json', 'clusters/eu/x/config.json', true],
  ['git', 'clusters/**/config.json', 'clusters/config.json', false],
  ['git', '**/config.json', 'clusters/config.json', true],
  ['git', 'clusters/eu', 'clusters/eu/x/config.json', true],
  ['git', 'clusters/eu', 'clusters/europe', false],
  ['git', '*.json', 'clusters/config.json', true],
  ['git', 'clusters/[ae]*/b.txt', 'clusters/a/b.txt', true],
];

describe('globMatcher', () => {
  test.each(TABLE)('%s %s %s', (style, pattern, path, expected) => {
    expect(globMatcher(pattern, style)(path)).toBe(expected);
  });

  test('many stars end soon', () => {
    expect(globMatcher(`${'*a'.repeat(200)}b`, 'git')('a'.repeat(2000))).toBe(false);
  });
});
