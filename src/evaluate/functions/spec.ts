import type { GoValue } from '../../value/index.js';

/**
 * Go type of a parameter. The caller checks arguments before the function runs and gives Go's error for a mismatch, so an
 * implementation may rely on: `string` -> string, `int`/`int64`/`uint64` -> GoInt of that kind, `float64` -> number, `bool` -> boolean,
 * `map` -> GoMap (a nil map arrives as one with `isNil`), `strings` -> GoList of strings, `list` -> GoList, `any` -> whatever there is.
 */
export type ParamType = 'any' | 'string' | 'int' | 'int64' | 'uint64' | 'float64' | 'bool' | 'map' | 'list' | 'strings';

/**
 * How the text of a result relates to the text of the arguments, so that a place in the result can be traced to its source;
 * the rules live in `src/image/trace`. Left out: the result is as a whole made from all arguments.
 */
export type TextRule =
  /** the result is one of the arguments, unchanged (default, coalesce, ternary, required, get …) */
  | 'choice'
  /** the text of one argument stands in the result as it is or cut (quote, trim, trunc, replace …) */
  | 'contains'
  /** every line of the last argument is indented by a fixed number of columns (indent, nindent) */
  | 'indent'
  /** printf */
  | 'format'
  /** the texts of all arguments in order (print, cat, join) */
  | 'concat'
  /** containers pass through: entries keep their own origins (dict, merge, list, deepCopy …) */
  | 'container'
  /** a container written as text, or read from it */
  | 'codec';

/** What a function may be called with. */
export interface Signature {
  readonly params: readonly ParamType[];
  /** Type of further arguments; left out: none are allowed. */
  readonly rest?: ParamType;
}

export interface FunctionSpec extends Signature {
  /**
   * Returns what Go's function returns. Throws {@link GoError} with Go's message where that one returns an error or panics.
   * May return a Hole for what cannot be known.
   */
  readonly run: (...args: readonly GoValue[]) => GoValue;
  readonly text?: TextRule;
  /** Its text may hold something that differs from run to run, as an unnumbered hole. */
  readonly holds?: 'chance';
}

export type FunctionTable = Readonly<Record<string, FunctionSpec>>;

/** Declares one function; types of `run` follow from the implementation. */
export function fn<A extends GoValue[]>(
  params: readonly ParamType[],
  run: (...args: A) => GoValue,
  options: Pick<FunctionSpec, 'rest' | 'text' | 'holds'> = {},
): FunctionSpec {
  return { params, run: run as unknown as FunctionSpec['run'], ...options };
}

