import { afterEach, describe, expect, test, vi } from 'vitest';
import { IncludeMemo } from '../../src/evaluate/index.js';
import { scan } from '../../src/index.js';
import { pod, scanTree } from '../scan/scan-tree.js';
import { CHART_YAML, errorsOf, render, type Files } from '../release/render.js';

afterEach(() => vi.restoreAllMocks());

/** Two files of a chart, in the order in which helm runs them, and helpers. */
const chart = (helpers: string, second: string, first = ''): Files => ({ 'Chart.yaml': CHART_YAML, 'templates/_h.tpl': helpers, 'templates/b.txt': first, 'templates/a.txt': second });

const texts = (files: Files, values: string): unknown => {
  const rendered = render(files, values);
  return [rendered.texts['c/templates/b.txt'], rendered.texts['c/templates/a.txt'], errorsOf(rendered)];
};

const X = '{{ define "x" }}[{{ .Values.a }}]{{ end }}';
const TWICE = '{{ include "x" . }}{{ include "x" . }}';

describe('what a template wrote is taken from an equal call', () => {
  test.each<[string, Files, string]>([
    ['in one file', chart(X, TWICE), 'a: 1'],
    ['in two files', chart(X, '{{ include "x" . }}', '{{ include "x" $ }}'), 'a: 1'],
    ['data made for the call', chart('{{ define "x" }}{{ .c.Values.a }}{{ .l }}{{ end }}', '{{ range $i := until 2 }}{{ include "x" (dict "c" $ "l" (list $.Values.m)) }}{{ end }}'), 'a: 1\nm: {b: 2}'],
    ['below another call', chart(`${X}{{ define "y" }}<{{ include "x" . }}>{{ end }}`, '{{ include "x" . }}{{ include "y" . }}'), 'a: 1'],
  ])('%s', (_, files, values) => {
    const find = vi.spyOn(IncludeMemo.prototype, 'find');
    const found = texts(files, values);
    expect(find.mock.results.some(({ value }) => value !== null)).toBe(true);
    find.mockReturnValue(null);
    expect(texts(files, values)).toEqual(found);
  });
});

