import { printValue, toText, type GoValue } from '../../value/index.js';
import { MAX_TEXT_LENGTH, withinBudget } from './budget.js';
import { FormatRun } from './format-run.js';
import { fn, type FunctionTable } from './spec.js';

export { goQuote } from './quote.js';

export const formatFunctions: FunctionTable = {
  print: fn([], (...values: GoValue[]) => print(values), { rest: 'any', text: 'concat' }),
  println: fn([], (...values: GoValue[]) => `${values.map(printValue).join(' ')}\n`, { rest: 'any', text: 'concat' }),
  printf: fn(['string'], (format: string, ...values: GoValue[]) => printf(format, values), { rest: 'any', text: 'format' }),
};

/** fmt.Sprint: a blank between two operands when neither is a text. */
export function print(values: readonly GoValue[]): string {
  let out = '';
  values.forEach((value, at) => {
    if (at > 0 && typeof value !== 'string' && typeof values[at - 1] !== 'string') out += ' ';
    out += printValue(value);
  });
  return out;
}

/** A part of printf's result: of the format itself, or what one argument was printed as. */
export interface Piece {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Index of the argument (the format not counted); null for text of the format. */
  readonly arg: number | null;
}

/** printf, and where in its result each argument stands, without padding and quotes where its own text can be found. */
export function formatPieces(format: string, args: readonly GoValue[]): { text: string; pieces: Piece[] } {
  const pieces: Piece[] = [];
  let text = '';
  for (const part of new FormatRun(format, args).parts()) {
    const start = text.length;
    text += part.text;
    if (part.arg === null) {
      pieces.push({ start, end: text.length, arg: null });
      continue;
    }
    const own = toText(args[part.arg]);
    const at = part.text.indexOf(own);
    if (at < 0) {
      pieces.push({ start, end: text.length, arg: part.arg });
      continue;
    }
    const end = start + at + own.length;
    if (at > 0) pieces.push({ start, end: start + at, arg: null });
    pieces.push({ start: start + at, end, arg: part.arg });
    if (end < text.length) pieces.push({ start: end, end: text.length, arg: null });
  }
  return { text, pieces };
}

function printf(format: string, args: readonly GoValue[]): GoValue {
  if (!format.includes('%') && args.length === 0) return format;
  let text = '';
  for (const part of new FormatRun(format, args).parts()) {
    text += part.text;
    if (text.length > MAX_TEXT_LENGTH) return withinBudget(text.length, () => text);
  }
  return text;
}
