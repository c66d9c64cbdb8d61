import { KEYWORDS, T, type Token } from './token.js';

const LEFT = '{{';
const RIGHT = '}}';

const isSpaceCode = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const WORD = /[\p{L}\p{Nd}_]*/uy;

function isAlphaNumeric(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDigit(code) || code === 95;
  return /[\p{L}\p{Nd}]/u.test(String.fromCharCode(code)) || (code >= 0xd800 && code <= 0xdfff);
}

/**
 * Cuts a template into tokens, one action at a time. Trim markers and comments are settled here; the parser never hears of them. An
 * error is a token; lexing resumes behind the next right delimiter, so that one bad action does not hide the rest.
 */
export class Lexer {
  #tokens: Token[] = [];
  #at = 0;
  #trimLeft = false;
  #spaced = false;
  #parens = 0;

  constructor(readonly source: string) {}

  /** The tokens of the next text and of the action behind it, never none; those of the last call end with {@link T.EOF}. */
  next(): readonly Token[] {
    this.#tokens = [];
    do {
      const open = this.source.indexOf(LEFT, this.#at);
      this.#text(this.#at, open < 0 ? this.source.length : open, this.#trimLeft, open >= 0 && this.#hasLeftTrim(open + 2));
      if (open < 0) {
        this.#push(T.EOF, this.source.length, this.source.length);
        break;
      }
      this.#at = open + 2;
      if (this.#hasLeftTrim(this.#at)) this.#at += 2;
      this.#trimLeft = this.source.startsWith('/*', this.#at) ? this.#comment(open) : this.#action(open);
    } while (this.#tokens.length === 0);
    return this.#tokens;
  }

  #hasLeftTrim(at: number): boolean {
    return this.source.charCodeAt(at) === 45 && isSpaceCode(this.source.charCodeAt(at + 1));
  }

  #hasRightTrim(at: number): boolean {
    return isSpaceCode(this.source.charCodeAt(at)) && this.source.startsWith('-}}', at + 1);
  }

  #text(start: number, end: number, trimLeft: boolean, trimRight: boolean): void {
    if (trimLeft) while (start < end && isSpaceCode(this.source.charCodeAt(start))) start++;
    if (trimRight) while (end > start && isSpaceCode(this.source.charCodeAt(end - 1))) end--;
    if (end > start) this.#push(T.Text, start, end);
  }

