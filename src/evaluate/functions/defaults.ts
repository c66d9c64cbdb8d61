import { isEmpty, type GoValue } from '../../value/index.js';
import { fn, type FunctionTable } from './spec.js';

/** sprig's functions that ask whether a value is empty; zero, false and holes are. */
export const defaultFunctions: FunctionTable = {
  default: fn(['any'], (fallback: GoValue, ...given: GoValue[]) => (isEmpty(given[0]) ? fallback : given[0]), {
    rest: 'any',
    text: 'choice',
  }),
  empty: fn(['any'], (value: GoValue) => isEmpty(value)),
  coalesce: fn([], (...values: GoValue[]) => values.find((value) => !isEmpty(value)) ?? null, { rest: 'any', text: 'choice' }),
  all: fn([], (...values: GoValue[]) => !values.some(isEmpty), { rest: 'any' }),
  any: fn([], (...values: GoValue[]) => values.some((value) => !isEmpty(value)), { rest: 'any' }),
  ternary: fn(['any', 'any', 'bool'], (whenTrue: GoValue, whenFalse: GoValue, condition: boolean) => (condition ? whenTrue : whenFalse), {
    text: 'choice',
  }),
};
