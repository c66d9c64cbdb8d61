import { describe, expect, it } from 'vitest';
import { stringFunctions } from '../../../src/evaluate/functions/strings.js';
import { Hole, int, type GoValue } from '../../../src/value/index.js';
import { describeTable } from './go-table.js';

describeTable('strings', stringFunctions);

const call = (name: string, ...args: GoValue[]): GoValue => stringFunctions[name]!.run(...args);

describe('a text beyond the budget', () => {
  it.each([
    ['repeat', call('repeat', int(1_000_000_000), 'abc')],
    ['repeat beyond what a number holds', call('repeat', int(2n ** 62n), 'abc')],
    ['replace', call('replace', 'a', 'b'.repeat(10_000), 'a'.repeat(10_000))],
    ['replace of nothing', call('replace', '', 'b'.repeat(10_000), 'a'.repeat(10_000))],
  ])('is a hole: %s', (_name, result) => {
    expect(result).toBeInstanceOf(Hole);
    expect(result).toMatchObject({ reason: 'limit' });
  });

  it('repeats nothing as often as wanted', () => {
    expect(call('repeat', int(1_000_000_000), '')).toBe('');
  });
});
