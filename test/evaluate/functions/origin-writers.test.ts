import { describe, expect, it } from 'vitest';
import { dictFunctions } from '../../../src/evaluate/functions/dicts.js';
import { listFunctions } from '../../../src/evaluate/functions/lists.js';
import { originWriters } from '../../../src/evaluate/functions/origin-writers.js';
import { SourceFile, Spot } from '../../../src/source/index.js';
import { GoList, GoMap, type GoValue } from '../../../src/value/index.js';

const FILE = new SourceFile('templates/a.yaml', 'abcdef');
const spots = [0, 1, 2, 3, 4, 5].map((at) => new Spot(FILE, at, at + 1));

/** Runs a function with a spot for every argument; gives for each entry of the result the number of the argument that it is traced to. */
function traced(name: string, ...args: GoValue[]): Record<string, number> {
  const result = (dictFunctions[name] ?? listFunctions[name])!.run(...args);
  originWriters[name]!(result, args, spots);
  const entries = result instanceof GoMap ? [...result.entries] : [...(result as GoList).entries.entries()];
  return Object.fromEntries(entries.map(([key, entry]) => [key, spots.indexOf(entry.origin as Spot)]));
}

const ROWS: [name: string, args: GoValue[], traced: Record<string, number>][] = [
  ['dict', ['a', 1, 'b', 2], { a: 1, b: 3 }],
  ['dict', ['a', 1, 'a', 2], { a: 3 }],
  ['dict', ['a', 1, 'b'], { a: 1, b: -1 }],
  ['dict', [1, 'x', null, 'y'], { 1: 1, '<nil>': 3 }],
  ['list', ['x', 'y'], { 0: 0, 1: 1 }],
  ['tuple', ['x'], { 0: 0 }],
  ['append', [GoList.of(['x']), 'y'], { 0: -1, 1: 1 }],
  ['push', [GoList.of([]), 'y'], { 0: 1 }],
  ['prepend', [GoList.of(['x']), 'y'], { 0: 1, 1: -1 }],
  ['set', [GoMap.of({ a: 1 }), 'b', 2], { a: -1, b: 2 }],
];

describe('originWriters', () => {
  it.each(ROWS)('%s %j', (name, args, expected) => expect(traced(name, ...args)).toEqual(expected));
});
