/** The tree of a Go template. Offsets are into the text that was parsed, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Node = TextNode | ActionNode | BranchNode | RangeNode | TemplateNode | BreakNode | ContinueNode;

export interface TextNode extends Span {
  readonly kind: 'text';
  readonly text: string;
}

export interface ActionNode extends Span {
  readonly kind: 'action';
  readonly pipe: Pipe;
}

/** `if` or `with`; `else if` and `else with` are an `otherwise` with that one node. */
export interface BranchNode extends Span {
  readonly kind: 'if' | 'with';
  readonly pipe: Pipe;
  readonly body: readonly Node[];
  readonly otherwise: readonly Node[] | null;
}

export interface RangeNode extends Span {
  readonly kind: 'range';
  readonly pipe: Pipe;
  readonly body: readonly Node[];
  readonly otherwise: readonly Node[] | null;
}

/** `template "name" pipe`, and `block`. */
export interface TemplateNode extends Span {
  readonly kind: 'template';
  readonly name: string;
  readonly pipe: Pipe | null;
}

export interface BreakNode extends Span {
  readonly kind: 'break';
}

export interface ContinueNode extends Span {
  readonly kind: 'continue';
}

/** `$a, $b := cmd | cmd`. */
export interface Pipe extends Span {
  readonly kind: 'pipe';
  readonly declarations: readonly string[];
  /** `=` instead of `:=`. */
  readonly assign: boolean;
  readonly commands: readonly Command[];
  /** Set where the text does not parse: Go's message; evaluating it is an error. */
  readonly problem?: string;
}

export interface Command extends Span {
  readonly args: readonly Expr[];
}

export type Expr =
  | FieldExpr
  | VariableExpr
  | ChainExpr
  | DotExpr
  | NilExpr
  | BoolExpr
  | NumberExpr
  | StringExpr
  | IdentifierExpr
  | Pipe;

/** `.a.b`: fields of dot. */
export interface FieldExpr extends Span {
  readonly kind: 'field';
  readonly names: readonly string[];
}

/** `$x.a.b`; `$` has the name `$`. */
export interface VariableExpr extends Span {
  readonly kind: 'variable';
  readonly name: string;
  readonly names: readonly string[];
}

/** `(pipeline).a.b`. */
export interface ChainExpr extends Span {
  readonly kind: 'chain';
  readonly base: Expr;
  readonly names: readonly string[];
}

export interface DotExpr extends Span {
  readonly kind: 'dot';
}

export interface NilExpr extends Span {
  readonly kind: 'nil';
}

export interface BoolExpr extends Span {
  readonly kind: 'bool';
  readonly value: boolean;
}

/** An untyped constant: it fits every numeric parameter that can hold it. */
export interface NumberExpr extends Span {
  readonly kind: 'number';
  /** Where the constant is integral. */
  readonly int: bigint | null;
  readonly float: number;
  /** Written with `.`, `e` or `p`: as an `any` argument it is a float64, else an int. */
  readonly isFloat: boolean;
}

export interface StringExpr extends Span {
  readonly kind: 'string';
  readonly value: string;
}

/** A function. */
export interface IdentifierExpr extends Span {
  readonly kind: 'identifier';
  readonly name: string;
}

export interface ParseProblem extends Span {
  readonly message: string;
}

/** The result of parsing one text. */
export interface Template {
  readonly root: readonly Node[];
  /** `define` and `block` bodies by name, in order of appearance. */
  readonly defines: ReadonlyMap<string, readonly Node[]>;
  /** What Go refuses; the tree is usable all the same. */
  readonly problems: readonly ParseProblem[];
}
