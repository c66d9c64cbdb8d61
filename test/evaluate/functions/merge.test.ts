import { describe, expect, it } from 'vitest';
import { mergeFunctions } from '../../../src/evaluate/functions/merge.js';
import { SourceFile, Spot } from '../../../src/source/index.js';
import { GoError, GoMap, Hole, type GoValue } from '../../../src/value/index.js';
import { check } from './expression.js';

// Expected results are those of Go's text/template with sprig 3.3.0: type and text, or `!` and the error.
const ROWS: [expression: string, result: string][] = [
  ['merge (dict)', 'map[string]interface {}|map[]'],
  ['merge (dict "a" 1)', 'map[string]interface {}|map[a:1]'],
  ['merge (dict "a" 1) (dict "a" 2 "b" 3)', 'map[string]interface {}|map[a:1 b:3]'],
  ['merge (dict "a" false "b" 1) (dict "a" true "b" 2 "c" nil)', 'map[string]interface {}|map[a:true b:1]'],
  ['merge (dict "a" nil) (dict "a" 1)', 'map[string]interface {}|map[a:1]'],
  ['merge (dict "a" "") (dict "a" "x")', 'map[string]interface {}|map[a:x]'],
  ['merge (dict "a" 0) (dict "a" 5)', 'map[string]interface {}|map[a:5]'],
  ['merge (dict "a" (list)) (dict "a" (list 1))', 'map[string]interface {}|map[a:[1]]'],
  ['merge (dict "a" (list 1)) (dict "a" (list 2 3))', 'map[string]interface {}|map[a:[1]]'],
  ['merge (dict "a" (dict)) (dict "a" (dict "b" 1))', 'map[string]interface {}|map[a:map[b:1]]'],
  ['merge (dict "a" (dict "b" 1)) (dict "a" (dict "b" 2 "c" 3))', 'map[string]interface {}|map[a:map[b:1 c:3]]'],
  ['merge (dict "a" (dict "b" 1)) (dict "a" 5)', 'map[string]interface {}|map[a:map[b:1]]'],
  ['merge (dict "a" (dict "b" 1)) (dict "a" (list 5))', 'map[string]interface {}|map[a:map[b:1]]'],
  ['merge (dict "a" (dict)) (dict "a" 5)', 'map[string]interface {}|map[a:5]'],
  ['merge (dict "a" (dict)) (dict "a" (list 5))', 'map[string]interface {}|map[a:[5]]'],
  ['merge (dict "a" 5) (dict "a" (dict "b" 1))', 'map[string]interface {}|map[a:5]'],
  ['merge (dict "a" 0) (dict "a" (dict "b" 1))', 'map[string]interface {}|map[a:map[b:1]]'],
  ['merge (dict "a" (list 1)) (dict "a" (dict "b" 1))', 'map[string]interface {}|map[a:[1]]'],
  ['merge (dict "a" (list)) (dict "a" (dict "b" 1))', 'map[string]interface {}|map[a:map[b:1]]'],
  ['merge (dict "a" "x") (dict "a" nil)', 'map[string]interface {}|map[a:x]'],
  ['merge (dict "x" 1) (dict "a" (list 1))', 'map[string]interface {}|map[a:[1] x:1]'],
  ['merge (dict) (dict "a" (list 1))', 'map[string]interface {}|map[a:[1]]'],
  ['merge (dict) (dict "a" 1) (dict "a" 2 "b" 2) (dict "c" 3)', 'map[string]interface {}|map[a:1 b:2 c:3]'],
  ['merge (dict "a" 1) nil', 'map[string]interface {}|map[a:1]'],
  ['merge (dict "a" (semver "1.0.0")) (dict "a" (dict "x" 1))', 'string|'],
  ['merge (dict "a" (toDate "2006" "2020")) (dict "a" (dict "x" 1))', 'map[string]interface {}|map[a:2020-01-01 00:00:00 +0000 UTC]'],
  ['mustMerge (dict "a" (semver "1.0.0")) (dict "a" (dict "x" 1))', '!src and dst must be of same type'],
  ['mergeOverwrite (dict "a" (semver "1.0.0")) (dict "a" (dict "x" 1))', 'map[string]interface {}|map[a:map[x:1]]'],
  ['merge nil (dict "a" 1)', 'map[string]interface {}|map[a:1]'],
  ['merge nil nil', 'map[string]interface {}|map[](nil)'],
  ['merge nil', 'map[string]interface {}|map[](nil)'],
  ['mustMerge (dict "a" 1) (dict "a" 2 "b" 3)', 'map[string]interface {}|map[a:1 b:3]'],
  ['merge (dict "a" (dict "b" (dict "c" nil))) (dict "a" (dict "b" (dict "c" 1 "d" 2)))', 'map[string]interface {}|map[a:map[b:map[c:1 d:2]]]'],
  ['merge (dict "a" (dict "b" (dict "c" false))) (dict "a" (dict "b" (dict "c" true)))', 'map[string]interface {}|map[a:map[b:map[c:true]]]'],
  ['mergeOverwrite (dict "a" 1) (dict "a" 2 "b" 3)', 'map[string]interface {}|map[a:2 b:3]'],
  ['mergeOverwrite (dict "a" true "b" (list 1) "c" 1) (dict "a" false "b" (list) "c" nil)', 'map[string]interface {}|map[a:false b:[] c:<nil>]'],
  ['mergeOverwrite (dict "a" "x") (dict "a" "")', 'map[string]interface {}|map[a:]'],
  ['mergeOverwrite (dict "a" 5) (dict "a" 0)', 'map[string]interface {}|map[a:0]'],
  ['mergeOverwrite (dict "a" (dict "b" 1)) (dict "a" (dict))', 'map[string]interface {}|map[a:map[b:1]]'],
  ['mergeOverwrite (dict "a" (dict "b" 1)) (dict "a" (dict "c" 2))', 'map[string]interface {}|map[a:map[b:1 c:2]]'],
  ['mergeOverwrite (dict "a" (dict "b" 1)) (dict "a" nil)', 'map[string]interface {}|map[a:<nil>]'],
  ['mergeOverwrite (dict "a" (dict "b" 1)) (dict "a" 5)', 'map[string]interface {}|map[a:5]'],
  ['mergeOverwrite (dict "a" (dict "b" 1)) (dict "a" (list 5))', 'map[string]interface {}|map[a:[5]]'],
  ['mergeOverwrite (dict "a" 5) (dict "a" (dict "b" 1))', 'map[string]interface {}|map[a:map[b:1]]'],
  ['mergeOverwrite (dict "a" (list 1)) (dict "a" (dict "b" 1))', 'map[string]interface {}|map[a:map[b:1]]'],
  ['mergeOverwrite (dict "a" (list 1 2)) (dict "a" (list 3))', 'map[string]interface {}|map[a:[3]]'],
  ['mergeOverwrite (dict "a" (list)) (dict "a" (list 3))', 'map[string]interface {}|map[a:[3]]'],
  ['mergeOverwrite (dict "a" (dict)) (dict "a" (dict))', 'map[string]interface {}|map[a:map[]]'],
  ['mergeOverwrite (dict) (dict "a" nil)', 'map[string]interface {}|map[a:<nil>]'],
  ['mergeOverwrite (dict "a" (dict "b" 1)) (dict "a" (dict "b" nil))', 'map[string]interface {}|map[a:map[b:<nil>]]'],
  ['mergeOverwrite (dict "a" 1) (dict "a" 2) (dict "a" 3)', 'map[string]interface {}|map[a:3]'],
  ['mustMergeOverwrite (dict "a" (dict "b" (dict "c" 1))) (dict "a" (dict "b" (dict "d" 2)))', 'map[string]interface {}|map[a:map[b:map[c:1 d:2]]]'],
];

