import { expect, test } from 'vitest';
import { imageArgument } from '../../../src/deploy/gitops/kustomize-images.js';

/** `kustomize edit set image`; Argo CD's `kustomize.images` has the same form. */
test.each([
  ['web:2', 'web', null, '2', null],
  ['web=registry.example.com/web:2', 'web', 'registry.example.com/web', '2', null],
  ['web=registry.example.com:5000/web', 'web', 'registry.example.com:5000/web', null, null],
  ['registry.example.com:5000/web:2', 'registry.example.com:5000/web', null, '2', null],
  ['web@sha256:00', 'web', null, null, 'sha256:00'],
  ['web=other@sha256:00', 'web', 'other', null, 'sha256:00'],
])('%s', (text, name, newName, newTag, digest) => {
  expect(imageArgument(text)).toEqual({ name, newName, newTag, digest });
});

test.each(['', '=x', ':1'])('%j is none', (text) => {
  expect(imageArgument(text)).toBeNull();
});
