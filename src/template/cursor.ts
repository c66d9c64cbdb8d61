import { Lexer } from './lexer.js';
import { T, type Token } from './token.js';
import { unquote } from './unquote.js';

/** What Go's parser would say, and where. */
export class SyntaxProblem extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/** Walks over tokens. */
export class Cursor {
  readonly #lexer: Lexer;
  /** Of the action at hand. */
  #tokens: readonly Token[] = [];
  #at = 0;
  /** End of what was consumed so far. */
  offset = 0;

  constructor(readonly source: string) {
    this.#lexer = new Lexer(source);
  }

  peek(): Token {
    if (this.#at >= this.#tokens.length) {
      this.#tokens = this.#lexer.next();
      this.#at = 0;
    }
    return this.#tokens[this.#at]!;
  }

  /** The token behind the next one, where that is not the last of its action. */
  peekBehind(): Token | undefined {
    this.peek();
    return this.#tokens[this.#at + 1];
  }

  /** The next token; the last one (EOF) stays. */
  next(): Token {
    const token = this.peek();
    if (token.kind === T.EOF) return token;
    this.#at++;
    this.offset = token.end;
    return token;
  }

  text(token: Token): string {
    return this.source.slice(token.start, token.end);
  }

  expect(kind: T, context: string): Token {
    if (this.peek().kind !== kind) throw this.unexpected(context);
    return this.next();
  }

  /** A string literal. */
  string(context: string): string {
    const token = this.peek();
    if (token.kind !== T.String && token.kind !== T.RawString) throw this.unexpected(context);
    this.next();
    const body = this.source.slice(token.start + 1, token.end - 1);
    const value = token.kind === T.RawString ? body.replaceAll('\r', '') : unquote(body);
    if (value === null) throw new SyntaxProblem('invalid syntax', token.start);
    return value;
  }

  unexpected(context: string): SyntaxProblem {
    const token = this.peek();
    if (token.kind === T.Error) return new SyntaxProblem(token.message!, token.start);
    if (token.kind === T.EOF) return new SyntaxProblem('unexpected EOF', token.start);
    const word = token.kind === T.RightDelim ? '}}' : this.text(token);
    return new SyntaxProblem(`unexpected ${JSON.stringify(word)} in ${context}`, token.start);
  }

  /** Goes on behind the right delimiter of the action at hand, or at the next action where it has none. */
  skipAction(): void {
    for (;;) {
      const { kind } = this.peek();
      if (kind === T.EOF || kind === T.Text || kind === T.LeftDelim) return;
      this.next();
      if (kind === T.RightDelim) return;
    }
  }
}
