import { describe, expect, it } from 'vitest';
import { dictFunctions } from '../../../src/evaluate/functions/dicts.js';
import { SourceFile, Spot } from '../../../src/source/index.js';
import { GoList, GoMap, Hole, type GoValue } from '../../../src/value/index.js';
import { check } from './expression.js';

// Expected results are those of Go's text/template with sprig 3.3.0: type and text, or `!` and the error.
const ROWS: [expression: string, result: string][] = [
  ['dict', 'map[string]interface {}|map[]'],
  ['dict "a" 1', 'map[string]interface {}|map[a:1]'],
  ['dict "a" 1 "b"', 'map[string]interface {}|map[a:1 b:]'],
  ['dict "a" 1 "a" 2', 'map[string]interface {}|map[a:2]'],
  ['dict 1 "x" nil "y"', 'map[string]interface {}|map[1:x <nil>:y]'],
  ['dict .a "x"', 'map[string]interface {}|map[1:x]'],
  ['dict true .nope', 'map[string]interface {}|map[true:<nil>]'],
  ['get .m "k"', 'string|v'],
  ['get .m "nope"', 'string|'],
  ['get .m "p"', 'map[string]interface {}|map[c:<nil>]'],
  ['get (dict "a" nil) "a"', '<nil>|<nil>'],
  ['get (.nope) "x"', 'string|'],
  ['get nil "x"', 'string|'],
  ['get .em "x"', 'string|'],
  ['set (dict "a" 1) "a" 2', 'map[string]interface {}|map[a:2]'],
  ['set (dict) "x" nil', 'map[string]interface {}|map[x:<nil>]'],
  ['set nil "x" 1', '!assignment to entry in nil map'],
  ['set (.nope) "x" 1', '!assignment to entry in nil map'],
  ['set .m "k" "w"', 'map[string]interface {}|map[k:w p:map[c:<nil>]]'],
  ['unset (dict "a" 1 "b" 2) "a"', 'map[string]interface {}|map[b:2]'],
  ['unset (dict) "a"', 'map[string]interface {}|map[]'],
  ['unset nil "a"', 'map[string]interface {}|map[](nil)'],
  ['hasKey .m "k"', 'bool|true'],
  ['hasKey .m "nope"', 'bool|false'],
  ['hasKey (.nope) "x"', 'bool|false'],
  ['hasKey . "nul"', 'bool|true'],
  ['hasKey . "nope"', 'bool|false'],
  ['pluck "k" .m', '[]interface {}|[v]'],
  ['pluck "k" .m .em (dict "k" 1) (dict "k" nil)', '[]interface {}|[v 1 <nil>]'],
  ['pluck "k"', '[]interface {}|[]'],
  ['pluck "k" nil', '[]interface {}|[]'],
  ['pick .m "k"', 'map[string]interface {}|map[k:v]'],
  ['pick .m "k" "nope"', 'map[string]interface {}|map[k:v]'],
  ['pick .m', 'map[string]interface {}|map[]'],
  ['pick nil "a"', 'map[string]interface {}|map[]'],
  ['omit .m "p"', 'map[string]interface {}|map[k:v]'],
  ['omit .m', 'map[string]interface {}|map[k:v p:map[c:<nil>]]'],
  ['omit .m "k" "p" "q"', 'map[string]interface {}|map[]'],
  ['omit (.nope) "a"', 'map[string]interface {}|map[]'],
  ['keys .em', '[]string|[]'],
  ['keys (dict "a" 1)', '[]string|[a]'],
  ['keys', '[]string|[]'],
  ['keys nil', '[]string|[]'],
  ['keys (dict "a" 1) (dict "a" 2)', '[]string|[a a]'],
  ['values .em', '[]interface {}|[]'],
  ['values (dict "a" 1)', '[]interface {}|[1]'],
  ['values nil', '[]interface {}|[]'],
  ['dig "k" "d" .m', 'string|v'],
  ['dig "x" "y" "d" .m', 'string|d'],
  ['dig "p" "c" "d" .m', '<nil>|<nil>'],
  ['dig "p" "x" "d" .m', 'string|d'],
  ['dig "p" "c" "z" "d" .m', '!interface conversion: interface {} is nil, not map[string]interface {}'],
  ['dig "k" "y" "d" .m', '!interface conversion: interface {} is string, not map[string]interface {}'],
  ['dig "x" nil .m', '<nil>|<nil>'],
  ['dig "d" .m', '!dig needs at least three arguments'],
  ['dig "a" "d" nil', '!interface conversion: interface {} is nil, not map[string]interface {}'],
  ['dig "a" "d" .nope', '!interface conversion: interface {} is nil, not map[string]interface {}'],
  ['dig "a" "d" .s', '!interface conversion: interface {} is string, not map[string]interface {}'],
  ['dig "a" "d" .l', '!interface conversion: interface {} is []interface {}, not map[string]interface {}'],
  ['dig 1 "d" .m', '!interface conversion: interface {} is int, not string'],
  ['dig nil "d" .m', '!interface conversion: interface {} is nil, not string'],
  ['dig .m', '!dig needs at least three arguments'],
  ['dig', '!dig needs at least three arguments'],
];

