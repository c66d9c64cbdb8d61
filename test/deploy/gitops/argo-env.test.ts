import { expect, test } from 'vitest';
import { ArgoEnv } from '../../../src/deploy/gitops/argo-env.js';

/** From Go's os.Expand. */
test.each([
  ['$A-b', '1-b'],
  ['${A}x', '1x'],
  ['$$A', '$A'],
  ['$', '$'],
  ['a$', 'a$'],
  ['$-x', 'x'],
  ['${', ''],
  ['${A', 'A'],
  ['${}x', 'x'],
  ['$1', ''],
  ['$1A', 'A'],
  ['$B', ''],
  ['$A_x', ''],
  ['a$ b', 'a$ b'],
  ['$$$A', '$1'],
  ['$constructor', ''],
])('%s', (text, expected) => {
  expect(new ArgoEnv({ A: '1' }).expand(text)).toBe(expected);
});

test('what only the controller knows stays and is remembered', () => {
  const env = new ArgoEnv({ REVISION: null });
  expect(env.expand('v-$REVISION-${REVISION}')).toBe('v-$REVISION-${REVISION}');
  expect([...env.unknown]).toEqual(['REVISION']);
});
