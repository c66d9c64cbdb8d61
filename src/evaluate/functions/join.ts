import { GoBytes, GoList, printValue, toText, type GoValue } from '../../value/index.js';
import { withinBudget } from './budget.js';
import { compareText } from './byte-text.js';
import { goQuote } from './quote.js';
import { fn, type FunctionTable } from './spec.js';

export const joinFunctions: FunctionTable = {
  toString: fn(['any'], (value: GoValue) => toText(value), { text: 'contains' }),
  toStrings: fn(['any'], (value: GoValue) => GoList.of(toTexts(value), '[]string'), { text: 'container' }),
  quote: fn([], (...values: GoValue[]) => present(values).map((value) => goQuote(toText(value))).join(' '), { rest: 'any', text: 'contains' }),
  squote: fn([], (...values: GoValue[]) => present(values).map((value) => `'${printValue(value)}'`).join(' '), { rest: 'any', text: 'contains' }),
  // Only the format is trimmed, so empty texts keep their blanks.
  cat: fn([], (...values: GoValue[]) => present(values).map(printValue).join(' '), { rest: 'any', text: 'concat' }),
  join: fn(['string', 'any'], join, { text: 'concat' }),
  sortAlpha: fn(['any'], sortAlpha, { text: 'container' }),
};

const present = (values: readonly GoValue[]): GoValue[] => values.filter((value) => value !== null && value !== undefined);

/** sprig's strslice: nils of a list are dropped, nil is no text, anything else is one text. */
function toTexts(value: GoValue): string[] {
  if (value === null || value === undefined) return [];
  if (value instanceof GoList) return present(value.values()).map(toText);
  if (value instanceof GoBytes) return Array.from(value.bytes, (byte) => String(byte));
  return [toText(value)];
}

function join(separator: string, value: GoValue): GoValue {
  const texts = toTexts(value);
  const length = texts.reduce((sum, text) => sum + text.length + separator.length, 0);
  return withinBudget(length, () => texts.join(separator));
}

/** Unlike Go, which sorts a `[]string` in place, the list stays as it is. */
function sortAlpha(value: GoValue): GoList {
  if (!(value instanceof GoList || value instanceof GoBytes)) return GoList.of([toText(value)], '[]string');
  return GoList.of(toTexts(value).toSorted(compareText), '[]string');
}