  /** `{{/* … *\/}}`; gives whether the text behind is trimmed. */
  #comment(open: number): boolean {
    const close = this.source.indexOf('*/', this.#at);
    if (close < 0) return this.#fail(open, 'unclosed comment');
    this.#at = close + 2;
    if (this.#hasRightTrim(this.#at)) {
      this.#at += 4;
      return true;
    }
    if (!this.source.startsWith(RIGHT, this.#at)) return this.#fail(open, 'comment ends before closing delimiter');
    this.#at += 2;
    return false;
  }

  /** The tokens of one action; gives whether the text behind is trimmed. */
  #action(open: number): boolean {
    this.#push(T.LeftDelim, open, this.#at);
    this.#spaced = false;
    this.#parens = 0;
    for (;;) {
      const code = this.source.charCodeAt(this.#at);
      if (Number.isNaN(code)) return this.#fail(this.#at, 'unclosed action');
      if (this.#atRightDelim()) return this.#rightDelim();
      if (isSpaceCode(code)) {
        this.#at++;
        this.#spaced = true;
        continue;
      }
      const message = this.#token(code);
      if (message !== null) return this.#fail(this.#at, message);
    }
  }

  #atRightDelim(): boolean {
    return this.#hasRightTrim(this.#at) || this.source.startsWith(RIGHT, this.#at);
  }

  #rightDelim(): boolean {
    if (this.#parens > 0) return this.#fail(this.#at, 'unclosed left paren');
    const trim = !this.source.startsWith(RIGHT, this.#at);
    const start = this.#at;
    this.#at += trim ? 4 : 2;
    this.#push(T.RightDelim, start, this.#at);
    return trim;
  }

  /** Reads one token; gives Go's message where there is none. */
  #token(code: number): string | null {
    const start = this.#at;
    switch (code) {
      case 34: // "
        return this.#quoted('"', T.String, 'unterminated quoted string');
      case 39: // '
        return this.#quoted("'", T.Char, 'unterminated character constant');
      case 96: // `
        return this.#raw();
      case 36: // $
        this.#at++;
        return this.#word(T.Variable, start);
      case 124: // |
        return this.#single(T.Pipe);
      case 44: // ,
        return this.#single(T.Comma);
      case 61: // =
        return this.#single(T.Assign);
      case 40: // (
        this.#parens++;
        return this.#single(T.LeftParen);
      case 41: // )
        if (--this.#parens < 0) return 'unexpected right paren';
        return this.#single(T.RightParen);
      case 58: // :
        if (this.source.charCodeAt(start + 1) !== 61) return 'expected :=';
        this.#at += 2;
        this.#push(T.Declare, start, this.#at);
        return null;
      case 46: // .
        if (isDigit(this.source.charCodeAt(start + 1))) return this.#number();
        this.#at++;
        return this.#atTerminator() ? this.#single(T.Dot, start) : this.#word(T.Field, start);
    }
    if (code === 43 || code === 45 || isDigit(code)) return this.#number();
    if (isAlphaNumeric(code)) return this.#word(T.Identifier, start);
    return `unexpected ${JSON.stringify(this.source[start])} in action`;
  }

  #single(kind: T, start = this.#at++): null {
    this.#push(kind, start, this.#at);
    return null;
  }

  #quoted(quote: string, kind: T, message: string): string | null {
    const start = this.#at;
    for (let at = start + 1; at < this.source.length; at++) {
      const char = this.source[at]!;
      if (char === '\\') at++;
      else if (char === '\n') break;
      else if (char === quote) {
        this.#at = at + 1;
        this.#push(kind, start, this.#at);
        return null;
      }
    }
    return message;
  }

  #raw(): string | null {
    const close = this.source.indexOf('`', this.#at + 1);
    if (close < 0) return 'unterminated raw quoted string';
    const start = this.#at;
    this.#at = close + 1;
    this.#push(T.RawString, start, this.#at);
    return null;
  }

  /** Number syntax is checked by the parser; here only its extent matters. */
  #number(): string | null {
    const match = /[+-]?[0-9a-zA-Z_.]*(?:(?<=[eEpP])[+-][0-9a-zA-Z_]*)?/y;
    match.lastIndex = this.#at;
    const start = this.#at;
    const text = match.exec(this.source)![0];
    this.#at += text.length;
    if (!/\d/.test(text)) return `bad number syntax: ${JSON.stringify(this.source.slice(start, this.#at + 1))}`;
    this.#push(T.Number, start, this.#at);
    return null;
  }

  #word(kind: T, start: number): string | null {
    WORD.lastIndex = this.#at;
    // `exec` would make a list for each word.
    WORD.test(this.source);
    this.#at = WORD.lastIndex;
    if (!this.#atTerminator()) return `bad character ${describe(this.source.codePointAt(this.#at)!)}`;
    this.#push(kind === T.Identifier ? this.#identifierKind(start) : kind, start, this.#at);
    return null;
  }

  #identifierKind(start: number): T {
    const word = this.source.slice(start, this.#at);
    if (word === 'true' || word === 'false') return T.Bool;
    if (word === 'nil') return T.Nil;
    return KEYWORDS.has(word) ? T.Keyword : T.Identifier;
  }

  /** Go's lexer demands one of these behind a field, variable or identifier. */
  #atTerminator(): boolean {
    const code = this.source.charCodeAt(this.#at);
    if (Number.isNaN(code) || isSpaceCode(code)) return true;
    return code === 46 || code === 44 || code === 124 || code === 58 || code === 41 || code === 40 || this.source.startsWith(RIGHT, this.#at);
  }

  /** Leaves an error token and goes on behind the action; gives no trim. */
  #fail(at: number, message: string): false {
    this.#tokens.push({ kind: T.Error, start: at, end: at, spaced: false, message });
    const close = this.source.indexOf(RIGHT, at);
    const start = close < 0 ? this.source.length : close;
    this.#at = close < 0 ? start : close + 2;
    this.#push(T.RightDelim, start, this.#at);
    return false;
  }

  #push(kind: T, start: number, end: number): void {
    this.#tokens.push({ kind, start, end, spaced: this.#spaced });
    this.#spaced = false;
  }
}

function describe(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')} '${String.fromCodePoint(code)}'`;
}