describe('maps', () => {
  it.each(ROWS)('%s', (expression, result) => check(expression, result));
});

const SPOT = new Spot(new SourceFile('values.yaml', 'a'), 0, 1);
const run = (name: string, ...args: GoValue[]): GoValue => dictFunctions[name]!.run(...args);

describe('what map functions keep', () => {
  it('set and unset change their map for every holder', () => {
    const map = GoMap.of({ a: 1, b: 2 });
    expect(run('set', map, 'c', 3)).toBe(map);
    expect(run('unset', map, 'a')).toBe(map);
    expect(map.sortedKeys()).toEqual(['b', 'c']);
  });

  it('set through the plain view of the values of a chart changes those', () => {
    const values = new GoMap('chartutil.Values');
    const result = run('set', values.plain(), 'a', 1) as GoMap;
    expect([result.type, values.get('a')]).toEqual(['map[string]interface {}', 1]);
    expect(run('dig', 'a', 'd', result)).toBe(1);
  });

  it('dig refuses the values of a chart', () => {
    const values = new GoMap('chartutil.Values');
    expect(() => run('dig', 'a', 'd', values)).toThrow('interface conversion: interface {} is chartutil.Values, not map[string]interface {}');
  });

  it.each(['pick', 'omit'])('%s keeps origins and leaves the map alone', (name) => {
    const map = new GoMap().set('a', 'x', SPOT).set('b', 'y', SPOT);
    const result = run(name, map, 'a') as GoMap;
    expect([...result.entries.values()].map((entry) => entry.origin)).toEqual([SPOT]);
    expect(map.size).toBe(2);
  });

  it('pluck and values keep origins', () => {
    const map = new GoMap().set('a', 'x', SPOT);
    expect((run('pluck', 'a', map, map) as GoList).entries.map((entry) => entry.origin)).toEqual([SPOT, SPOT]);
    expect((run('values', map) as GoList).entries[0]!.origin).toBe(SPOT);
  });

  it('keys and values come sorted by key', () => {
    const map = GoMap.of({ b: 1, a: 2, C: 3 });
    expect((run('keys', map) as GoList).values()).toEqual(['C', 'a', 'b']);
    expect((run('values', map) as GoList).values()).toEqual([3, 2, 1]);
  });

  it('dig stops at a hole', () => {
    const hole = new Hole('unset', 'a map');
    expect(run('dig', 'a', 'b', 'd', GoMap.of({ a: hole }))).toBe(hole);
    expect(run('dig', 'a', 'd', hole)).toBe(hole);
    expect(run('dig', 'a', 'd', GoMap.of({ a: hole }))).toBe(hole);
  });
});
