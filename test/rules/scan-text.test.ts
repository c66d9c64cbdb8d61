import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReference } from '../../src/rules/level.js';
import { scanQualified } from '../../src/rules/scan-text.js';

const HEX = '0123456789abcdef'.repeat(4);
const found = (text: string): string[] => [...scanQualified(text)].map(({ start, end }) => text.slice(start, end));

describe('scanQualified finds', () => {
  it.each([
    ['quay.io/a/b:v1', ['quay.io/a/b:v1']],
    ['--image=quay.io/a/b:v1', ['quay.io/a/b:v1']],
    ['{"image":"quay.io/a/b:v1"}', ['quay.io/a/b:v1']],
    ['"{\\"image\\":\\"quay.io/a/b:v1\\"}"', ['quay.io/a/b:v1']],
    ['key:quay.io/a/b:v1', ['quay.io/a/b:v1']],
    ['${IMAGE:-quay.io/a/b:v1}', ['quay.io/a/b:v1']],
    ['registry:5000/a:1', ['registry:5000/a:1']],
    ['10.1.2.3:5000/a:1 10.1.2.3/a:1', ['10.1.2.3:5000/a:1', '10.1.2.3/a:1']],
    [`quay.io/a@sha256:${HEX}`, [`quay.io/a@sha256:${HEX}`]],
    [`quay.io/a:v1@sha256:${HEX},`, [`quay.io/a:v1@sha256:${HEX}`]],
    ['4.2.0=quay.io/k:1\n4.3.0=quay.io/k:2', ['quay.io/k:1', 'quay.io/k:2']],
    ['quay.io/a:1,quay.io/b:2;quay.io/c:3', ['quay.io/a:1', 'quay.io/b:2', 'quay.io/c:3']],
    ['It runs quay.io/a:1.2. Then', ['quay.io/a:1.2']],
    ['(see quay.io/a:1)', ['quay.io/a:1']],
    ['[2001:db8::1]:5000/a:1 --image=[::1]/a:1', ['[2001:db8::1]:5000/a:1', '[::1]/a:1']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected));
});

describe('scanQualified passes over', () => {
  it.each([
    'https://quay.io/a:1',
    'oci://quay.io/a/chart:1.0',
    'https://example.com:8443/path:1',
    '/var/lib/quay.io/a:1',
    './quay.io/a:1',
    'conf.d/app:ro',
    'a/b:1',
    'nginx:1.27',
    'quay.io/a',
    'quay.io:443',
    'user@host.example/a:1',
    'quay.io/A:1',
    'quay.io/a:',
    'quay.io/a:${TAG}',
    'quay.io/a:v1-{{ .Arch }}',
    '{{ .Registry }}/a:1',
    '$(REGISTRY).io/a:1',
    'example.com/a:8080/path',
    'example.com/a:1?query',
    'github.com/a/b@v1.2.3',
    'sum(rate(http.requests/total:5m[1m]))',
    `quay.io/a@sha256:${HEX}0`,
    'quay.io/a@sha256:abc',
    'v1.2/a:1',
    '_host.io/a:1',
    'http://[::1]:5000/a:1',
    'list[0]/a:1',
    '[2001:db8::1/a:1',
  ])('%s', (text) => expect(found(text)).toEqual([]));
});

describe('scanQualified', () => {
  it('finds nothing but qualified references, in order and apart, whatever the text', () => {
    const piece = fc.constantFrom('quay.io', '/', ':', '@', 'a', 'v1', '-', '.', '//', ' ', '=', '"', 'sha256:', HEX, 'docker.io/x:1', '{{', '\n', 'localhost:5000');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')), (text) => {
        let before = 0;
        for (const { start, end } of scanQualified(text)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(isReference(text.slice(start, end), 'qualified')).toBe(true);
          before = end;
        }
      }),
    );
  });

  it('takes linear steps on texts made to be slow', () => {
    for (const text of ['/'.repeat(200_000), 'a/'.repeat(200_000), ':'.repeat(100_000) + '/a:1', 'a.b/'.repeat(100_000) + ':', 'a-'.repeat(200_000) + '/x:1', 'quay.io/' + 'a-'.repeat(200_000)]) {
      expect(found(`${text}:`)).toEqual([]);
    }
  });
});
