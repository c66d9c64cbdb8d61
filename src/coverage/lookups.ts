import type { Expr } from '../template/index.js';
import { callTerm, unpiped } from './call.js';

/** A call that takes what stands under a computed key, or runs a template with a computed name. */
export interface Lookup {
  /** Null: the keys are names of templates. */
  readonly map: Expr | null;
  /** From the map inwards. */
  readonly keys: readonly Key[];
  /** What is taken where there is no such key. */
  readonly hasDefault: boolean;
}

/** What is looked up, with the expressions in it that may read a value. */
export interface Key {
  readonly expr: Expr;
  readonly parts: readonly KeyPart[];
}

export interface KeyPart {
  readonly expr: Expr;
  /** Whether it makes the whole key, where it is set. */
  readonly isWhole: boolean;
}

/** Calls whose last argument is their result, where it is set. */
const WHOLE: ReadonlySet<string> = new Set(['default', 'toString', 'lower', 'upper', 'trim', 'print', 'required']);
/** What no value of a chart decides. */
const FIXED: ReadonlySet<string> = new Set(['Template', 'Chart', 'Release', 'Capabilities', 'Files']);

const LOOKUPS: ReadonlySet<string> = new Set(['index', 'get', 'dig', 'pluck']);

const KNOWN = new WeakMap<Expr, readonly Lookup[]>();
const NONE: readonly Lookup[] = [];

/** The lookups in an expression whose keys are not all written out. */
export function lookupsIn(expr: Expr): readonly Lookup[] {
  if (isPlain(expr)) return NONE;
  let lookups = KNOWN.get(expr);
  if (lookups === undefined) {
    const found: Lookup[] = [];
    if (mayLookUp(expr)) collect(expr, found);
    KNOWN.set(expr, (lookups = found.length === 0 ? NONE : found));
  }
  return lookups;
}

/** `.Values.x`: one command without arguments. */
export function isPlain(expr: Expr): boolean {
  if (expr.kind !== 'pipe' || expr.commands.length !== 1) return false;
  const { args } = expr.commands[0]!;
  return args.length === 1 && args[0]!.kind !== 'pipe' && args[0]!.kind !== 'chain';
}

/** Looks at every expression of a chart, so it makes no other form of them. */
function mayLookUp(expr: Expr): boolean {
  if (expr.kind === 'chain') return mayLookUp(expr.base);
  if (expr.kind !== 'pipe') return false;
  for (const { args } of expr.commands) {
    const first = args[0]!;
    if (first.kind === 'identifier' && (first.name === 'include' ? args[1]?.kind !== 'string' : LOOKUPS.has(first.name))) return true;
    for (const arg of args) if (mayLookUp(arg)) return true;
  }
  return false;
}

function collect(given: Expr, found: Lookup[]): void {
  if (given.kind === 'chain') return collect(given.base, found);
  const expr = unpiped(given);
  if (expr.kind !== 'pipe') return expr === given ? undefined : collect(expr, found);
  const call = callTerm(expr);
  const lookup = call === null ? null : lookupOf(call.name, call.args);
  if (lookup !== null && lookup.keys.some(({ parts }) => parts.length > 0)) found.push(lookup);
  for (const { args } of expr.commands) for (const arg of args) collect(arg, found);
}

/** `index .m .a .b`, `get .m .a`, `dig .a .b "else" .m`, `pluck .a .m`, `include (printf "a.%s" .kind) .` */
function lookupOf(name: string, args: readonly Expr[]): Lookup | null {
  const [first, ...rest] = args;
  if (first === undefined) return null;
  switch (name) {
    case 'index':
    case 'get':
      return { map: first, keys: rest.map(keyOf), hasDefault: false };
    case 'dig':
      return args.length < 3 ? null : { map: args.at(-1)!, keys: args.slice(0, -2).map(keyOf), hasDefault: true };
    case 'pluck':
      return rest.length === 0 ? null : { map: rest[0]!, keys: [keyOf(first)], hasDefault: true };
    case 'include':
      return { map: null, keys: [keyOf(first)], hasDefault: false };
    default:
      return null;
  }
}

const keyOf = (expr: Expr): Key => ({ expr, parts: partsOf(expr, true) });

/** The expressions in another one that may read a value. */
export function partsOf(given: Expr, isWhole: boolean): KeyPart[] {
  const expr = unpiped(given);
  const call = callTerm(expr);
  if (call !== null) return call.args.flatMap((arg, at) => partsOf(arg, isWhole && WHOLE.has(call.name) && at === call.args.length - 1));
  if (expr.kind !== 'field' && expr.kind !== 'variable' && expr.kind !== 'chain') return [];
  const isFixed = expr.kind !== 'chain' && (expr.kind === 'field' || expr.name === '$') && FIXED.has(expr.names[0] ?? '');
  return isFixed ? [] : [{ expr, isWhole }];
}
