import { GoList, Hole, int, type GoInt, type GoValue } from '../../value/index.js';
import { fn, type FunctionTable } from './spec.js';

/** Longest sequence that is made; charts count containers and ports, beyond this a chart is hostile or wrong. */
const MAX_SEQUENCE = 100_000;

export const sequenceFunctions: FunctionTable = {
  until: fn(['int'], (count: GoInt) => asList(sequence(0, Number(count.value), count.value < 0n ? -1 : 1))),
  untilStep: fn(['int', 'int', 'int'], (start: GoInt, stop: GoInt, step: GoInt) =>
    asList(sequence(Number(start.value), Number(stop.value), Number(step.value)))),
  seq: fn([], (...args: GoInt[]) => asText(range(args.map((arg) => Number(arg.value)))), { rest: 'int' }),
};

/** From `start` until before `stop`; empty where the step leads away. Null beyond {@link MAX_SEQUENCE}. */
function sequence(start: number, stop: number, step: number): number[] | null {
  const descending = stop < start;
  if (descending ? step >= 0 : step <= 0) return [];
  const length = Math.ceil((stop - start) / step);
  return length > MAX_SEQUENCE ? null : Array.from({ length }, (_, at) => start + at * step);
}

/** `seq last`, `seq first last`, `seq first step last`; the last one included, any other number of arguments gives nothing. */
function range(args: readonly number[]): number[] | null {
  const [a = 0, b = 0, c = 0] = args;
  switch (args.length) {
    case 1:
      return inclusive(1, a, a < 1 ? -1 : 1);
    case 2:
      return inclusive(a, b, b < a ? -1 : 1);
    case 3:
      return c < a && b > 0 ? [] : inclusive(a, c, b);
    default:
      return [];
  }
}

function inclusive(first: number, last: number, step: number): number[] | null {
  return sequence(first, last + (last < first ? -1 : 1), step);
}

const asList = (numbers: number[] | null): GoValue => (numbers === null ? tooLong() : GoList.of(numbers.map(int), '[]int'));

const asText = (numbers: number[] | null): GoValue => (numbers === null ? tooLong() : numbers.join(' '));

const tooLong = (): Hole => new Hole('limit', `a sequence of more than ${MAX_SEQUENCE} numbers`);
