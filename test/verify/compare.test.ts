import { expect, test } from 'vitest';
import { compare } from '../../src/verify/compare.js';
import { chart, image } from '../report/sample.js';

const rendered = (reference: string, name = 'web') => ({ reference, resource: { kind: 'Pod', name }, document_path: 'spec.containers[0].image' });
const sink = (name: string) => ({ kind: 'container', resource: { kind: 'Pod', name }, document_path: 'spec.containers[0].image', template: { file: 't.yaml', line: 3, column: 1 }, rule: 'kubernetes/pod' });
const NOTHING = { agree: [], missing: [], extra: [], unresolved: [] };

test('the same images agree, however often they are used', () => {
  const said = chart('c', { images: [image('b:1'), image('a:1')] });
  expect(compare(said, [rendered('a:1'), rendered('b:1'), rendered('a:1', 'other')])).toEqual({ ...NOTHING, agree: ['a:1', 'b:1'] });
});

test('what was not said to be rendered is missing, with what was said', () => {
  const said = chart('c', { images: [image('a:1', { status: 'optional' })] });
  expect(compare(said, [rendered('b:1'), rendered('a:1')])).toEqual({
    ...NOTHING,
    missing: [{ ...rendered('a:1'), status: 'optional' }, { ...rendered('b:1'), status: null }],
  });
});

test('what helm does not render is extra, unless it was not said to be rendered', () => {
  const said = chart('c', { images: [image('a:1', { sinks: [sink('web')] }), image('b:1'), image('c:1', { status: 'optional' })] });
  expect(compare(said, [])).toEqual({
    ...NOTHING,
    extra: [{ reference: 'a:1', template: { file: 't.yaml', line: 3, column: 1 } }, { reference: 'b:1', template: null }],
  });
});

test('a place that was told as unresolved may hold anything, another place may not', () => {
  const said = chart('c', { unresolved: [{ reason: 'required', message: '', sink: sink('web'), file: null, line: null }] });
  expect(compare(said, [rendered('a:1', 'web')])).toEqual({ ...NOTHING, unresolved: ['a:1'] });
  expect(compare(said, [rendered('a:1', 'db')]).missing).toHaveLength(1);
});
