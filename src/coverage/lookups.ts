import type { Expr } from '../template/index.js';
import { callTerm, unpiped } from './call.js';

/** A call that takes what stands under a computed key, or runs a template with a computed name. */
export interface Lookup {
  /** Null: the keys are names of templates. */
  readonly map: Expr | null;
  /** From the map inwards. */
  readonly keys: readonly Expr[];
  /** What is taken where there is no such key. */
  readonly hasDefault: boolean;
}

const KNOWN = new WeakMap<Expr, readonly Lookup[]>();
const NONE: readonly Lookup[] = [];

/** The lookups in an expression whose keys are not all written out. */
export function lookupsIn(expr: Expr): readonly Lookup[] {
  let lookups = KNOWN.get(expr);
  if (lookups === undefined) {
    const found: Lookup[] = [];
    collect(expr, found);
    KNOWN.set(expr, (lookups = found.length === 0 ? NONE : found));
  }
  return lookups;
}

function collect(given: Expr, found: Lookup[]): void {
  if (given.kind === 'chain') return collect(given.base, found);
  const expr = unpiped(given);
  if (expr.kind !== 'pipe') return expr === given ? undefined : collect(expr, found);
  const call = callTerm(expr);
  const lookup = call === null ? null : lookupOf(call.name, call.args);
  if (lookup !== null && lookup.keys.some(isComputed)) found.push(lookup);
  for (const { args } of expr.commands) for (const arg of args) collect(arg, found);
}

/** `index .m .a .b`, `get .m .a`, `dig .a .b "else" .m`, `pluck .a .m`, `include (printf "a.%s" .kind) .` */
function lookupOf(name: string, args: readonly Expr[]): Lookup | null {
  const [first, ...rest] = args;
  if (first === undefined) return null;
  switch (name) {
    case 'index':
    case 'get':
      return { map: first, keys: rest, hasDefault: false };
    case 'dig':
      return args.length < 3 ? null : { map: args.at(-1)!, keys: args.slice(0, -2), hasDefault: true };
    case 'pluck':
      return rest.length === 0 ? null : { map: rest[0]!, keys: [first], hasDefault: true };
    case 'include':
      return { map: null, keys: [first], hasDefault: false };
    default:
      return null;
  }
}

const isComputed = ({ kind }: Expr): boolean => kind === 'field' || kind === 'variable' || kind === 'chain' || kind === 'pipe';