describe('and not where it would come out otherwise', () => {
  // The texts are those of helm 3.21.4.
  test.each<[string, Files, string, string, string?]>([
    ['the values were changed', chart(X, '{{ include "x" . }}{{ $_ := set .Values "a" 2 }}{{ include "x" . }}'), 'a: 1', '[1][2]'],
    ['the values were changed by another file', chart(X, '{{ include "x" . }}', '{{ include "x" . }}{{ $_ := set .Values "a" 2 }}'), 'a: 1', '[2]', '[1]'],
    ['a part of the values was merged into', chart('{{ define "x" }}[{{ .Values.m.a }}]{{ end }}', '{{ include "x" . }}{{ $_ := mergeOverwrite .Values.m (dict "a" 2) }}{{ include "x" . }}'), 'm: {a: 1}', '[1][2]'],
    ['the values were replaced by a copy', chart(X, '{{ include "x" . }}{{ $_ := set . "Values" (deepCopy .Values) }}{{ $_ := set .Values "a" 2 }}{{ include "x" . }}'), 'a: 1', '[1][2]'],
    ['data was changed', chart('{{ define "x" }}[{{ .a }}]{{ end }}', '{{ $d := dict "a" 1 }}{{ include "x" $d }}{{ $_ := set $d "a" 2 }}{{ include "x" $d }}'), '', '[1][2]'],
    ['something in the data was changed', chart('{{ define "x" }}[{{ .d.a }}]{{ end }}', '{{ $d := dict "a" 1 }}{{ include "x" (dict "d" $d) }}{{ $_ := set $d "a" 2 }}{{ include "x" (dict "d" $d) }}'), '', '[1][2]'],
    ['the data is of another type', chart('{{ define "x" }}[{{ printf "%T" . }}]{{ end }}', '{{ include "x" 1 }}{{ include "x" 1.0 }}{{ include "x" (list) }}{{ include "x" (dict) }}'), '', '[int][float64][[]interface {}][map[string]interface {}]'],
    ['the helper changes the data itself', chart('{{ define "x" }}{{ $_ := set . "n" (add1 (.n | default 0)) }}[{{ .n }}]{{ end }}', '{{ $d := dict }}{{ include "x" $d }}{{ include "x" $d }}'), '', '[1][2]'],
    ['the name of the file', chart('{{ define "x" }}[{{ .Template.Name }}]{{ end }}', '{{ include "x" . }}', '{{ include "x" . }}'), '', '[c/templates/a.txt]', '[c/templates/b.txt]'],
    ['the name of the file, asked for by a text', chart('{{ define "x" }}[{{ (get . "Template").Name }}]{{ end }}', '{{ include "x" . }}', '{{ include "x" . }}'), '', '[c/templates/a.txt]', '[c/templates/b.txt]'],
    ['the name of the file, met in a loop', chart('{{ define "x" }}{{ range $k, $v := . }}{{ if eq $k "Template" }}[{{ $v.Name }}]{{ end }}{{ end }}{{ end }}', '{{ include "x" . }}', '{{ include "x" . }}'), '', '[c/templates/a.txt]', '[c/templates/b.txt]'],
    ['the name of the file, in the text of a map', chart('{{ define "x" }}[{{ regexFind "[ab][.]txt" (toJson (pick . "Template")) }}]{{ end }}', '{{ include "x" . }}', '{{ include "x" . }}'), '', '[a.txt]', '[b.txt]'],
    ['the root dot was added to', chart('{{ define "x" }}[{{ .extra }}]{{ end }}', '{{ include "x" . }}{{ $_ := set . "extra" 2 }}{{ include "x" . }}'), '', '[][2]'],
    ['something that was put into the data later', chart('{{ define "x" }}[{{ .n.a }}]{{ end }}', '{{ $d := dict "n" dict }}{{ include "x" $d }}{{ $n := dict "a" 1 }}{{ $_ := set $d "n" $n }}{{ include "x" $d }}{{ $_ := set $n "a" 2 }}{{ include "x" $d }}'), '', '[][1][2]'],
    ['something that was put into the values', chart('{{ define "x" }}[{{ toJson .Values.m }}]{{ end }}', '{{ $n := dict "a" 1 }}{{ $_ := set .Values "m" (dict "n" $n) }}{{ include "x" . }}{{ $_ := set $n "a" 2 }}{{ include "x" . }}'), '', '[{"n":{"a":1}}][{"n":{"a":2}}]'],
    ['something that was put into the values, too large to be watched', chart('{{ define "x" }}[{{ .Values.m.l.a }}]{{ end }}', '{{ $l := dict "a" 1 "l" (until 300) }}{{ $_ := set .Values "m" (dict "l" $l) }}{{ include "x" . }}{{ $_ := set $l "a" 2 }}{{ include "x" . }}'), '', '[1][2]'],
    ['data too large to be watched', chart('{{ define "x" }}[{{ .a }}]{{ end }}', '{{ $d := dict "a" 1 "l" (until 300) }}{{ include "x" $d }}{{ $_ := set $d "a" 2 }}{{ include "x" $d }}'), '', '[1][2]'],
    ['the name of the file, in the text of a map around', chart('{{ define "x" }}[{{ regexFind "[ab][.]txt" (toJson (dict "d" (pick . "Template"))) }}]{{ end }}', '{{ include "x" . }}', '{{ include "x" . }}'), '', '[a.txt]', '[b.txt]'],
    ['an entry of the root dot, met on the way', chart('{{ define "x" }}[{{ .o.a }}]{{ end }}', '{{ $_ := set . "o" (dict "a" 1) }}{{ include "x" . }}{{ $_ := set . "o" (dict "a" 2) }}{{ include "x" . }}'), '', '[1][2]'],
    ['an entry of the root dot, asked for by name', chart('{{ define "x" }}[{{ index .c "o" }}]{{ end }}', '{{ $_ := set . "o" 1 }}{{ include "x" (dict "c" $) }}{{ $_ := set . "o" 2 }}{{ include "x" (dict "c" $) }}'), '', '[1][2]'],
    ['an entry of the root dot, in a part of it', chart('{{ define "x" }}[{{ (pick .c "o").o }}{{ (omit .c "Files").o }}]{{ end }}', '{{ $_ := set . "o" 1 }}{{ include "x" (dict "c" $) }}{{ $_ := set . "o" 2 }}{{ include "x" (dict "c" $) }}'), '', '[11][22]'],
    ['an entry of the root dot that is there by now', chart('{{ define "x" }}[{{ hasKey . "o" }}]{{ end }}', '{{ include "x" . }}{{ $_ := set . "o" 2 }}{{ include "x" . }}'), '', '[false][true]'],
    ['a copy of the values was changed', chart('{{ define "x" }}[{{ .v.m.a }}]{{ end }}', '{{ $c := deepCopy .Values }}{{ include "x" (dict "v" $c) }}{{ $_ := set $c.m "a" 2 }}{{ include "x" (dict "v" $c) }}'), 'm: {a: 1}', '[1][2]'],
    ['a helper that the helper calls changes the data', chart('{{ define "y" }}{{ $_ := set .d "n" (add1 (.d.n | default 0)) }}{{ end }}{{ define "x" }}{{ include "y" (dict "d" .) }}[{{ .n }}]{{ end }}', '{{ $d := dict }}{{ include "x" $d }}{{ include "x" $d }}'), '', '[1][2]'],
    ['the values were changed and changed back', chart(X, '{{ include "x" . }}{{ $_ := set .Values "a" 2 }}{{ include "x" . }}{{ $_ := set .Values "a" 1 }}{{ include "x" . }}{{ $_ := unset .Values "a" }}{{ include "x" . }}'), 'a: 1', '[1][2][1][]'],
    ['what tpl defines', chart(X, '{{ include "x" . }}{{ tpl "{{ define \\"x\\" }}other{{ end }}{{ include \\"x\\" . }}" . }}{{ include "x" . }}'), 'a: 1', '[1]other[1]'],
  ])('%s', (_, files, values, second, first = '') => {
    expect(texts(files, values)).toEqual([first, second, []]);
  });

  test('what helm refuses is refused in every file', () => {
    const files = chart('{{ define "x" }}{{ required "a is needed" .Values.a }}{{ end }}', '{{ include "x" . }}', '{{ include "x" . }}');
    expect(errorsOf(render(files))).toEqual(['a is needed', 'a is needed']);
  });
});

