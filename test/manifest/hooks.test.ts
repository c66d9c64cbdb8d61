import { expect, test } from 'vitest';
import { isDropped } from '../../src/manifest/index.js';
import { yamlMap } from '../values/chart-of.js';

test.each([
  ['pre-install', false],
  ['pre-install,post-upgrade', false],
  [' Pre-Install , TEST ', false],
  ['test', false],
  ['test-success', false],
  ['pre-rollback,post-rollback,pre-delete,post-delete', false],
  ['test-failure', true],
  ['crd-install', true],
  ['pre-install,crd-install', true],
  ['pre-install,', true],
  ['', true],
])('a hook for %j is dropped: %j', (hook, dropped) => {
  expect(isDropped(yamlMap(`metadata: {annotations: {helm.sh/hook: ${JSON.stringify(hook)}}}`))).toBe(dropped);
});

test.each([['kind: Pod'], ['metadata: {}'], ['metadata: x'], ['metadata: {annotations: null}'], ['metadata: {annotations: {a: b}}'], ['metadata: {annotations: {helm.sh/hook: 1}}']])('%s is no hook', (document) => {
  expect(isDropped(yamlMap(document))).toBe(false);
});
