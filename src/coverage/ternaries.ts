import type { Expr } from '../template/index.js';
import { callTerm, unpiped } from './call.js';
import { isPlain } from './lookups.js';

const KNOWN = new WeakMap<Expr, readonly Expr[]>();
const NONE: readonly Expr[] = [];

/** The conditions of every `ternary` in an expression, written last or piped. */
export function ternariesIn(expr: Expr): readonly Expr[] {
  if (isPlain(expr)) return NONE;
  let conditions = KNOWN.get(expr);
  if (conditions === undefined) {
    const found: Expr[] = [];
    if (holdsTernary(expr)) collect(expr, found);
    KNOWN.set(expr, (conditions = found.length === 0 ? NONE : found));
  }
  return conditions;
}

/** Looks at every expression of a chart, so it makes no other form of them. */
function holdsTernary(expr: Expr): boolean {
  if (expr.kind === 'chain') return holdsTernary(expr.base);
  if (expr.kind !== 'pipe') return false;
  for (const { args } of expr.commands) {
    const first = args[0]!;
    if (first.kind === 'identifier' && first.name === 'ternary') return true;
    for (const arg of args) if (holdsTernary(arg)) return true;
  }
  return false;
}

function collect(given: Expr, found: Expr[]): void {
  if (given.kind === 'chain') return collect(given.base, found);
  const expr = unpiped(given);
  if (expr.kind !== 'pipe') return expr === given ? undefined : collect(expr, found);
  const call = callTerm(expr);
  if (call?.name === 'ternary' && call.args.length === 3) found.push(call.args[2]!);
  for (const { args } of expr.commands) for (const arg of args) collect(arg, found);
}
