import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { HelmfileOptions } from '../../../src/deploy/helmfile/index.js';
import { readAt, valuesOf } from './read.js';

const folder = (name: string): string => fileURLToPath(new URL(`../../../fixtures/helmfile/${name}`, import.meta.url));

function described(name: string, options: Partial<HelmfileOptions> = {}): Record<string, unknown> {
  const { units, told } = readAt(folder(name), options);
  expect(told).toEqual([]);
  return Object.fromEntries(
    units.map((unit) => {
      const { chart, notScanned, namespace, set, enabled, condition } = unit;
      return [unit.release, { chart: chart?.replace(`${folder(name)}/`, '') ?? notScanned, namespace, values: valuesOf(unit), set, enabled, condition: condition?.expression ?? null, enabledBy: condition?.enabledBy ?? null }];
    }),
  );
}

const SEARCH = 'The chart is not on this disk; `helm pull search --repo https://charts.example.com --version 4.2.0` fetches it.';

describe('a shop for helmfile v1', () => {
  test('as it is', () => {
    const sidecar = { image: 'registry.example.com/mirror/tools/sidecar:2' };
    expect(described('shop')).toEqual({
      edge: { chart: 'charts/web', namespace: 'platform', values: { image: { registry: 'registry.example.com', repository: 'platform/edge', tag: '3.0.1' } }, set: [], enabled: true, condition: null, enabledBy: null },
      web: { chart: 'charts/web', namespace: 'shop-default', values: { image: { registry: 'registry.example.com', repository: 'shop/web', tag: '1.10' }, sidecar }, set: ['sidecar.enabled=false'], enabled: true, condition: null, enabledBy: null },
      queue: {
        chart: 'charts/queue',
        namespace: 'shop-default',
        values: { image: { registry: 'registry.example.com', repository: 'shop/queue', tag: 'stable' }, sidecar },
        set: [],
        enabled: false,
        condition: 'queue.enabled',
        enabledBy: { queue: { enabled: true } },
      },
      search: { chart: SEARCH, namespace: 'shop-default', values: {}, set: [], enabled: false, condition: '{{ and .Values.search.enabled (ne .Environment.Name "test") }}', enabledBy: { search: { enabled: true } } },
    });
  });

  test('in production, with a variable', () => {
    const found = described('shop', { environment: 'prod', env: { SHOP_REGISTRY: 'local:5000' }, envAllow: ['SHOP_REGISTRY'], selectors: ['name=queue', 'tier=platform'] });
    expect(found).toMatchObject({ edge: { values: { image: { registry: 'local:5000' } } }, queue: { enabled: true, namespace: 'shop-prod', values: { image: { registry: 'local:5000' } } } });
    expect(Object.keys(found)).toEqual(['edge', 'queue']);
  });
});

describe('a site for helmfile v0', () => {
  const site = { chart: 'charts/site', set: [], enabled: true, condition: '{{ .Values.site.enabled }}', enabledBy: null };

  test('in both environments', () => {
    expect(described('legacy')).toEqual({ site: { ...site, namespace: 'default', values: { image: 'registry.example.com/site:1' } } });
    expect(described('legacy', { environment: 'edge' })).toEqual({ site: { ...site, namespace: 'edge', values: { image: 'registry.example.com/site:edge', extra: 'registry.example.com/probe:2' } } });
  });

  test('what decided that', () => {
    expect(readAt(folder('legacy')).notes).toEqual(['Helmfiles are read as helmfile v0 reads them: helmfile.yaml:10 has releases in one part with environments, which v1 refuses.']);
  });
});
