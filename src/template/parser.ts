import type { BranchNode, Node, ParseProblem, Pipe, RangeNode, Template } from './ast.js';
import { PipelineParser } from './pipeline.js';
import { T } from './token.js';
import { Cursor, SyntaxProblem } from './cursor.js';

/** How deep control structures and parentheses may nest; a chart needs a dozen. */
const MAX_DEPTH = 500;

/**
 * Parses one template text. `isFunction` says which identifiers are functions (an unknown one is a syntax error in Go).
 * Never throws: what Go refuses is in `problems`, and the rest of the tree is as complete as can be.
 */
export function parseTemplate(text: string, isFunction: (name: string) => boolean): Template {
  return new Parser(new Cursor(text), isFunction).parse();
}

type Stop = 'end' | 'else' | 'eof';

class Parser {
  readonly #pipelines: PipelineParser;
  readonly #defines = new Map<string, readonly Node[]>();
  readonly #problems: ParseProblem[] = [];
  #rangeDepth = 0;
  #depth = 0;

  constructor(
    readonly cursor: Cursor,
    isFunction: (name: string) => boolean,
  ) {
    this.#pipelines = new PipelineParser(cursor, isFunction);
  }

  parse(): Template {
    const root: Node[] = [];
    for (;;) {
      const stop = this.#list(root, true);
      if (stop === 'eof') break;
      this.#problem(`unexpected {{${stop}}}`);
    }
    return { root, defines: this.#defines, problems: this.#problems };
  }

  /** Nodes until `{{end}}`, `{{else…` or the end of the text; the keyword is consumed, what follows `else` is not. */
  #list(into: Node[], top = false): Stop {
    const { cursor } = this;
    for (;;) {
      const token = cursor.next();
      if (token.kind === T.EOF) return 'eof';
      if (token.kind === T.Text) {
        into.push({ kind: 'text', text: cursor.text(token), start: token.start, end: token.end });
      } else if (token.kind === T.Error) {
        this.#problem(token.message!, token.start);
      } else if (token.kind === T.LeftDelim) {
        const stop = this.#guarded(token.start, into, top);
        if (stop !== null) return stop;
      }
    }
  }

