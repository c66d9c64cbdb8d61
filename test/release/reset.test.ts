import { expect, test } from 'vitest';
import { Evaluator, TemplateCache } from '../../src/evaluate/index.js';
import { DEFAULT_RELEASE } from '../../src/release/index.js';
import { makeFamily } from '../../src/scan/family.js';
import { fromPlain, GoMap } from '../../src/value/index.js';
import { chartOf } from '../values/chart-of.js';
import { SourceFile } from '../../src/source/index.js';

const TEXT = '{{ .Values.a }} {{ .Values.m.b }} {{ .Values.global.g }}{{ if .Values.change }}{{ $_ := set .Values "a" 9 }}{{ end }}';

test('every reset starts from the values as they were given', () => {
  const chart = chartOf({ name: 'c', values: '{a: 1, m: {b: 1}, global: {g: 1}}', charts: [{ name: 's', values: '' }] });
  const source = new SourceFile('t.txt', TEXT);
  const withTemplate = { ...chart, templates: [{ name: 'templates/t.txt', bytes: new TextEncoder().encode(TEXT), source }] };
  const templates = new TemplateCache();
  const { release } = makeFamily(withTemplate, new GoMap(), 'as-given', DEFAULT_RELEASE, templates, () => {});
  const written = (): string => release.render(release.files[0]!, new Evaluator(() => {}, templates, null)).toString();
  const steps: (readonly [overlay: Record<string, unknown> | null, text: string])[] = [
    [null, '1 1 1'],
    [{ m: { b: 2 }, n: { o: 1 } }, '1 2 1'],
    [null, '1 1 1'],
    [{ change: true }, '1 1 1'],
    [{ m: { b: 3 } }, '1 3 1'],
    // Merged anew: a table in place of a number, and what all charts share.
    [{ a: { x: 1 } }, 'map[x:1] 1 1'],
    [{ global: { g: 2 }, change: true }, '1 1 2'],
    [{ m: { b: 4 } }, '1 4 1'],
    [null, '1 1 1'],
  ];
  for (const [overlay, text] of steps) {
    release.reset(overlay === null ? null : (fromPlain(overlay) as GoMap));
    expect(written(), JSON.stringify(overlay)).toBe(text);
  }
  release.reset(fromPlain({ change: true }) as GoMap);
  expect([written(), written()]).toEqual(['1 1 1', '9 1 1']);
});
