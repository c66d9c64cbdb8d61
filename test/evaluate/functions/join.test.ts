import { describe, expect, it } from 'vitest';
import { joinFunctions } from '../../../src/evaluate/functions/join.js';
import { GoList, HOLE_MARKER, Hole, type GoValue } from '../../../src/value/index.js';
import { describeTable } from './go-table.js';

describeTable('join', joinFunctions);

const call = (name: string, ...args: GoValue[]): GoValue => joinFunctions[name]!.run(...args);

describe('a hole', () => {
  const hole = new Hole('required', 'a value is missing');

  it('prints as its marker', () => {
    expect(call('toString', hole)).toBe(HOLE_MARKER);
    expect(call('quote', 'a', hole)).toBe(`"a" "${HOLE_MARKER}"`);
    expect(call('cat', hole, 'b')).toBe(`${HOLE_MARKER} b`);
    expect(call('join', '/', GoList.of(['a', hole, null]))).toBe(`a/${HOLE_MARKER}`);
  });
});

describe('undefined, a nil that went through a pipeline', () => {
  it('is a nil as any other', () => {
    expect(call('toString', undefined)).toBe('<nil>');
    expect(call('quote', undefined, 'a')).toBe('"a"');
    expect(call('join', ',', undefined)).toBe('');
  });
});

it('join has a budget', () => {
  const long = 'x'.repeat(1_000_000);
  expect(call('join', ',', GoList.of(Array.from({ length: 100 }, () => long)))).toMatchObject({ reason: 'limit' });
});
