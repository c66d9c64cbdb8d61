/** Kinds of tokens inside and between actions, after Go's text/template/parse. */
export const enum T {
  Error,
  EOF,
  Text,
  LeftDelim,
  RightDelim,
  Assign,
  Declare,
  Pipe,
  Comma,
  LeftParen,
  RightParen,
  Dot,
  Field,
  Variable,
  Identifier,
  Keyword,
  Bool,
  Nil,
  Number,
  Char,
  String,
  RawString,
}

/** One token; its text is `source.slice(start, end)`, made only where needed. */
export interface Token {
  readonly kind: T;
  readonly start: number;
  readonly end: number;
  /** White space stands before it inside an action: `.a .b` is two operands, `.a.b` one. */
  readonly spaced: boolean;
  /** For {@link T.Error}: Go's message. */
  readonly message?: string;
}

export const KEYWORDS: ReadonlySet<string> = new Set([
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'range',
  'template',
  'with',
]);
