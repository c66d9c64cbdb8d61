import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ReleaseOptions } from '../../src/release/index.js';
import { errorsOf, oneTemplate, render, type Files } from './render.js';

/** A chart with what helm's engine made of it: a text for every executed file, or the error that made it abort. */
interface Row {
  readonly name: string;
  readonly files: Files;
  readonly values?: string;
  readonly options?: Partial<ReleaseOptions>;
  readonly texts?: Readonly<Record<string, string>>;
  readonly error?: string | null;
}

const rows = JSON.parse(readFileSync(new URL('./tables/releases.json', import.meta.url), 'utf8')) as Row[];

describe('charts come out as from helm', () => {
  test.each(rows.map((row): [string, Row] => [row.name, row]))('%s', (_, { files, values, options, texts, error }) => {
    const rendered = render(files, values, options);
    const errors = errorsOf(rendered);
    if (texts === undefined) expect(errors).toEqual(error === null ? expect.arrayContaining([expect.any(String)]) : [error]);
    else expect({ texts: rendered.texts, errors }).toEqual({ texts, errors: [] });
  });
});

describe('what helm gives up for one error', () => {
  test('is answered for all other files', () => {
    const { texts, problems } = render({
      ...oneTemplate('a {{ fail "stop" }} b'),
      'templates/broken.yaml': 'c {{ nope }} d {{ if .Values.x }}',
      'templates/fine.yaml': 'e {{ .Chart.Name }}',
    });
    expect(texts['c/templates/fine.yaml']).toBe('e c');
    expect(texts['c/templates/t.yaml']).toBe('a  b');
    expect(texts['c/templates/broken.yaml']).toMatch(/^c zqh1qz d $/);
    expect(problems.map(({ code, spot }) => [code, spot?.file.name, spot === undefined ? null : spot.file.position(spot.start)])).toEqual([
      ['template-syntax', 'c/templates/broken.yaml', { line: 1, column: 6 }],
      ['template-syntax', 'c/templates/broken.yaml', { line: 1, column: 34 }],
      ['value-required', 'c/templates/t.yaml', { line: 1, column: 6 }],
    ]);
  });
});

test('files execute deepest first, then in descending order', () => {
  const { order } = render({
    ...oneTemplate(''),
    'templates/a.yaml': '',
    'templates/sub/b.yaml': '',
    'charts/s/Chart.yaml': 'apiVersion: v2\nname: s\nversion: 1.0.0\n',
    'charts/s/templates/z.yaml': '',
    'charts/s/templates/_h.tpl': '',
  });
  expect(order).toEqual(['c/charts/s/templates/z.yaml', 'c/templates/sub/b.yaml', 'c/templates/t.yaml', 'c/templates/a.yaml']);
});

test.each([
  ['{{ .Release.Name }} {{ .Release.Namespace }}', { name: 'r', namespace: 'n' }, 'r n'],
  ['{{ .Capabilities.KubeVersion.Version }}', { kubeVersion: '' }, 'v1.36.0'],
])('%s with %j', (template, options, text) => {
  expect(render(oneTemplate(template), '', options).texts['c/templates/t.yaml']).toBe(text);
});
