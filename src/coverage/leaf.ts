import { variableOf, type Evaluator, type Frame } from '../evaluate/index.js';
import type { Expr } from '../template/index.js';
import { FieldOrigin, GoError, GoList, GoMap, type GoValue } from '../value/index.js';
import { pathOf } from '../values/index.js';
import { unpiped } from './call.js';
import type { Cell } from './fix.js';

/** Where a condition is evaluated. */
export interface Scope {
  readonly evaluator: Evaluator;
  readonly frame: Frame;
  readonly dot: GoValue;
  /** Variables that were followed to where they are declared to come here: `$x := default "a" $x` asks itself. */
  readonly followed?: number;
  /** Steps that had been spent when a question with a budget of its own was begun. */
  readonly since?: number;
}

/** A value that a condition reads, with the places that hold it. */
export interface Leaf {
  readonly value: GoValue;
  readonly cells: readonly Cell[];
  /** Below the root chart's `.Values`; null where it is no value of the chart. */
  readonly path: readonly (string | number)[] | null;
  /** Keys below an absent map that the expression goes on to read. */
  readonly rest: readonly string[];
}

/** A value for a leaf: where a map on the way is absent, it has to be put there, too. */
export const placed = ({ rest }: Leaf, value: unknown): unknown => rest.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);

/** Evaluates without forcing and without diagnostics; what would abort is undefined. */
export function valueOf({ evaluator, frame, dot }: Scope, expr: Expr): GoValue {
  evaluator.quiet++;
  evaluator.muted++;
  try {
    return evaluator.evalArg(frame, dot, expr, 'any');
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    evaluator.origin = null;
    return undefined;
  } finally {
    evaluator.muted--;
    evaluator.quiet--;
  }
}

/** The value that an expression reads as it stands; null where it is computed. */
export function leafOf(scope: Scope, expr: Expr): Leaf | null {
  const below = belowNothing(scope, expr);
  if (below !== null) return below;
  const value = valueOf(scope, expr);
  const { origin } = scope.evaluator;
  if (origin instanceof FieldOrigin) return fromField(value, origin, expr, scope, []);
  if (expr.kind === 'variable' && expr.names.length === 0) return { value, cells: variableCells(scope, expr.name), path: null, rest: [] };
  return brokenLeaf(scope, expr);
}

/** `(.a).b` and `$x.b` of nothing are nothing, not an error: the leaf is what is absent, with `b` to be put there. */
function belowNothing(scope: Scope, expr: Expr): Leaf | null {
  if ((expr.kind !== 'chain' && expr.kind !== 'variable') || expr.names.length === 0) return null;
  const base = leafOf(scope, expr.kind === 'chain' ? unpiped(expr.base) : { ...expr, names: [] });
  if (base === null || (base.value !== null && base.value !== undefined)) return null;
  return { ...base, rest: [...base.rest, ...expr.names] };
}

/** `.a.b.c` where `a` is absent: the leaf is `a`, and a map with `b` has to be put there. */
function brokenLeaf(scope: Scope, expr: Expr): Leaf | null {
  if (expr.kind !== 'field' && expr.kind !== 'variable' && expr.kind !== 'chain') return null;
  for (let known = expr.names.length - 1; known > 0; known--) {
    const shorter: Expr = { ...expr, names: expr.names.slice(0, known) };
    const value = valueOf(scope, shorter);
    const { origin } = scope.evaluator;
    if (origin instanceof FieldOrigin && (value === null || value === undefined)) return fromField(value, origin, shorter, scope, expr.names.slice(known));
  }
  return null;
}

function fromField(value: GoValue, origin: FieldOrigin, expr: Expr, scope: Scope, rest: readonly string[]): Leaf {
  const cells: Cell[] = [];
  let path: (string | number)[] | null = null;
  for (let at: unknown = origin; at instanceof FieldOrigin; at = at.origin) {
    cells.push({ container: at.container, key: at.key });
    if (at.container.place !== null) path = [...pathOf(at.container.place), at.key];
  }
  if (expr.kind === 'variable' && expr.names.length === 0) cells.push(...variableCells(scope, expr.name));
  return { value, cells, path, rest };
}

function variableCells({ frame }: Scope, name: string): Cell[] {
  const variable = variableOf(frame, name);
  return variable === undefined ? [] : [{ variable }];
}
