import { describe, expect, test } from 'vitest';
import { parseTemplate, type ActionNode, type Expr } from '../../src/template/index.js';
import { readTable } from './read-table.js';

function literal(text: string): Expr {
  const { root, problems } = parseTemplate(`{{${text}}}`, () => false);
  expect(problems).toEqual([]);
  return (root[0] as ActionNode).pipe.commands[0]!.args[0]!;
}

describe('numbers and characters have the values that Go gives them', () => {
  test.each(readTable<[text: string, int: string | null, float: string]>('numbers'))('%s', (text, int, float) => {
    expect(literal(text)).toMatchObject({ kind: 'number', int: int === null ? null : BigInt(int), float: Number(float) });
  });
});

describe('strings have the values that Go gives them', () => {
  test.each(readTable<[text: string, value: string]>('strings'))('%s', (text, value) => {
    expect(literal(text)).toMatchObject({ kind: 'string', value });
  });
});

test.each([
  ['1', false],
  ['0x1F', false],
  ["'a'", false],
  ['1.0', true],
  ['1e3', true],
  ['0x1p4', true],
])('%s is a float64 where any type will do: %j', (text, isFloat) => {
  expect(literal(text)).toMatchObject({ isFloat });
});
