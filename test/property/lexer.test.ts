import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lexer } from '../../src/template/lexer.js';
import { T, type Token } from '../../src/template/token.js';
import { templateText } from './template-text.js';

function lex(text: string): Token[] {
  const lexer = new Lexer(text);
  const tokens: Token[] = [];
  while (tokens.at(-1)?.kind !== T.EOF) tokens.push(...lexer.next());
  return tokens;
}

test('tokens stand in order, do not overlap, and end with the text', () => {
  fc.assert(
    fc.property(templateText, (text) => {
      const tokens = lex(text);
      let at = 0;
      for (const { kind, start, end } of tokens) {
        // An error points into the action that the lexer gave up; the tokens before and behind it are in order.
        if (kind === T.Error) continue;
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThanOrEqual(start);
        at = end;
      }
      expect(tokens.at(-1)).toMatchObject({ kind: T.EOF, start: text.length, end: text.length });
    }),
    { numRuns: 500 },
  );
});

test('what is between tokens is white space, a comment, or an action that the lexer gave up', () => {
  fc.assert(
    fc.property(templateText, (text) => {
      let at = 0;
      let gaveUp = false;
      for (const { kind, start, end } of lex(text)) {
        if (kind === T.Error) {
          gaveUp = true;
          continue;
        }
        const between = text.slice(at, start);
        if (!gaveUp) expect(between.replaceAll(/\{\{(?:-\s)?\/\*[^]*?\*\/(?:\s-)?\}\}/g, '').trim()).toBe('');
        gaveUp = false;
        at = end;
      }
    }),
    { numRuns: 500 },
  );
});

test('text without actions is one token, byte for byte', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !text.includes('{{')), (text) => {
      expect(lex(text)).toEqual([
        { kind: T.Text, start: 0, end: text.length, spaced: false },
        { kind: T.EOF, start: text.length, end: text.length, spaced: false },
      ]);
    }),
  );
});

test('a text between two actions loses nothing but what a trim marker takes', () => {
  const middle = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\r', 'a', '}', '\u00a0', '-', '{x') }).filter((text) => !text.includes('{{') && !text.endsWith('{'));
  fc.assert(
    fc.property(middle, fc.boolean(), fc.boolean(), (text, left, right) => {
      const source = `{{.a${left ? ' -' : ''}}}${text}{{${right ? '- ' : ''}.b}}`;
      const texts = lex(source).filter(({ kind }) => kind === T.Text);
      let expected = text;
      if (left) expected = expected.replace(/^[ \t\r\n]+/, '');
      if (right) expected = expected.replace(/[ \t\r\n]+$/, '');
      expect(texts.map(({ start, end }) => source.slice(start, end)).join('')).toBe(expected);
    }),
    { numRuns: 500 },
  );
});
