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
  if (rest.length === 0) {
    const [only, ...more] = first!.args;
    if (more.length === 0 && only!.kind !== 'identifier') return unpiped(only!);
    if (expr.declarations.length === 0) return expr;
  }
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

/** The arguments of each `include` in an expression, what is piped into it last. Asked of all there are, it makes no other form of them. */
export function includesIn(expr: Expr): (readonly Expr[])[] {
  const found: (readonly Expr[])[] = [];
  collectIncludes(expr, found);
  return found;
}

function collectIncludes(expr: Expr, found: (readonly Expr[])[]): void {
  if (expr.kind === 'chain') return collectIncludes(expr.base, found);
  if (expr.kind !== 'pipe') return;
  for (let at = 0; at < expr.commands.length; at++) {
    const { args } = expr.commands[at]!;
    const first = args[0]!;
    if (first.kind === 'identifier' && first.name === 'include') found.push(at === 0 ? args.slice(1) : [...args.slice(1), before(expr, at)]);
    for (const arg of args) collectIncludes(arg, found);
  }
}

/** What a pipeline hands to one of its commands. */
const before = (pipe: Pipe, at: number): Pipe => ({ ...plainPipe(pipe), commands: pipe.commands.slice(0, at), start: pipe.start, end: pipe.commands[at - 1]!.end });
