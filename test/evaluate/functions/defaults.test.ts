import { describe, expect, it } from 'vitest';
import { defaultFunctions } from '../../../src/evaluate/functions/defaults.js';
import { Hole } from '../../../src/value/index.js';
import { check } from './expression.js';

// Expected results are those of Go's text/template with sprig 3.3.0: type and text, or `!` and the error.
const ROWS: [expression: string, result: string][] = [
  ['default "d" .nope', 'string|d'],
  ['default "d" nil', 'string|d'],
  ['default "d" .nul', 'string|d'],
  ['default "d" .e', 'string|d'],
  ['default "d" .ff', 'string|d'],
  ['default "d" .z', 'string|d'],
  ['default 0 .z', 'int|0'],
  ['default "d" .el', 'string|d'],
  ['default "d" .em', 'string|d'],
  ['default "d" .l', '[]interface {}|[1 a <nil> true 1.5]'],
  ['default "d" .s', 'string|x'],
  ['default "d"', 'string|d'],
  ['default "d" (int 0)', 'string|d'],
  ['default "d" "x" "y"', 'string|x'],
  ['default nil nil', '<nil>|<nil>'],
  ['empty .nope', 'bool|true'],
  ['empty nil', 'bool|true'],
  ['empty .el', 'bool|true'],
  ['empty (list)', 'bool|true'],
  ['empty (list nil)', 'bool|false'],
  ['empty .tt', 'bool|false'],
  ['empty .ff', 'bool|true'],
  ['empty 0.0', 'bool|true'],
  ['empty -1', 'bool|false'],
  ['empty "0"', 'bool|false'],
  ['coalesce', '<nil>|<nil>'],
  ['coalesce nil', '<nil>|<nil>'],
  ['coalesce .nul .e .ff "x"', 'string|x'],
  ['coalesce .nul 0 "" .em', '<nil>|<nil>'],
  ['all', 'bool|true'],
  ['all 1 2', 'bool|true'],
  ['all 1 0', 'bool|false'],
  ['all .nope 1', 'bool|false'],
  ['any', 'bool|false'],
  ['any 0 ""', 'bool|false'],
  ['any 0 .nope "a"', 'bool|true'],
  ['ternary "t" "f" true', 'string|t'],
  ['ternary "t" "f" .ff', 'string|f'],
  ['ternary "t" .nope .ff', '<nil>|<nil>'],
];

describe('functions that ask whether a value is empty', () => {
  it.each(ROWS)('%s', (expression, result) => check(expression, result));
});

describe('emptiness of holes', () => {
  const unset = new Hole('unset', 'a value');
  const random = new Hole('not-deterministic', 'a random text', true);

  it('gives the default for a hole that may be empty, not for one that never is', () => {
    expect(defaultFunctions['default']!.run('d', unset)).toBe('d');
    expect(defaultFunctions['default']!.run('d', random)).toBe(random);
    expect(defaultFunctions['coalesce']!.run(unset, random, 'x')).toBe(random);
    expect(defaultFunctions['empty']!.run(unset)).toBe(true);
  });
});