describe('merge', () => {
  it.each(ROWS)('%s', (expression, result) => check(expression, result));
});

const SPOT = new Spot(new SourceFile('values.yaml', 'a'), 0, 1);
const merge = (...maps: GoMap[]): GoValue => mergeFunctions['merge']!.run(...maps);
const mergeOverwrite = (...maps: GoMap[]): GoValue => mergeFunctions['mergeOverwrite']!.run(...maps);

const tower = (): GoMap => {
  let map = GoMap.of({ x: 1 });
  for (let level = 0; level < 40; level++) map = GoMap.of({ a: map, b: map });
  return map;
};

describe('what merge shares', () => {
  it('changes its first map and returns it', () => {
    const target = new GoMap();
    expect(merge(target, GoMap.of({ a: 1 }))).toBe(target);
    expect(target.get('a')).toBe(1);
  });

  it('inserts the maps of a source themselves', () => {
    const inner = GoMap.of({ x: 1 });
    const target = merge(new GoMap(), GoMap.of({ k: inner })) as GoMap;
    expect(target.get('k')).toBe(inner);
  });

  it('fills an empty map in place, but replaces it by one that is empty too', () => {
    const empty = new GoMap();
    const full = GoMap.of({ x: 1 });
    expect((merge(GoMap.of({ k: empty }), GoMap.of({ k: full })) as GoMap).get('k')).toBe(empty);
    expect(empty.get('x')).toBe(1);
    const other = new GoMap();
    expect((merge(GoMap.of({ k: new GoMap() }), GoMap.of({ k: other })) as GoMap).get('k')).toBe(other);
    expect((mergeOverwrite(GoMap.of({ k: new GoMap() }), GoMap.of({ k: other })) as GoMap).get('k')).toBe(other);
  });

  it('never changes a source', () => {
    const source = GoMap.of({ k: GoMap.of({ x: 1 }) });
    mergeOverwrite(GoMap.of({ k: GoMap.of({ y: 2 }) }), source);
    expect((source.get('k') as GoMap).sortedKeys()).toEqual(['x']);
  });

  it('keeps the origin of what it moves, in an entry of its own', () => {
    const source = new GoMap().set('a', 'x', SPOT);
    const target = new GoMap();
    mergeOverwrite(target, source);
    expect(target.entries.get('a')!.origin).toBe(SPOT);
    expect(target.entries.get('a')).not.toBe(source.entries.get('a'));
  });

  it('into the plain view of the values of a chart changes those', () => {
    const values = new GoMap('chartutil.Values').set('a', 1);
    const result = merge(values.plain(), GoMap.of({ b: 2 })) as GoMap;
    expect(result.type).toBe('map[string]interface {}');
    expect(values.get('b')).toBe(2);
    result.set('c', 3);
    expect(values.get('c')).toBe(3);
  });

  it('takes a hole for an empty value', () => {
    const target = GoMap.of({ a: new Hole('required', 'a'), b: 1 });
    merge(target, GoMap.of({ a: 2, b: new Hole('required', 'b') }));
    expect([target.get('a'), target.get('b')]).toEqual([2, 1]);
  });

  it('stops at a map that contains itself', () => {
    const target = new GoMap();
    target.set('self', target);
    const source = new GoMap();
    source.set('self', source);
    expect(() => merge(target, source)).toThrow(GoError);
  });

  it('stops where a map is held very many times over', () => {
    expect(() => merge(tower(), tower())).toThrow(GoError);
  });
});
