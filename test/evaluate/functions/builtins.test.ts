import { describe, expect, it } from 'vitest';
import { builtinFunctions } from '../../../src/evaluate/functions/builtins.js';
import { GoMap, Hole, int } from '../../../src/value/index.js';
import { check } from './expression.js';

// Expected results are those of Go's text/template with sprig 3.3.0: type and text, or `!` and the error.
const ROWS: [expression: string, result: string][] = [
  ['eq 1 1', 'bool|true'],
  ['eq 1 2 1', 'bool|true'],
  ['eq .a 1', '!incompatible types for comparison: float64 and int'],
  ['eq .a 1.0', 'bool|true'],
  ['eq (int .a) 1', 'bool|true'],
  ['eq (int64 1) 1', 'bool|true'],
  ['eq "x" "a" "x"', 'bool|true'],
  ['eq "x" 1', '!incompatible types for comparison: string and int'],
  ['eq "x" nil', 'bool|false'],
  ['eq .nope ""', 'bool|false'],
  ['eq .nope nil', 'bool|true'],
  ['eq nil nil', 'bool|true'],
  ['eq nil 1 nil', 'bool|true'],
  ['eq (.nope) nil', 'bool|true'],
  ['eq .m nil', 'bool|false'],
  ['eq (dict "a" "b") (dict "a" "b")', '!non-comparable type map[a:b]: map[string]interface {}'],
  ['eq (list "a") (dict "a" "b")', '!non-comparable types [a]: []interface {}, map[string]interface {}: map[a:b]'],
  ['eq .m "a"', '!incompatible types for comparison: map[string]interface {} and string'],
  ['eq (list "a") (list "b")', '!non-comparable type [b]: []interface {}'],
  ['eq (rest (list)) nil', 'bool|true'],
  ['eq (list) nil', 'bool|false'],
  ['eq true true', 'bool|true'],
  ['eq true 1', '!incompatible types for comparison: bool and int'],
  ['eq 1', '!missing argument for comparison'],
  ['eq "a" .m', '!incompatible types for comparison: string and map[string]interface {}'],
  ['eq .nope .m', 'bool|false'],
  ['ne .nope "x"', 'bool|true'],
  ['ne 1 1', 'bool|false'],
  ['ne 1.0 1', '!incompatible types for comparison: float64 and int'],
  ['lt 1 2', 'bool|true'],
  ['lt 1.5 2.5', 'bool|true'],
  ['lt 1 2.5', '!incompatible types for comparison: int and float64'],
  ['lt "a" "b"', 'bool|true'],
  ['lt "B" "a"', 'bool|true'],
  ['lt "10" "9"', 'bool|true'],
  ['lt .nope 1', '!invalid type for comparison'],
  ['lt 1 nil', '!invalid type for comparison'],
  ['lt true false', '!invalid type for comparison'],
  ['lt .m .m', '!invalid type for comparison'],
  ['lt true 1', '!incompatible types for comparison: bool and int'],
  ['lt "a" 1', '!incompatible types for comparison: string and int'],
  ['le 1 1', 'bool|true'],
  ['le 2 1', 'bool|false'],
  ['le "a" "a"', 'bool|true'],
  ['gt 2 1', 'bool|true'],
  ['gt 1 1', 'bool|false'],
  ['gt .nope 1', '!invalid type for comparison'],
  ['ge 1 1', 'bool|true'],
  ['ge 0 1', 'bool|false'],
  ['ge "b" "a"', 'bool|true'],
  ['ge true false', '!invalid type for comparison'],
  ['not nil', 'bool|true'],
  ['not .nope', 'bool|true'],
  ['not 0', 'bool|true'],
  ['not 0.0', 'bool|true'],
  ['not .em', 'bool|true'],
  ['not .l', 'bool|false'],
  ['not "false"', 'bool|false'],
  ['not (semver "1.0.0")', 'bool|false'],
  ['len "é"', 'int|2'],
  ['len ""', 'int|0'],
  ['len .l', 'int|5'],
  ['len .m', 'int|2'],
  ['len .em', 'int|0'],
  ['len .nope', '!len of nil pointer'],
  ['len nil', '!reflect: call of reflect.Value.Type on zero Value'],
  ['len (.nope)', '!reflect: call of reflect.Value.Type on zero Value'],
  ['len .a', '!len of type float64'],
  ['len 1', '!len of type int'],
  ['len true', '!len of type bool'],
  ['len (semver "1.0.0")', '!len of type semver.Version'],
  ['len (rest (list))', 'int|0'],
  ['index .m "k"', 'string|v'],
  ['index .m "nope"', '<nil>|<nil>'],
  ['index .m "p" "c"', '<nil>|<nil>'],
  ['index .m "p" "c" "d"', '!index of nil pointer'],
  ['index .m "nope" "x"', '!index of nil pointer'],
  ['index .nope "x"', '!index of untyped nil'],
  ['index nil "x"', '!index of untyped nil'],
  ['index .m', 'map[string]interface {}|map[k:v p:map[c:<nil>]]'],
  ['index .m 1', '!value has type int; should be string'],
  ['index .m nil', '!value is nil; should be of type string'],
  ['index .m .nope', '!value is nil; should be of type string'],
  ['index .l 0', 'float64|1'],
  ['index .l 1', 'string|a'],
  ['index .l 5', '!reflect: slice index out of range'],
  ['index .l 6', '!index out of range: 6'],
  ['index .l -1', '!index out of range: -1'],
  ['index .l .a', '!cannot index slice/array with type float64'],
  ['index .l 1.0', '!cannot index slice/array with type float64'],
  ['index .l "0"', '!cannot index slice/array with type string'],
  ['index .l nil', '!cannot index slice/array with nil'],
  ['index .l (int64 1)', 'string|a'],
  ['index .nested 2 "a"', 'float64|1'],
  ['index .nested 0 0', 'float64|1'],
  ['index "abc" 1', 'uint8|98'],
  ['index "abc" 3', '!reflect: string index out of range'],
  ['index "abc" 9', '!index out of range: 9'],
  ['index 5 1', "!can't index item of type int"],
  ['index .a "x"', "!can't index item of type float64"],
  ['index (semver "1.0.0") "x"', "!can't index item of type semver.Version"],
  ['index (until 3) 1', 'int|1'],
];

