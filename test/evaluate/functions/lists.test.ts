import { describe, expect, it } from 'vitest';
import { listFunctions } from '../../../src/evaluate/functions/lists.js';
import { Entry, GoBytes, GoList, Hole, int } from '../../../src/value/index.js';
import { SourceFile, Spot } from '../../../src/source/index.js';
import { check, show } from './expression.js';

// Expected results are those of Go's text/template with sprig 3.3.0: type and text, or `!` and the error.
const ROWS: [expression: string, result: string][] = [
  ['list', '[]interface {}|[]'],
  ['list 1 "a" nil .nope', '[]interface {}|[1 a <nil> <nil>]'],
  ['tuple 1 2', '[]interface {}|[1 2]'],
  ['first .l', 'float64|1'],
  ['first .el', '<nil>|<nil>'],
  ['first .nope', '!runtime error: invalid memory address or nil pointer dereference'],
  ['first nil', '!runtime error: invalid memory address or nil pointer dereference'],
  ['first "abc"', '!Cannot find first on type string'],
  ['first .m', '!Cannot find first on type map'],
  ['first .a', '!Cannot find first on type float64'],
  ['first (until 3)', 'int|0'],
  ['mustFirst .m', '!Cannot find first on type map'],
  ['last .ls', 'string|a'],
  ['last .el', '<nil>|<nil>'],
  ['last (list)', '<nil>|<nil>'],
  ['last .nope', '!runtime error: invalid memory address or nil pointer dereference'],
  ['last "abc"', '!Cannot find last on type string'],
  ['rest .ls', '[]interface {}|[a]'],
  ['rest .el', '[]interface {}|[](nil)'],
  ['rest (list 1)', '[]interface {}|[]'],
  ['rest (until 3)', '[]interface {}|[1 2]'],
  ['rest .nope', '!runtime error: invalid memory address or nil pointer dereference'],
  ['rest "x"', '!Cannot find rest on type string'],
  ['initial .ls', '[]interface {}|[b]'],
  ['initial .el', '[]interface {}|[](nil)'],
  ['initial (list 1)', '[]interface {}|[]'],
  ['initial .m', '!Cannot find initial on type map'],
  ['reverse .l', '[]interface {}|[1.5 true <nil> a 1]'],
  ['reverse .el', '[]interface {}|[]'],
  ['reverse (until 3)', '[]interface {}|[2 1 0]'],
  ['reverse nil', '!runtime error: invalid memory address or nil pointer dereference'],
  ['reverse "x"', '!Cannot find reverse on type string'],
  ['mustReverse "x"', '!Cannot find reverse on type string'],
  ['compact .l', '[]interface {}|[1 a true 1.5]'],
  ['compact (list 0 1 nil "" false "a" .el .em .m)', '[]interface {}|[1 a map[k:v p:map[c:<nil>]]]'],
  ['compact .el', '[]interface {}|[]'],
  ['compact .nope', '!runtime error: invalid memory address or nil pointer dereference'],
  ['compact .m', '!Cannot compact on type map'],
  ['uniq (list 1 1.0 "1" 1 nil nil .el .el)', '[]interface {}|[1 1 1 <nil> []]'],
  ['uniq .nested', '[]interface {}|[[1] map[a:1]]'],
  ['uniq .el', '[]interface {}|[]'],
  ['uniq nil', '!runtime error: invalid memory address or nil pointer dereference'],
  ['uniq "x"', '!Cannot find uniq on type string'],
  ['append .ls "c"', '[]interface {}|[b a c]'],
  ['append .el nil', '[]interface {}|[<nil>]'],
  ['append (until 2) "x"', '[]interface {}|[0 1 x]'],
  ['append .nope 1', '!runtime error: invalid memory address or nil pointer dereference'],
  ['append "x" 1', '!Cannot push on type string'],
  ['append .m 1', '!Cannot push on type map'],
  ['push .ls "c"', '[]interface {}|[b a c]'],
  ['mustAppend .m 1', '!Cannot push on type map'],
  ['mustPush .ls .m', '[]interface {}|[b a map[k:v p:map[c:<nil>]]]'],
  ['prepend .ls "c"', '[]interface {}|[c b a]'],
  ['prepend .el nil', '[]interface {}|[<nil>]'],
  ['prepend .nope 1', '!runtime error: invalid memory address or nil pointer dereference'],
  ['prepend "x" 1', '!Cannot prepend on type string'],
  ['mustPrepend .m 1', '!Cannot prepend on type map'],
  ['concat', '[]interface {}|[](nil)'],
  ['concat .ls', '[]interface {}|[b a]'],
  ['concat .ls .el (list 1)', '[]interface {}|[b a 1]'],
  ['concat .el .el', '[]interface {}|[](nil)'],
  ['concat .ls .nope', '!runtime error: invalid memory address or nil pointer dereference'],
  ['concat .ls nil', '!runtime error: invalid memory address or nil pointer dereference'],
  ['concat .ls "x"', '!Cannot concat type string as list'],
  ['concat (until 2) .ls', '[]interface {}|[0 1 b a]'],
  ['without .ls "a"', '[]interface {}|[b]'],
  ['without .ls', '[]interface {}|[b a]'],
  ['without .l 1', '[]interface {}|[1 a <nil> true 1.5]'],
  ['without .l 1.0 nil', '[]interface {}|[a true 1.5]'],
  ['without .nope 1', '!runtime error: invalid memory address or nil pointer dereference'],
  ['without "x" "x"', '!Cannot find without on type string'],
  ['without .el 1', '[]interface {}|[]'],
  ['mustWithout .m 1', '!Cannot find without on type map'],
  ['has 1 .l', 'bool|false'],
  ['has 1.0 .l', 'bool|true'],
  ['has nil .l', 'bool|true'],
  ['has "a" .l', 'bool|true'],
  ['has "x" .nope', 'bool|false'],
  ['has "x" nil', 'bool|false'],
  ['has "x" .el', 'bool|false'],
  ['has "x" "xyz"', '!Cannot find has on type string'],
  ['has "k" .m', '!Cannot find has on type map'],
  ['has (list 1.0) .nested', 'bool|true'],
  ['mustHas "x" "xyz"', '!Cannot find has on type string'],
  ['slice .l', '[]interface {}|[1 a <nil> true 1.5]'],
  ['slice .l 1', '[]interface {}|[a <nil> true 1.5]'],
  ['slice .l 1 3', '[]interface {}|[a <nil>]'],
  ['slice .l 0 0', '[]interface {}|[]'],
  ['slice .l 5', '[]interface {}|[]'],
  ['slice .l 3 1', '!reflect.Value.Slice: slice index out of bounds'],
  ['slice .l -1', '!reflect.Value.Slice: slice index out of bounds'],
  ['slice .l 0 99', '!reflect.Value.Slice: slice index out of bounds'],
  ['slice .l "1" 2.9', '[]interface {}|[a]'],
  ['slice .el', '<nil>|<nil>'],
  ['slice .el 5', '<nil>|<nil>'],
  ['slice .nope', '!runtime error: invalid memory address or nil pointer dereference'],
  ['slice "abc" 0 1', '!list should be type of slice or array but string'],
  ['slice .m', '!list should be type of slice or array but map'],
  ['slice (until 4) 1 2', '[]int|[1]'],
  ['mustSlice "abc"', '!list should be type of slice or array but string'],
  ['chunk 2 .l', '[][]interface {}|[[1 a] [<nil> true] [1.5]]'],
  ['chunk 5 .l', '[][]interface {}|[[1 a <nil> true 1.5]]'],
  ['chunk 9 .l', '[][]interface {}|[[1 a <nil> true 1.5]]'],
  ['chunk 1 .ls', '[][]interface {}|[[b] [a]]'],
  ['chunk 3 .el', '[][]interface {}|[]'],
  ['chunk 0 .l', '!runtime error: makeslice: len out of range'],
  ['chunk 0 .el', '!runtime error: makeslice: len out of range'],
  ['chunk -2 (list 1 2 3)', '[][]interface {}|[]'],
  ['chunk -2 (list 1 2 3 4)', '!runtime error: makeslice: len out of range'],
  ['chunk -2 (list 1)', '[][]interface {}|[[1]]'],
  ['chunk -1 (list 0)', '!runtime error: makeslice: len out of range'],
  ['chunk -5 .el', '!runtime error: makeslice: len out of range'],
  ['chunk 2 .nope', '!runtime error: invalid memory address or nil pointer dereference'],
  ['chunk 2 "abc"', '!Cannot chunk type string'],
  ['mustChunk 2 .m', '!Cannot chunk type map'],
];

