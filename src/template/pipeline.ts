import type { Command, Expr, Pipe, Span } from './ast.js';
import { SyntaxProblem, type Cursor } from './cursor.js';
import { parseChar, parseNumber } from './number.js';
import { T, type Token } from './token.js';

/** How deep parentheses may nest. */
const MAX_PARENTHESES = 500;

const NONE: readonly string[] = [];

/** Parses pipelines and keeps the variables that are in scope: Go refuses an undefined one at parse time. */
export class PipelineParser {
  #variables: string[] = ['$'];
  #depth = 0;
  /** Those read so far of what is not complete yet: lists that grow keep room for sixteen more. */
  readonly #commands: Command[] = [];
  readonly #operands: Expr[] = [];
  readonly #names: string[] = [];

  constructor(
    readonly cursor: Cursor,
    readonly isFunction: (name: string) => boolean,
  ) {}

  /** Number of variables in scope, for {@link release} at the end of a control structure. */
  mark(): number {
    return this.#variables.length;
  }

  release(mark: number): void {
    this.#variables.length = mark;
  }

  /** Starts the scope of a definition; gives the outer one for {@link leave}. */
  enter(): string[] {
    const outer = this.#variables;
    this.#variables = ['$'];
    return outer;
  }

  leave(outer: string[]): void {
    this.#variables = outer;
  }

  /**
   * `[declarations] command { '|' command }` up to `end`, which is consumed.
   *
   * @param begin offset where it begins, if not at the next token
   */
  pipeline(context: string, end: T, begin = -1): Pipe {
    if (++this.#depth > MAX_PARENTHESES) throw new SyntaxProblem('max expression depth exceeded', this.cursor.offset);
    const start = begin < 0 ? this.cursor.peek().start : begin;
    const { names, assign } = this.#declarations(context);
    const from = this.#commands.length;
    while (this.cursor.peek().kind !== end) {
      this.#commands.push(this.#command(context));
      // Go: nothing has to follow the last `|`.
      if (this.cursor.peek().kind === T.Pipe) this.cursor.next();
    }
    const commands = this.#commands.splice(from);
    if (commands.length === 0) throw new SyntaxProblem(`missing value for ${context}`, this.cursor.peek().start);
    this.#check(commands);
    this.cursor.next();
    this.#depth--;
    return { kind: 'pipe', declarations: names, assign, commands, start, end: this.cursor.offset };
  }

  /** `$x :=`, `$x =`, and in a range `$i, $x :=`. */
  #declarations(context: string): { names: readonly string[]; assign: boolean } {
    const { cursor } = this;
    let names: readonly string[] = NONE;
    while (cursor.peek().kind === T.Variable) {
      const operator = cursor.peekBehind()?.kind;
      if (operator !== T.Declare && operator !== T.Assign && operator !== T.Comma) break;
      const name = cursor.text(cursor.next());
      names = names.length === 0 ? [name] : [...names, name];
      cursor.next();
      this.#variables.push(name);
      if (operator !== T.Comma) return { names, assign: operator === T.Assign };
      if (context !== 'range' || names.length > 1) throw new SyntaxProblem(`too many declarations in ${context}`, cursor.offset);
      if (cursor.peek().kind !== T.Variable) throw new SyntaxProblem('range can only initialize variables', cursor.offset);
    }
    if (names.length > 0) throw new SyntaxProblem('range can only initialize variables', cursor.offset);
    return { names, assign: false };
  }

  /** Operands separated by space, up to `|`, `)` or the right delimiter. */
  #command(context: string): Command {
    const { cursor } = this;
    const from = this.#operands.length;
    const start = cursor.peek().start;
    for (;;) {
      const { kind } = cursor.peek();
      if (kind === T.Pipe || kind === T.RightDelim || kind === T.RightParen) break;
      if (this.#operands.length > from && !cursor.peek().spaced) throw cursor.unexpected('operand');
      this.#operands.push(this.#operand(context));
    }
    const args = this.#operands.splice(from);
    if (args.length === 0) throw args.length === 0 && cursor.peek().kind === T.Pipe ? cursor.unexpected(context) : new SyntaxProblem('empty command', start);
    return { args, start, end: cursor.offset };
  }

  /** A term with the fields that follow it without space. */
  #operand(context: string): Expr {
    const { cursor } = this;
    const term = this.#term(context);
    if (!this.#fieldFollows()) return term;
    const from = this.#names.length;
    if (term.kind === 'field') this.#names.push(term.names[0]!);
    while (this.#fieldFollows()) this.#names.push(cursor.text(cursor.next()).slice(1));
    const names = this.#names.splice(from);
    const { start } = term;
    const end = cursor.offset;
    switch (term.kind) {
      case 'field':
        return { kind: 'field', names, start, end };
      case 'variable':
        return { kind: 'variable', name: term.name, names, start, end };
      case 'bool':
      case 'string':
      case 'number':
      case 'nil':
      case 'dot':
        throw new SyntaxProblem(`unexpected . after term ${JSON.stringify(cursor.source.slice(term.start, term.end))}`, term.end);
      default:
        return { kind: 'chain', base: term, names, start, end };
    }
  }

  #fieldFollows(): boolean {
    const token = this.cursor.peek();
    return token.kind === T.Field && !token.spaced;
  }

  #term(context: string): Expr {
    const { cursor } = this;
    const token = cursor.peek();
    const { start, end } = token;
    switch (token.kind) {
      case T.String:
      case T.RawString:
        return { kind: 'string', value: cursor.string(context), start, end };
      case T.LeftParen:
        cursor.next();
        return this.pipeline('parenthesized pipeline', T.RightParen, start);
      case T.Number:
      case T.Char: {
        cursor.next();
        const span: Span = { start, end };
        const number = token.kind === T.Char ? parseChar(cursor.text(token), span) : parseNumber(cursor.text(token), span);
        if (typeof number === 'string') throw new SyntaxProblem(number, token.start);
        return number;
      }
    }
    const simple = this.#word(token);
    if (simple === null) throw cursor.unexpected(context);
    cursor.next();
    return simple;
  }

  #word(token: Token): Expr | null {
    const text = this.cursor.text(token);
    const { start, end } = token;
    switch (token.kind) {
      case T.Dot:
        return { kind: 'dot', start, end };
      case T.Nil:
        return { kind: 'nil', start, end };
      case T.Bool:
        return { kind: 'bool', value: text === 'true', start, end };
      case T.Field:
        return { kind: 'field', names: [text.slice(1)], start, end };
      case T.Variable:
        if (!this.#variables.includes(text)) throw new SyntaxProblem(`undefined variable ${JSON.stringify(text)}`, token.start);
        return { kind: 'variable', name: text, names: NONE, start, end };
      case T.Identifier:
        if (!this.isFunction(text)) throw new SyntaxProblem(`function ${JSON.stringify(text)} not defined`, token.start);
        return { kind: 'identifier', name: text, start, end };
      default:
        return null;
    }
  }

  /** Go: only the first command of a pipeline may start with something that is no function or field. */
  #check(commands: readonly Command[]): void {
    for (let at = 1; at < commands.length; at++) {
      const { kind } = commands[at]!.args[0]!;
      const fixed = kind === 'bool' || kind === 'dot' || kind === 'nil' || kind === 'number' || kind === 'string';
      if (fixed) throw new SyntaxProblem(`non executable command in pipeline stage ${at + 1}`, commands[at]!.start);
    }
  }
}
