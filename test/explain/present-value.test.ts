import { expect, test } from 'vitest';
import { presentValue } from '../../src/explain/present-value.js';
import { GoList, GoMap, Hole, int, type GoValue } from '../../src/value/index.js';

test.each<[string, GoValue, string]>([
  ['a', undefined, 'not set'],
  ['a', null, 'null'],
  ['a', false, 'false'],
  ['a', int(3), '3'],
  ['a', 1.5, '1.5'],
  ['a', '', '""'],
  ['a', 'Daemon"Set', '"Daemon\\"Set"'],
  ['a', 'x'.repeat(100), `"${'x'.repeat(60)}…"`],
  ['a', GoList.of([]), 'an empty list'],
  ['a', GoList.of([1, 2]), 'a list of 2'],
  ['a', new GoMap(), 'an empty map'],
  ['a', GoMap.of({ b: 1 }), 'a map of 1'],
  ['a', new Hole('required', 'r'), 'not known'],
  ['password', 'hunter2', 'set'],
  ['adminPassword', 'hunter2', 'set'],
  ['clientSecret', 'x', 'set'],
  ['apiKey', 'x', 'set'],
  ['password', '', '""'],
  ['existingSecret', true, 'true'],
])('%s (%#)', (key, value, text) => {
  expect(presentValue(['auth', key], value)).toBe(text);
});