describe("Go's own functions", () => {
  it.each(ROWS)('%s', (expression, result) => check(expression, result));
});

describe('comparing holes', () => {
  const hole = new Hole('required', 'a value');

  it.each(['eq', 'lt', 'gt', 'ge', 'le'])('%s with anything is false', (name) => {
    for (const other of ['x', int(1), 1.5, true, null, new GoMap()]) {
      expect(builtinFunctions[name]!.run(hole, other)).toBe(false);
      expect(builtinFunctions[name]!.run(other, hole)).toBe(false);
    }
  });

  it('a hole equals itself', () => expect(builtinFunctions['eq']!.run(hole, hole)).toBe(true));

  it('what is in a hole, or at a hole, is the hole', () => {
    expect(builtinFunctions['index']!.run(hole, 'a', int(1))).toBe(hole);
    expect(builtinFunctions['index']!.run(GoMap.of({ a: 1 }), hole)).toBe(hole);
    expect(builtinFunctions['len']!.run(hole)).toBe(hole);
  });
});

describe('order of texts', () => {
  it('is that of code points, as in UTF-8', () => {
    expect(builtinFunctions['lt']!.run('\uffff', '\u{1f600}')).toBe(true);
    expect(builtinFunctions['lt']!.run('\u{1f600}', '\uffff')).toBe(false);
  });

  it('a missing key of a map of texts is the empty text', () => {
    expect(builtinFunctions['index']!.run(new GoMap('map[string]string'), 'a')).toBe('');
  });
});
