import { expect, test } from 'vitest';
import { maskChart } from '../../src/scan/masked.js';
import { chart, diagnostic, fullResult, image } from '../report/sample.js';

test('messages, conditions and overlays are masked, references and places are not', () => {
  const reference = `ghcr.io/a/token-server:sha-${'deadbeef'.repeat(5)}`;
  const origins = { tag: [{ file: 'values.yaml', line: 1, column: 1, path: 'auth.password' }] };
  const secret = chart('password=x1', {
    images: [
      image(reference, {
        guards: [{ expression: 'eq .Values.auth.password "hunter2"', file: 'password=y1', line: 1, kind: 'if' }],
        enabled_by: { auth: { password: 'hunter2' }, on: true },
        origins,
      }),
      image('redis:7', { status: 'optional', enabled_by_reason: 'no value of auth.password=hunter2' }),
    ],
    unresolved: [{ reason: 'error', message: 'password=hunter2', sink: null, file: null, line: null }],
    diagnostics: [diagnostic({ message: 'password=hunter2', hint: 'not password=hunter2' })],
    needs: ['password=hunter2'],
    not_scanned: 'password=hunter2',
  });
  const masked = maskChart(secret);
  expect(JSON.stringify(masked)).not.toContain('hunter2');
  expect(masked.path).toBe('password=x1');
  expect(masked.images[0]).toMatchObject({ reference, origins, enabled_by: { auth: { password: '***' }, on: true }, guards: [{ expression: 'eq .Values.auth.password "***"', file: 'password=y1' }] });
});

test('a result without secrets is the same', () => {
  for (const one of fullResult.charts) expect(maskChart(one)).toEqual(one);
});
