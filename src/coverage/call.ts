import type { Expr, Pipe } from '../template/index.js';

/** A function with its arguments, the piped one last. */
export interface CallTerm {
  readonly name: string;
  readonly args: readonly Expr[];
}

/** `a | f b` as `f b (a)`: one command with one function, so that conditions need be read in one form only. */
export function unpiped(expr: Expr): Expr {
  if (expr.kind !== 'pipe' || expr.commands.length === 0) return expr;
  let [first, ...rest] = expr.commands;
  if (rest.length === 0 && first!.args.length === 1 && first!.args[0]!.kind !== 'identifier') return unpiped(first!.args[0]!);
  for (const command of rest) {
    const piped: Pipe = { ...plainPipe(expr), commands: [first!], start: expr.start, end: first!.end };
    first = { args: [...command.args, piped], start: expr.start, end: command.end };
  }
  return { ...plainPipe(expr), commands: [first!], start: expr.start, end: expr.end };
}

const plainPipe = (pipe: Pipe): Omit<Pipe, 'commands' | 'start' | 'end'> => ({ kind: pipe.kind, declarations: [], assign: false });

/** The call that an expression is, or null where it is none. */
export function callTerm(expr: Expr): CallTerm | null {
  if (expr.kind === 'identifier') return { name: expr.name, args: [] };
  if (expr.kind !== 'pipe' || expr.commands.length !== 1) return null;
  const [first, ...args] = expr.commands[0]!.args;
  return first?.kind === 'identifier' ? { name: first.name, args } : null;
}

/** The arguments of each `include` in an expression. */
export function includesIn(expr: Expr): (readonly Expr[])[] {
  const plain = unpiped(expr);
  if (plain.kind === 'chain') return includesIn(plain.base);
  if (plain.kind !== 'pipe') return [];
  const term = callTerm(plain);
  const inner = plain.commands.flatMap(({ args }) => args.flatMap(includesIn));
  return term?.name === 'include' ? [term.args, ...inner] : inner;
}
