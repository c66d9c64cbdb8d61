import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { Checksums } from '../../src/evaluate/index.js';
import { ScanFolder } from '../property/scan-folder.js';

const folder = new ScanFolder();
afterEach(() => vi.restoreAllMocks());
afterAll(() => folder.remove());

const deployment = (checksum: string, tag = '1'): string => `kind: Pod
metadata:
  annotations:
    checksum/config: ${checksum}
spec:
  containers:
  - image: app:${tag}
`;
const OF_CONFIG = '{{ include (print $.Template.BasePath "/config.yaml") . | sha256sum }}';

async function scanned(config: string, pod: string, values = ''): Promise<{ images: (string | boolean)[]; errors: string[]; left: number }> {
  const left = vi.spyOn(Checksums.prototype, 'leavesOut');
  const { images, diagnostics } = await folder.scan({ 'values.yaml': values, 'templates/config.yaml': config, 'templates/pod.yaml': pod });
  return {
    images: images.map(({ reference, status }) => `${reference} ${status}`),
    errors: diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    left: left.mock.results.filter(({ value }) => value === true).length,
  };
}

describe('a checksum of a file that is run anyway is not made', () => {
  test.each([
    ['of the root dot', OF_CONFIG],
    ['quoted', '"{{ include (print $.Template.BasePath "/config.yaml") $ | sha1sum }}"'],
    ['cut', '{{ include "c/templates/config.yaml" . | sha256sum | trunc 8 | quote }}'],
  ])('%s', async (_, checksum) => {
    const { images, left } = await scanned('kind: ConfigMap', deployment(checksum));
    expect(images).toEqual(['app:1 rendered']);
    expect(left).toBeGreaterThan(0);
  });

  test('what is wrong with the file is told all the same', async () => {
    const { errors, left } = await scanned('kind: ConfigMap\ndata: {{ fail "no config" }}', deployment(OF_CONFIG));
    expect(errors).toEqual(['no config']);
    expect(left).toBeGreaterThan(0);
  });

  test('a file that changes the values is run wherever helm runs it', async () => {
    const { images, left } = await scanned('{{ $_ := set .Values "tag" "2" }}kind: ConfigMap', deployment(OF_CONFIG, '{{ .Values.tag }}'), 'tag: 1');
    expect(images).toEqual(['app:2 rendered']);
    expect(left).toBeGreaterThan(0);
  });
});

describe('and is made where it may be more', () => {
  test.each<[string, string]>([
    ['with other data', '{{ include (print $.Template.BasePath "/config.yaml") (dict "Values" .Values) | sha256sum }}'],
    ['of a file that is not there', '{{ include (print $.Template.BasePath "/none.yaml") . | sha256sum }}'],
    ['of no file', '{{ include "c.name" . | sha256sum }}'],
    ['no hash', '{{ include (print $.Template.BasePath "/config.yaml") . | b64enc }}'],
    ['a name that cannot be told', '{{ include (fail "no name") . | sha256sum }}'],
  ])('%s', async (_, checksum) => {
    const { images, left } = await scanned('{{ define "c.name" }}c{{ end }}kind: ConfigMap', deployment(checksum));
    expect(images).toEqual(['app:1 rendered']);
    expect(left).toBe(0);
  });

  test('under another key', async () => {
    const { images, left } = await scanned('kind: ConfigMap', 'kind: Pod\nspec:\n  containers:\n  - image: app:{{ include (print $.Template.BasePath "/config.yaml") . | sha256sum | trunc 8 }}');
    expect(images).toEqual(['app:033792b5 rendered']);
    expect(left).toBe(0);
  });
});
