import { expect, test } from 'vitest';
import { verificationText, unverified, type ChartVerification, type Verification } from '../../src/verify/index.js';

const chart = (path: string, more: Partial<ChartVerification>): ChartVerification => ({
  path, name: path, version: '1', outcome: 'agrees', reason: null, foreseen: false, agree: [], missing: [], extra: [], unresolved: [], tolerated: [], witnesses: [], ...more,
});

const found: Verification = {
  helm: { path: 'helm', version: 'v3.21.4' },
  note: null,
  summary: { charts: 5, agree: 1, differ: 1, helm_failed: 2, skipped: 1, witnesses: { checked: 3, confirmed: 1 } },
  charts: [
    chart('a', { agree: ['x:1'], tolerated: ['a value\nis bad'] }),
    chart('b', {
      outcome: 'differs',
      agree: ['x:1', 'y:1'],
      missing: [
        { reference: 'm:1', resource: { kind: 'Pod', name: 'p' }, document_path: 'spec.containers[0].image', status: null },
        { reference: 'n:1', resource: { kind: 'Pod', name: 'p' }, document_path: 'spec.containers[1].image', status: 'optional' },
      ],
      extra: [{ reference: 'e:1', template: { file: 'b/t.yaml', line: 3, column: 1 } }, { reference: 'f:1', template: null }],
      unresolved: ['u:1'],
      witnesses: [
        { overlay: { on: true }, confirmed: ['w:1'], absent: ['w:2'], refused: null },
        { overlay: { on: 1 }, confirmed: [], absent: ['w:3'], refused: 'two\n  lines' },
      ],
    }),
    chart('c', { outcome: 'helm-failed', reason: 'tag is missing', foreseen: true }),
    chart('d', { outcome: 'helm-failed', reason: 'two\n\nlines' }),
    chart('e', { outcome: 'skipped', reason: 'it is deployed by HelmRelease e' }),
  ],
};

test('everything that can be said', () => {
  expect(verificationText(found)).toBe(`ok       a: 1 image
  tolerated  a value
    is bad: told as an error, and helm renders the chart
differs  b: 2 images
  missing  m:1: helm renders it in Pod p spec.containers[0].image, it was not named
  missing  n:1: helm renders it in Pod p spec.containers[1].image, it was said to be optional
  extra  e:1: helm does not render it, b/t.yaml:3
  extra  f:1: helm does not render it
  unresolved  u:1
  witness  w:2 with {"on":true}: helm does not render it
  witness  w:3 with {"on":1}: helm refuses: two
    lines
failed   c: tag is missing (as was said)
failed   d: two
    lines
skipped  e: it is deployed by HelmRelease e
1 chart agrees with helm v3.21.4, 1 differs, helm failed on 2, 1 skipped, 1 of 3 optional images confirmed
`);
});

test('without helm there is only a note', () => {
  expect(verificationText(unverified('there is no helm in PATH'))).toBe('nothing was checked: there is no helm in PATH\n');
});
