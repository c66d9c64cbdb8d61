import { expect, test } from 'vitest';
import { matches, nearReferences } from '../../src/explain/match.js';
import { chart, image, result } from '../report/sample.js';

const found = result([
  chart('a', { images: [image('quay.io/prometheus/node-exporter:v1'), image('nginx:1.27'), image('nginx:1.27-alpine')] }),
  chart('b', { images: [image('nginx:1.27'), image('docker.io/bitnami/PostgreSQL:16')] }),
]);
const asked = (query: string): string[] => matches(query, found).map(({ chart: { path }, image: { reference } }) => `${path} ${reference}`);

test.each<[string, string[]]>([
  ['nginx:1.27', ['a nginx:1.27', 'b nginx:1.27']],
  ['docker.io/library/nginx:1.27', ['a nginx:1.27', 'b nginx:1.27']],
  ['nginx', ['a nginx:1.27', 'a nginx:1.27-alpine', 'b nginx:1.27']],
  ['library/nginx:1.27-', ['a nginx:1.27-alpine']],
  ['exporter', ['a quay.io/prometheus/node-exporter:v1']],
  ['postgresql', ['b docker.io/bitnami/PostgreSQL:16']],
  ['redis', []],
])('%s', (query, references) => {
  expect(asked(query)).toEqual(references);
});

test.each<[string, string[]]>([
  ['nginz', ['nginx:1.27', 'nginx:1.27-alpine']],
  ['ngnix:1.27', ['nginx:1.27']],
  ['nodeexporter', ['quay.io/prometheus/node-exporter:v1']],
  ['ghcr.io/me/node-exportr:v2', ['quay.io/prometheus/node-exporter:v1']],
  ['something-else-altogether', []],
  ['', []],
])('near %j', (query, references) => {
  expect(nearReferences(query, found)).toEqual(references);
});
