import { expect, test } from 'vitest';
import { compileGlob, failsOn, matchGlob } from '../../src/chart/glob.js';

// Results of Go's filepath.Match on random patterns; a pattern that it calls malformed matches nothing.
const CASES: readonly [pattern: string, name: string, matches: boolean][] = [
  ['\\a*/', 'aé]/', true],
  ['*-]*', 'a-]]]bb', true],
  ['*é***', 'éaa', true],
  ['**-**', 'a]a-b', true],
  ['é[a]**', 'éa', true],
  ['-*??', '-éb', true],
  ['é?**', 'éa', true],
  ['***b', 'aé-aébb', true],
  ['*-??', '--]-ab', true],
  ['**?/', 'ba]a/', true],
  ['a**b', 'a]b', true],
  ['*éa?', ']a-éab', true],
  ['*b?b**', 'bbb-a-b', true],
  ['*a**', '-abaa]-', true],
  ['*a?*-*a', 'aa-a]-a', true],
  ['[\\bé]*', 'baaba', true],
  ['*/***', ']-/baaa', true],
  ['*/?*', '/]ébaab', true],
  ['*\\a*', 'aa', true],
  ['/*\\é', '/abé', true],
  ['*]ab*a*', 'a]abaa-', true],
  ['*b**', 'a-b]a', true],
  ['baa]**', 'baa]b', true],
  ['**??', 'ab', true],
  ['-?-a*]?*', 'aba-aab', false],
  ['ba*', '/]a]aa]', false],
  ['aa\\*//', ']bbaaaé', false],
  ['*-c/', 'a-a]é-a', false],
  ['-aé\\*cc', '-bbaaab', false],
  ['b*a', 'béaébaé', false],
  ['b**^?', 'bb]ébbb', false],
  ['*-b', 'a-b/-aa', false],
  ['*c?*', 'aa-a]bb', false],
  ['éa]/aa]*', 'aaé//éa', false],
  [']é*[[^a-', '/éaaaab', false],
  ['-]*[', 'éba]aé-', false],
  ['a^*a\\[*', 'a]b//a-', false],
  [']**[c', 'abé-]ba', false],
  ['\\[/c*c', 'éaa/baa', false],
  [']*[/b-é', 'ba/aé-é', false],
  ['*.md', 'a/README.md', false],
  ['a[^b]c', 'a/c', true],
  ['?', '/', false],
  ['?', 'é', true],
  ['', '', true],
  ['', 'a', false],
];

test.each(CASES)('%j on %j: %j', (pattern, name, matches) => {
  expect(matchGlob(compileGlob(pattern), name)).toBe(matches);
});

test.each(['[', '[]a]', 'a[', '[a-]', '[-a]', '[^]', 'a\\', 'a*[', '*[', '?*[x'])('%j is malformed', (pattern) => {
  expect(failsOn(compileGlob(pattern), 'abc')).toBe(true);
});

// Go reads a pattern no further than the name matches.
test.each(['x*[', 'abcd*[a-', 'd?*\\'])('%j is malformed and not noticed on abc', (pattern) => {
  expect(failsOn(compileGlob(pattern), 'abc')).toBe(false);
  expect(matchGlob(compileGlob(pattern), pattern)).toBe(false);
});

test('many stars take no exponential time', () => {
  expect(matchGlob(compileGlob(`${'*a'.repeat(5000)}b`), 'a'.repeat(10_000))).toBe(false);
});