test('data that is nested without end is handed on all the same', () => {
  const files = chart('{{ define "x" }}y{{ end }}', '{{ $d := dict }}{{ range until 20000 }}{{ $d = dict "d" $d }}{{ end }}{{ include "x" $d }}');
  expect(texts(files, '')).toEqual(['', 'y', []]);
});

/** All that a scan says, but for how long it took. */
const answer = async (paths: readonly string[]): Promise<unknown> => (await scan({ paths: [...paths], workers: 1 })).charts;

test('it changes nothing of an answer', async () => {
  const paths = ['fixtures'];
  const with_ = await answer(paths);
  vi.spyOn(IncludeMemo.prototype, 'find').mockReturnValue(null);
  expect(await answer(paths)).toEqual(with_);
}, 60_000);

test('what is assumed for the time of a branch holds for the calls below the calls in it', async () => {
  const { images } = await scanTree({
    'values.yaml': 'use: false\n',
    'templates/_h.tpl': '{{ define "inner" }}{{ if .Values.use }}used{{ end }}{{ end }}{{ define "outer" }}{{ include "inner" . }}{{ end }}',
    'templates/z.yaml': '{{ if include "inner" . }}x{{ end }}',
    'templates/a.yaml': `{{ if .Values.use }}{{ if include "outer" . }}\n${pod('a:1')}{{ end }}{{ end }}`,
  });
  expect(images.map(({ guards }) => guards.map(({ expression }) => expression))).toEqual([['.Values.use']]);
});
