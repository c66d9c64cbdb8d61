import { GoInt } from '../value/index.js';
import { integerOf, keyText, resolvePlain, type PlainValue } from './resolve.js';

/** What distinguishes the ways in which Go programs read YAML. */
export interface Flavour {
  /** An untagged plain scalar. */
  readonly resolve: (text: string) => PlainValue | GoInt;
  /** A plain key; null where it is none. */
  readonly key: (text: string) => string | null;
  /** Whether `<<` writes over the entries that stand before it. */
  readonly mergeWins: boolean;
}

export type FlavourName = 'json' | 'v2' | 'v3';

/** `json`: go-yaml v2 and then JSON, as helm reads; `v2` and `v3`: go-yaml itself, which keeps integers. */
export const FLAVOURS: Readonly<Record<FlavourName, Flavour>> = {
  json: { resolve: resolvePlain, key: keyText, mergeWins: true },
  v2: { resolve: withIntegers, key: keyText, mergeWins: true },
  v3: { resolve: resolveV3, key: keyV3, mergeWins: false },
};

function withIntegers(text: string): PlainValue | GoInt {
  const value = resolvePlain(text);
  if (typeof value !== 'number') return value;
  const integer = integerOf(text);
  if (integer === null) return value;
  return new GoInt(integer, integer === BigInt.asIntN(64, integer) ? 'int' : 'uint64');
}

const WORDS = /^[yYnNoO]/;

/** go-yaml v3: `yes`, `on` and their kind are text. */
function resolveV3(text: string): PlainValue | GoInt {
  const value = withIntegers(text);
  return typeof value === 'boolean' && WORDS.test(text) ? text : value;
}

function keyV3(text: string): string | null {
  return typeof resolveV3(text) === 'string' ? text : keyText(text);
}
