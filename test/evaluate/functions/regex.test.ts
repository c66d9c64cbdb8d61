import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/evaluate/functions/regex-engine.js';
import { simplePattern } from '../../../src/evaluate/functions/regex-simple.js';
import { regexFunctions } from '../../../src/evaluate/functions/regex.js';
import { describeTable } from './go-table.js';

describeTable('regex', regexFunctions);

describe('the built-in engine', () => {
  it.each(['-r\\d+$|sha256:', '\\W', '@sha.*', '[^a-zA-Z0-9._-]', '64$', ':', '^[a-z]+$'])('takes %s', (expression) => {
    expect(simplePattern(expression, true)).toBeDefined();
  });

  it.each(['(a)', 'a+b+', 'a{2}', 'a**', '^*', '[z-a]', '\\b', '[[:alpha:]]', 'a|', '', '\\s', '[^\\W]', 'é', 'a*?', '(?i)a'])('leaves %s to RE2', (expression) => {
    expect(simplePattern(expression, true)).toBeUndefined();
  });

  it('finds what RE2 finds', () => {
    const part = fc.constantFrom('a', '-', '.', '\\d', '\\W', '\\.', '[a-c]', '[^a]', '[^a-z0-9]', '[\\w.-]', '\\-', '=', '\\n', '^', '$', '|');
    const expressions = fc.array(fc.tuple(part, fc.constantFrom('', '', '*', '+', '?')).map((pair) => pair.join('')), { minLength: 1, maxLength: 5 });
    const texts = fc.array(fc.constantFrom('a', 'b', 'A', '1', '-', '.', '\n', '\r', '\u2028', 'é', '😀', '='), { maxLength: 10 });
    fc.assert(
      fc.property(expressions, texts, fc.nat(3), (parts, runes, from) => {
        const simple = simplePattern(parts.join(''), true);
        fc.pre(simple !== undefined);
        const text = runes.join('');
        const start = runes.slice(0, from).join('').length;
        const bounds = compile(`(?:)${parts.join('')}`, Infinity).find(text, start);
        expect(simple.find(text, start)).toEqual(bounds);
      }),
    );
  });
});

describe('hostile patterns', () => {
  it('backtracking is nobody’s: nested loops answer at once', () => {
    expect(regexFunctions['regexMatch']!.run('^(a+)+$', `${'a'.repeat(50_000)}!`)).toBe(false);
    expect(regexFunctions['regexMatch']!.run('a*a*a*a*a*b', 'a'.repeat(4_000))).toBe(false);
    expect(regexFunctions['regexMatch']!.run('a?'.repeat(60) + 'a'.repeat(60), 'a'.repeat(59))).toBe(false);
  });

  it('searches that may read on to the end after every match have a budget', () => {
    expect(regexFunctions['regexReplaceAll']!.run('b(x*)', 'b'.repeat(10_000), '')).toMatchObject({ reason: 'limit' });
  });

  it('a long text may be searched often for what ends where it matches', () => {
    expect(regexFunctions['regexReplaceAll']!.run('[^a-z]+', 'a-'.repeat(100_000), '')).toBe('a'.repeat(100_000));
  });

  it('a long text goes to RE2 where something follows a loop', () => {
    expect(simplePattern('-+$', false)).toBeUndefined();
    expect(regexFunctions['regexReplaceAll']!.run('-+$', `${'-'.repeat(50_000)}a`, '')).toBe(`${'-'.repeat(50_000)}a`);
  });
});