  /** Reads one action; a syntax problem is kept and parsing resumes behind the action. */
  #guarded(start: number, into: Node[], top: boolean): Stop | null {
    try {
      return this.#action(start, into, top);
    } catch (error) {
      this.#skip(error);
      return null;
    }
  }

  #skip(error: unknown): void {
    if (!(error instanceof SyntaxProblem)) throw error;
    this.#problem(error.message, error.offset);
    this.cursor.skipAction();
  }

  #action(start: number, into: Node[], top: boolean): Stop | null {
    const { cursor } = this;
    const token = cursor.peek();
    if (token.kind !== T.Keyword) {
      const pipe = this.#pipeline('command');
      into.push({ kind: 'action', pipe, start, end: cursor.offset });
      return null;
    }
    cursor.next();
    const word = cursor.text(token);
    switch (word) {
      case 'end':
        cursor.expect(T.RightDelim, 'end');
        return 'end';
      case 'else':
        return 'else';
      case 'if':
      case 'with':
      case 'range':
        into.push(this.#control(word, start));
        return null;
      case 'break':
      case 'continue':
        if (this.#rangeDepth === 0) throw new SyntaxProblem(`{{${word}}} outside {{range}}`, start);
        cursor.expect(T.RightDelim, word);
        into.push({ kind: word, start, end: cursor.offset });
        return null;
      case 'template':
        into.push(this.#template(start));
        return null;
      case 'block':
        into.push(this.#block(start));
        return null;
    }
    if (!top) this.#problem('unexpected {{define}}', start);
    this.#define();
    return null;
  }

  /** `if`, `with`, `range` pipeline … [else …] end. */
  #control(kind: 'if' | 'with' | 'range', start: number): BranchNode | RangeNode {
    if (++this.#depth > MAX_DEPTH) throw new SyntaxProblem(`nested more than ${MAX_DEPTH} deep`, start);
    const mark = this.#pipelines.mark();
    const pipe = this.#pipeline(kind);
    const body: Node[] = [];
    if (kind === 'range') this.#rangeDepth++;
    let stop = this.#list(body);
    if (kind === 'range') this.#rangeDepth--;
    let otherwise: Node[] | null = null;
    if (stop === 'else') {
      otherwise = [];
      stop = this.#otherwise(kind, otherwise);
    }
    if (stop === 'eof') this.#problem('unexpected EOF', this.cursor.offset);
    if (stop === 'else') this.#problem('expected end; found {{else}}');
    this.#pipelines.release(mark);
    this.#depth--;
    return { kind, pipe, body: fitted(body), otherwise: otherwise === null ? null : fitted(otherwise), start, end: this.cursor.offset };
  }

  /** What follows `else`: `}}` and a list, or `if`/`with` and a whole control structure that shares its `end`. */
  #otherwise(kind: 'if' | 'with' | 'range', into: Node[]): Stop {
    const { cursor } = this;
    const token = cursor.peek();
    if (token.kind === T.Keyword && kind !== 'range' && cursor.text(token) === kind) {
      cursor.next();
      into.push(this.#control(kind, token.start));
      return 'end';
    }
    try {
      cursor.expect(T.RightDelim, 'else');
    } catch (error) {
      this.#skip(error);
    }
    const stop = this.#list(into);
    return stop;
  }

  /** A pipeline up to the right delimiter; one that does not parse becomes a node that fails when evaluated. */
  #pipeline(context: string): Pipe {
    const start = this.cursor.offset;
    try {
      return this.#pipelines.pipeline(context, T.RightDelim);
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
      this.#problem(error.message, error.offset);
      this.cursor.skipAction();
      return { kind: 'pipe', declarations: [], assign: false, commands: [], problem: error.message, start, end: this.cursor.offset };
    }
  }

  #template(start: number): Node {
    const name = this.cursor.string('template clause');
    if (this.cursor.peek().kind === T.RightDelim) {
      this.cursor.next();
      return { kind: 'template', name, pipe: null, start, end: this.cursor.offset };
    }
    return { kind: 'template', name, pipe: this.#pipeline('template clause'), start, end: this.cursor.offset };
  }

  #block(start: number): Node {
    const name = this.cursor.string('block clause');
    const pipe = this.#pipeline('block clause');
    this.#body(name);
    return { kind: 'template', name, pipe, start, end: this.cursor.offset };
  }

  #define(): void {
    const name = this.cursor.string('define clause');
    this.cursor.expect(T.RightDelim, 'define clause');
    this.#body(name);
  }

  /** A body sees no variable of its surroundings. Go: an empty definition never replaces another one. */
  #body(name: string): void {
    const outer = this.#pipelines.enter();
    const ranges = this.#rangeDepth;
    this.#rangeDepth = 0;
    const nodes: Node[] = [];
    const stop = this.#list(nodes);
    if (stop !== 'end') this.#problem(stop === 'eof' ? 'unexpected EOF' : `unexpected {{${stop}}} in define clause`);
    this.#rangeDepth = ranges;
    this.#pipelines.leave(outer);
    const known = this.#defines.get(name);
    if (known !== undefined && !isEmptyTree(known)) {
      if (!isEmptyTree(nodes)) this.#problem(`template: multiple definition of template ${JSON.stringify(name)}`);
      return;
    }
    this.#defines.set(name, fitted(nodes));
  }

  #problem(message: string, offset = this.cursor.offset): void {
    this.#problems.push({ message, start: offset, end: offset });
  }
}

/** Lists that grow keep room for sixteen more, and a tree lives as long as its chart. */
const fitted = (nodes: readonly Node[]): readonly Node[] => nodes.slice();

/** White space and comments only. */
export function isEmptyTree(nodes: readonly Node[]): boolean {
  return nodes.every((node) => node.kind === 'text' && node.text.trim() === '');
}
