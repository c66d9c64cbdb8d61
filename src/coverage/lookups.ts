import type { Expr } from '../template/index.js';
import { callTerm, unpiped } from './call.js';
import { CallFinder } from './call-finder.js';

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

const LOOKUP_CALLS = new CallFinder<Lookup>(
  ({ name }, args) => (name === 'include' ? args[1]?.kind !== 'string' : LOOKUPS.has(name)),
  ({ name, args }) => {
    const lookup = lookupOf(name, args);
    return lookup !== null && lookup.keys.some(({ parts }) => parts.length > 0) ? lookup : null;
  },
);

/** The lookups in an expression whose keys are not all written out. */
export const lookupsIn = (expr: Expr): readonly Lookup[] => LOOKUP_CALLS.in(expr);

const TERNARY_CALLS = new CallFinder<Expr>(
  ({ name }) => name === 'ternary',
  ({ name, args }) => (name === 'ternary' && args.length === 3 ? args[2]! : null),
);

/** The conditions of every `ternary` in an expression, written last or piped. */
export const ternariesIn = (expr: Expr): readonly Expr[] => TERNARY_CALLS.in(expr);

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
