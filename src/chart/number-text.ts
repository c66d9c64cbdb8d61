import { Spot } from '../source/index.js';
import { formatFloat } from '../value/index.js';
import type { Origin } from '../value/index.js';

/**
 * The text of a YAML number in a place for text: an integer keeps its digits, anything else is written with the shortest
 * digits of a 32-bit float (sigs.k8s.io/yaml): `1.10` is `1.1`, `1e5` is `100000`, `0x10` is `16`.
 * @param origin where it was written; decides what is an integer, because a parsed number no longer knows
 */
export function numberText(value: number, origin: Origin | null): string {
  if (origin instanceof Spot) {
    const integer = integerOf(origin.file.text.slice(origin.start, origin.end).trim().replaceAll('_', ''));
    if (integer !== null) return integer.toString();
  }
  return formatFloat(shortest32(value));
}

const INTEGER = /^([+-]?)(0x[\da-f]+|0b[01]+|0o[0-7]+|0[0-7]*|[1-9]\d*)$/i;

/** Go's ParseInt and ParseUint with base 0; null for anything else, also what 64 bits do not hold. */
function integerOf(text: string): bigint | null {
  const match = INTEGER.exec(text);
  if (match === null) return null;
  const [, sign = '', digits = ''] = match;
  const size = BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const integer = sign === '-' ? -size : size;
  return integer < -(2n ** 63n) || integer >= 2n ** 64n ? null : integer;
}

function shortest32(value: number): number {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single;
  for (let digits = 1; digits < 9; digits++) {
    const candidate = Number(single.toPrecision(digits));
    if (Math.fround(candidate) === single) return candidate;
  }
  return Number(single.toPrecision(9));
}
