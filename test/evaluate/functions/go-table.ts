import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GoBytes, GoError, GoInt, GoList, GoMap, Hole, type GoValue, type IntKind } from '../../../src/value/index.js';
import type { FunctionTable } from '../../../src/evaluate/functions/spec.js';

/**
 * A row of a table that Go made: name of the function, arguments, result. Numbers are float64; what JSON has no type for is
 * `{int: "1"}`, `{bytes: "text"}`, `{list: […]}`, `{strings: […]}`, `{map: {…}}`, `{texts: {…}}` (map[string]string),
 * `{float: "NaN"}`, and `{error: "…"}` for a result.
 */
export type Row = readonly [name: string, args: readonly unknown[], result: unknown];

function readTable(name: string): Row[] {
  return JSON.parse(readFileSync(new URL(`./tables/${name}.json`, import.meta.url), 'utf8')) as Row[];
}

/** One test a function: every row of the table that calls it gives what Go gave. */
export function describeTable(name: string, functions: FunctionTable): void {
  const rows = readTable(name);
  describe(`${name} as in Go`, () => {
    for (const called of new Set(rows.map(([row]) => row))) {
      it(called, () => {
        const own = rows.filter(([row]) => row === called);
        expect(own.map((row) => ({ args: row[1], result: resultOf(functions, row) }))).toEqual(own.map(([, args, result]) => ({ args, result })));
      });
    }
  });
}

function resultOf(functions: FunctionTable, [name, args]: Row): unknown {
  try {
    return encoded(functions[name]!.run(...args.map(decoded)));
  } catch (error) {
    if (error instanceof GoError) return { error: error.message };
    throw error;
  }
}

const INT_KINDS: ReadonlySet<string> = new Set(['int', 'int64', 'uint64']);

function decoded(json: unknown): GoValue {
  if (typeof json !== 'object' || json === null) return json as GoValue;
  const [[type, inner]] = Object.entries(json) as [[string, unknown]];
  if (INT_KINDS.has(type)) return new GoInt(BigInt(inner as string), type as IntKind);
  switch (type) {
    case 'bytes':
      return new GoBytes(Buffer.from(inner as string, 'utf8'));
    case 'list':
      return GoList.of((inner as unknown[]).map(decoded));
    case 'strings':
      return GoList.of(inner as string[], '[]string');
    case 'map':
      return GoMap.of(Object.fromEntries(Object.entries(inner as object).map(([key, value]) => [key, decoded(value)])));
    case 'float':
      return Number((inner as string).replace('Inf', 'Infinity'));
  }
  throw new Error(`unknown type ${type}`);
}

function encoded(value: GoValue): unknown {
  if (value instanceof GoInt) return { [value.kind]: String(value.value) };
  if (value instanceof GoList) return value.type === '[]string' ? { strings: value.values() } : { list: value.values().map(encoded) };
  if (value instanceof GoMap) {
    const entries = value.sortedKeys().map((key): [string, unknown] => [key, encoded(value.get(key))]);
    return value.type === 'map[string]string' ? { texts: Object.fromEntries(entries) } : { map: Object.fromEntries(entries) };
  }
  if (value instanceof Hole) return { hole: value.reason };
  return value;
}
