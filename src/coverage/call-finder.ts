import type { Expr, IdentifierExpr } from '../template/index.js';
import { callTerm, unpiped, type CallTerm } from './call.js';

/** Finds calls in expressions. Every expression of a chart is asked for them, most hold none, and what was found is kept. */
export class CallFinder<T> {
  readonly #known = new WeakMap<Expr, readonly T[]>();
  readonly #none: readonly T[] = [];

  constructor(
    /** Whether a command may be such a call, by its first operand and all of them; what is piped into it is not among these. */
    readonly mayBe: (name: IdentifierExpr, args: readonly Expr[]) => boolean,
    /** Null: it is none. */
    readonly read: (call: CallTerm) => T | null,
  ) {}

  in(expr: Expr): readonly T[] {
    if (isPlain(expr)) return this.#none;
    let calls = this.#known.get(expr);
    if (calls === undefined) {
      const found: T[] = [];
      if (this.#mayHold(expr)) this.#collect(expr, found);
      this.#known.set(expr, (calls = found.length === 0 ? this.#none : found));
    }
    return calls;
  }

  /** Makes no other form of an expression. */
  #mayHold(expr: Expr): boolean {
    if (expr.kind === 'chain') return this.#mayHold(expr.base);
    if (expr.kind !== 'pipe') return false;
    for (const { args } of expr.commands) {
      const first = args[0]!;
      if (first.kind === 'identifier' && this.mayBe(first, args)) return true;
      for (const arg of args) if (this.#mayHold(arg)) return true;
    }
    return false;
  }

  #collect(given: Expr, found: T[]): void {
    if (given.kind === 'chain') return this.#collect(given.base, found);
    const expr = unpiped(given);
    if (expr.kind !== 'pipe') return expr === given ? undefined : this.#collect(expr, found);
    const call = callTerm(expr);
    const read = call === null ? null : this.read(call);
    if (read !== null) found.push(read);
    for (const { args } of expr.commands) for (const arg of args) this.#collect(arg, found);
  }
}

/** `.Values.x`: one command without arguments. */
function isPlain(expr: Expr): boolean {
  if (expr.kind !== 'pipe' || expr.commands.length !== 1) return false;
  const { args } = expr.commands[0]!;
  return args.length === 1 && args[0]!.kind !== 'pipe' && args[0]!.kind !== 'chain';
}
