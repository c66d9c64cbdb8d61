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

const FILES: readonly (readonly [name: string, text: string])[] = [
  ['templates/c.txt', '{{ .Values.a }}{{ $_ := set .Values "a" 2 }}{{ $_ := set .Values "m" (dict "x" 1) }}{{ $_ := set . "o" 1 }}'],
  ['templates/b.txt', '{{ .Values.a }}{{ .Values.m }}{{ .o }}{{ $_ := mergeOverwrite .Values (dict "m" (dict "y" 2) "n" 1) }}{{ $_ := unset .Values "a" }}'],
  ['templates/a.txt', '{{ .Values.a }}{{ .Values.m }}{{ .o }}{{ .Values.n }}{{ $_ := set .Values.m "x" 9 }}'],
];
const FIRST = ['1', '2map[x:1]1', '<no value>map[x:1 y:2]11'];

function release(values: string, files: typeof FILES): { readonly render: (at: number) => string; readonly release: ReturnType<typeof makeFamily>['release'] } {
  const chart = chartOf({ name: 'c', values });
  const withTemplates = { ...chart, templates: files.map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text), source: new SourceFile(name, text) })) };
  const templates = new TemplateCache();
  const made = makeFamily(withTemplates, new GoMap(), 'as-given', DEFAULT_RELEASE, templates, () => {}).release;
  return { release: made, render: (at) => made.render(made.files[at]!, new Evaluator(() => {}, templates, null)).toString() };
}

test('every file can be rendered again as it was rendered first', () => {
  const { release: made, render } = release('{a: 1}', FILES);
  expect(FILES.map((_, at) => render(at))).toEqual(FIRST);
  for (const at of [1, 2, 2, 0, 2, 1, 0, 1]) {
    made.resume(made.files[at]!);
    expect(render(at), String(at)).toBe(FIRST[at]);
  }
  made.reset();
  expect(render(2)).toBe('1<no value><no value><no value>');
  made.reset(fromPlain({ a: 3, m: { z: 1 } }) as GoMap);
  expect([render(1), render(2)]).toEqual(['3map[z:1]<no value>', '<no value>map[y:2 z:1]<no value>1']);
  made.resume(made.files[2]!);
  expect(render(2)).toBe(FIRST[2]);
});

test('where a change cannot be taken back, the values are made anew', () => {
  const big = '{{ $l := dict "a" 1 "l" (until 20000) }}{{ $_ := set .Values "m" (dict "l" $l) }}{{ .Values.m.l.a }}{{ $_ := set $l "a" 2 }}{{ .Values.m.l.a }}';
  const { release: made, render } = release('{a: 1}', [['templates/b.txt', big], ['templates/a.txt', '{{ .Values.m }}']]);
  expect(render(0)).toBe('12');
  made.resume(made.files[1]!);
  expect(render(1)).toBe('<no value>');
  made.resume(made.files[0]!);
  expect(render(0)).toBe('12');
});
