import { expect, it } from 'vitest';
import { layoutFunctions } from '../../../src/evaluate/functions/layout.js';
import { int } from '../../../src/value/index.js';
import { describeTable } from './go-table.js';

describeTable('layout', layoutFunctions);

it.each(['indent', 'nindent'])('%s has a budget', (name) => {
  expect(layoutFunctions[name]!.run(int(1_000_000), '\n'.repeat(1000))).toMatchObject({ reason: 'limit' });
  expect(layoutFunctions[name]!.run(int(2n ** 62n), 'x')).toMatchObject({ reason: 'limit' });
});
