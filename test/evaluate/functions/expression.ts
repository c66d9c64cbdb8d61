import { expect } from 'vitest';
import { builtinFunctions } from '../../../src/evaluate/functions/builtins.js';
import { conversionFunctions } from '../../../src/evaluate/functions/conversions.js';
import { dateFunctions } from '../../../src/evaluate/functions/dates.js';
import { defaultFunctions } from '../../../src/evaluate/functions/defaults.js';
import { dictFunctions } from '../../../src/evaluate/functions/dicts.js';
import { listFunctions } from '../../../src/evaluate/functions/lists.js';
import { mathFunctions } from '../../../src/evaluate/functions/math.js';
import { mergeFunctions } from '../../../src/evaluate/functions/merge.js';
import { reflectionFunctions } from '../../../src/evaluate/functions/reflection.js';
import { semverFunctions } from '../../../src/evaluate/functions/semver.js';
import { sequenceFunctions } from '../../../src/evaluate/functions/sequences.js';
import type { FunctionTable, ParamType } from '../../../src/evaluate/functions/spec.js';
import { GoError, GoInt, GoList, GoMap, int, printValue, typeOf, type GoValue } from '../../../src/value/index.js';

const functions: FunctionTable = {
  ...builtinFunctions,
  ...conversionFunctions,
  ...dateFunctions,
  ...defaultFunctions,
  ...dictFunctions,
  ...listFunctions,
  ...mathFunctions,
  ...mergeFunctions,
  ...reflectionFunctions,
  ...semverFunctions,
  ...sequenceFunctions,
};

/** What `.x` reads in an expression; the same map was given to Go. */
const DOT = (): GoMap =>
  plain({
    a: 1, b: 1000000, tag: 1.2, neg: -2.5, s: 'x', str5: '5', nul: null, e: '', l: [1, 'a', null, true, 1.5], ls: ['b', 'a'],
    el: [], em: {}, m: { k: 'v', p: { c: null } }, ff: false, tt: true, z: 0, big: 1e300, nested: [[1], [1], { a: 1 }],
  }) as GoMap;

function plain(value: unknown): GoValue {
  if (Array.isArray(value)) return GoList.of(value.map(plain));
  if (typeof value === 'object' && value !== null) {
    const map = new GoMap();
    for (const [key, item] of Object.entries(value)) map.set(key, plain(item));
    return map;
  }
  return value as GoValue;
}

/** `type|text` of a result, with `(nil)` after a nil list or map. */
export function show(value: GoValue): string {
  const nil = (value instanceof GoList || value instanceof GoMap) && value.isNil ? '(nil)' : '';
  return `${typeOf(value)}|${printValue(value)}${nil}`;
}

/** Checks rows of an expression (one call, arguments may be calls in parentheses) and what Go gives: `type|text`, or `!` and its error. */
export function check(expression: string, expected: string): void {
  let result: string;
  try {
    result = show(evaluate(expression));
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    result = `!${error.message}`;
  }
  expect(result).toBe(expected);
}

export function evaluate(expression: string): GoValue {
  const tokens = expression.match(/"(?:[^"\\]|\\.)*"|[()]|[^\s()]+/g) ?? [];
  const dot = DOT();
  let at = 0;
  const call = (): GoValue => {
    const name = tokens[at++]!;
    const args: GoValue[] = [];
    const literals: boolean[] = [];
    while (at < tokens.length && tokens[at] !== ')') {
      literals.push(/^[-\d]/.test(tokens[at]!));
      args.push(argument());
    }
    const spec = functions[name];
    if (spec === undefined) throw new Error(`no function ${name}`);
    return spec.run(...args.map((arg, index) => coerce(arg, literals[index]!, spec.params[index] ?? spec.rest)));
  };
  const argument = (): GoValue => {
    const token = tokens[at++]!;
    if (token === '(') {
      const value = tokens[at]!.startsWith('.') ? argument() : call();
      at++;
      return value === null ? undefined : value;
    }
    return literal(token, dot);
  };
  return call();
}

function literal(token: string, dot: GoMap): GoValue {
  if (token === '.') return dot;
  if (token.startsWith('.')) return dot.get(token.slice(1));
  if (token === 'nil') return undefined;
  if (token === 'true' || token === 'false') return token === 'true';
  if (token.startsWith('"')) return JSON.parse(token) as string;
  return /[.e]/.test(token) ? Number(token) : int(BigInt(token.replace('-', ''))  * (token.startsWith('-') ? -1n : 1n));
}

/** The part of the interpreter's argument rules that the tables use. */
function coerce(value: GoValue, isLiteral: boolean, type: ParamType | undefined): GoValue {
  if (type === undefined) throw new GoError('wrong number of args');
  if (type === 'map' && value === undefined) return new GoMap(undefined, true);
  if (type === 'float64' && isLiteral && value instanceof GoInt) return Number(value.value);
  const fits: Partial<Record<ParamType, boolean>> = {
    map: value instanceof GoMap,
    string: typeof value === 'string',
    bool: typeof value === 'boolean',
    int: value instanceof GoInt && value.kind === 'int',
    float64: typeof value === 'number',
  };
  if (fits[type] === false) throw new GoError('wrong type');
  return value;
}