describe('lists', () => {
  it.each(ROWS)('%s', (expression, result) => check(expression, result));
});

const run = (name: string, ...args: unknown[]) => listFunctions[name]!.run(...(args as [])) as GoList;
const SPOT = new Spot(new SourceFile('values.yaml', 'a'), 0, 1);

describe('what list functions keep', () => {
  const list = new GoList([new Entry('a', SPOT), new Entry('b', null), new Entry('a', null)]);

  it.each(['reverse', 'initial', 'uniq', 'compact', 'concat', 'slice', 'without'])('%s keeps origins', (name) => {
    const result = run(name, list);
    expect(result.entries.find((entry) => entry.value === 'a' && entry.origin === SPOT)).toBeDefined();
  });

  it('append and prepend leave the list as it was', () => {
    expect(run('append', list, 'c').entries.map((entry) => entry.origin)).toEqual([SPOT, null, null, null]);
    expect(run('prepend', list, 'c').entries.map((entry) => entry.origin)).toEqual([null, SPOT, null, null]);
    expect(list.length).toBe(3);
  });

  it('chunk keeps origins in its parts', () => {
    const parts = run('chunk', int(2), list).values() as GoList[];
    expect(parts.map((part) => part.entries.map((entry) => entry.origin))).toEqual([[SPOT, null], [null]]);
  });

  it('uniq of many scalars is quick to answer', () => {
    const many = GoList.of(Array.from({ length: 50_000 }, (_, at) => at));
    expect(run('uniq', many).length).toBe(50_000);
  });

  it('takes bytes for a list of uint8', () => {
    const bytes = new GoBytes(new Uint8Array([104, 105]));
    expect(show(run('first', bytes))).toBe('uint8|104');
    expect(show(run('slice', bytes, int(1)))).toBe('[]uint8|[105]');
  });

  it.each(['first', 'rest', 'uniq', 'compact', 'slice', 'concat', 'without'])('%s of a hole is the hole', (name) => {
    const hole = new Hole('unset', 'an element');
    expect(run(name, hole)).toBe(hole);
  });

  it('has finds nothing in a hole', () => {
    expect(run('has', 'x', new Hole('unset', 'a list'))).toBe(false);
  });
});
