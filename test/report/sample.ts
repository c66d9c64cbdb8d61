import type { ChartResult, DiagnosticRecord, ImageRecord, ScanResult } from '../../src/scan/result.js';

/** Results as a scan could give them, for tests of what comes after the scan. */
export const image = (reference: string, more: Partial<ImageRecord> = {}): ImageRecord => {
  const [repository = '', tag = null] = reference.split(':');
  return {
    reference,
    registry: null,
    repository,
    tag,
    digest: null,
    normalized: `docker.io/library/${reference}`,
    status: 'rendered',
    sinks: [],
    guards: [],
    enabled_by: null,
    enabled_by_reason: null,
    origins: {},
    ...more,
  };
};

export const chart = (path: string, more: Partial<ChartResult> = {}): ChartResult => ({
  path,
  name: path,
  version: '1.0.0',
  app_version: '',
  release: 'release-name',
  namespace: 'default',
  owner: null,
  variant: null,
  not_scanned: null,
  images: [],
  unresolved: [],
  diagnostics: [],
  needs: [],
  ...more,
});

export const diagnostic = (more: Partial<DiagnosticRecord> = {}): DiagnosticRecord => ({
  code: 'template-error',
  severity: 'error',
  message: 'nil pointer',
  hint: null,
  file: null,
  line: null,
  column: null,
  ...more,
});

export const result = (charts: readonly ChartResult[], diagnostics: readonly DiagnosticRecord[] = []): ScanResult => ({
  charts,
  diagnostics,
  ignored: [],
});

/** Every field of every record filled. */
export const fullResult = result(
  [
    chart('charts/a', {
      app_version: '2',
      owner: { kind: 'HelmRelease', name: 'a', file: 'release.yaml', line: 3 },
      images: [
        image('nginx:1.27', {
          sinks: [
            {
              kind: 'container',
              resource: { kind: 'Deployment', name: 'web' },
              document_path: 'spec.template.spec.containers[0].image',
              template: { file: 'charts/a/templates/web.yaml', line: 12, column: 11 },
              rule: 'pod',
            },
          ],
          origins: { tag: [{ file: 'charts/a/values.yaml', line: 4, column: 8, path: 'image.tag' }] },
        }),
        image('redis:7', {
          status: 'optional',
          guards: [{ expression: '.Values.cache.enabled', file: 'charts/a/templates/cache.yaml', line: 1, kind: 'if' }],
          enabled_by: { cache: { enabled: true } },
        }),
      ],
      unresolved: [{ reason: 'required', message: 'tag is missing', sink: null, file: 'charts/a/templates/x.yaml', line: 7 }],
      diagnostics: [diagnostic({ file: 'charts/a/templates/x.yaml', line: 7, column: 3, hint: 'Set the tag.' })],
      needs: ['A value for image.tag.'],
    }),
    chart('charts/b', { not_scanned: 'it is a library', images: [image('redis:7')] }),
  ],
  [diagnostic({ code: 'path-missing', message: 'nowhere does not exist' })],
);

export const context = { timestamp: '2026-01-01T00:00:00.000Z', executionTime: 0.25, environment: null, platform: null, version: '0.0.0' };
