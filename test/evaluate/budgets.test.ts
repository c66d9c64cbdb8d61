import { describe, expect, test } from 'vitest';
import { errorsOf, oneTemplate, render, renderText } from '../release/render.js';

/** Every row ends: helm would crash, run out of memory or go on for hours. */
describe('endless recursion', () => {
  test.each([
    ['include of itself', '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}', 'templates call each other more than 200 deep (a)'],
    ['template of itself', '{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}', 'templates call each other more than 200 deep (a)'],
    ['two that include each other', '{{ define "a" }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ include "a" . }}{{ end }}{{ include "a" . }}', 'templates call each other more than 200 deep (a)'],
    ['tpl of itself', '{{ $t := "{{ tpl .t . }}" }}{{ tpl $t (dict "t" $t) }}', 'templates call each other more than 200 deep (c/templates/t.yaml)'],
    ['the file includes itself', '{{ include "c/templates/t.yaml" . }}', 'templates call each other more than 200 deep (c/templates/t.yaml)'],
  ])('%s is one error, and the rest of the file is there', (_, template, message) => {
    const { text, errors } = renderText(`${template}rest`);
    expect(errors).toEqual([message]);
    expect(text).toMatch(/rest$/);
  });

  test('that branches ends the file, and the others are there', () => {
    const rendered = render({
      ...oneTemplate('{{ define "a" }}{{ include "a" . }}{{ include "a" . }}{{ end }}{{ include "a" . }}'),
      'templates/other.yaml': 'other',
    });
    expect(rendered.texts['c/templates/other.yaml']).toBe('other');
    expect(rendered.problems.at(-1)).toMatchObject({ code: 'limit-reached', message: expect.stringContaining('was not evaluated to its end') });
    expect(errorsOf(rendered).length).toBeLessThan(20);
  });
});

const DOUBLED = '{{ $d := dict "a" "x" }}{{ range until 40 }}{{ $d = dict "a" $d "b" $d }}{{ end }}';
const CYCLE = '{{ $d := dict }}{{ $_ := set $d "s" $d }}';

describe('a value beyond the budget is told where it is made, and the rest is there', () => {
  test.each([
    ['a repeated text', '{{ repeat 1000000000 "abc" }}'],
    ['a list of numbers', '{{ range until 1000000000 }}a{{ end }}'],
    ['a sequence', '{{ seq 1 1000000000 }}'],
    ['an indentation', '{{ indent 1000000000 "x" }}'],
    ['a text that doubles', '{{ $x := "aaaa" }}{{ range until 22 }}{{ $x = cat $x $x }}{{ end }}'],
    ['a list that doubles', '{{ $l := list 1 2 }}{{ range until 60 }}{{ $l = concat $l $l }}{{ end }}'],
    ['a copy of maps in maps', `${DOUBLED}{{ $c := deepCopy $d }}`],
    ['a merge of maps in maps', `${DOUBLED}{{ $c := merge (dict) $d $d }}`],
    ['maps in maps, printed', `${DOUBLED}{{ print $d }}`],
  ])('%s', (_, template) => {
    const { text, errors } = renderText(`${template}rest`);
    expect(errors.length).toBeGreaterThan(0);
    expect(text).toMatch(/rest$/);
  });

  test.each([
    ['toYaml', `${DOUBLED}{{ toYaml $d }}`],
    ['toJson', `${DOUBLED}{{ toJson $d }}`],
    ['toYaml of a map in itself', `${CYCLE}{{ toYaml $d }}`],
    ['toJson of a map in itself', `${CYCLE}{{ toJson $d }}`],
    ['toYaml of values in themselves', '{{ $_ := set .Values "self" .Values }}{{ toYaml .Values }}'],
  ])('%s gives what it gives for an error: nothing', (_, template) => {
    expect(renderText(`${template}rest`)).toEqual({ text: 'rest', errors: [] });
  });
});

describe('a file without end is ended, and the others are there', () => {
  test.each([
    ['ranges in ranges', '{{ range until 90000 }}{{ range until 90000 }}{{ end }}{{ end }}', 'more than 1000000 steps'],
    ['a range over a number', '{{ range 1000000000000 }}a{{ end }}', 'a range over 1000000000000'],
    ['errors in ranges', '{{ range until 90000 }}{{ .x.y }}{{ end }}', 'more than 1000 errors'],
    ['long texts in a range', '{{ range until 90000 }}{{ $s := repeat 1000000 "a" }}{{ end }}', 'functions made more than'],
    ['long texts written in a range', '{{ $s := repeat 1000000 "a" }}{{ range until 90000 }}{{ $s }}{{ end }}', 'characters of output'],
  ])('%s', (_, template, message) => {
    const rendered = render({ ...oneTemplate(template), 'templates/other.yaml': 'other' });
    expect(rendered.texts).toEqual({ 'c/templates/t.yaml': '', 'c/templates/other.yaml': 'other' });
    expect(rendered.problems.at(-1)).toMatchObject({ code: 'limit-reached', severity: 'error', file: 'c/templates/t.yaml', message: expect.stringContaining(message) });
  });

  test.each([
    ['a printed map in itself', `${CYCLE}{{ $d }}`],
    ['a copied map in itself', `${CYCLE}{{ deepCopy $d }}`],
    ['a quoted map in itself', `${CYCLE}{{ quote $d }}`],
    ['maps a hundred thousand deep', '{{ $m := dict }}{{ range until 100000 }}{{ $m = dict "k" $m }}{{ end }}{{ $m }}'],
  ])('%s is an error', (_, template) => {
    const rendered = render({ ...oneTemplate(template), 'templates/other.yaml': 'other' });
    expect(rendered.texts['c/templates/other.yaml']).toBe('other');
    expect(errorsOf(rendered)).toHaveLength(1);
  });
});

describe('hostile text', () => {
  test.each([
    ['brackets for fromYaml', '{{ hasKey (fromYaml (repeat 100000 "[")) "Error" }}', 'true'],
    ['brackets for fromJson', '{{ hasKey (fromJson (repeat 100000 "[")) "Error" }}', 'true'],
    ['a pattern that backtracks elsewhere', '{{ regexMatch "(a*)*b" (repeat 100000 "a") }}', 'false'],
    ['many actions for tpl', '{{ tpl (repeat 10000 "{{ 1 }}") . | len }}', '10000'],
  ])('%s', (_, template, text) => {
    expect(renderText(template)).toEqual({ text, errors: [] });
  });

  test('deep nesting for tpl', () => {
    const { errors } = renderText('{{ tpl (print (repeat 5000 "{{ if 1 }}") (repeat 5000 "{{ end }}")) . }}');
    expect(errors[0]).toMatch(/nested more than 500 deep$/);
  });
});

test('a chain of 150 templates is no recursion', () => {
  const { text, errors } = renderText('{{ define "r" }}{{ if gt . 0 }}{{ include "r" (sub . 1 | int) }}{{ else }}end{{ end }}{{ end }}{{ include "r" 150 }}');
  expect({ text, errors }).toEqual({ text: 'end', errors: [] });
});

test.each([
  ['blocks', '{{ if true }}', 'x', '{{ end }}'],
  ['expressions', '{{ print ', '"x"', ' }}'],
])('%s may nest, though not without end', (kind, open, inner, close) => {
  const nested = (levels: number): string => (kind === 'blocks' ? open.repeat(levels) + inner + close.repeat(levels) : `{{ ${'(print '.repeat(levels)}${inner}${')'.repeat(levels)} }}`);
  expect(renderText(nested(100))).toEqual({ text: 'x', errors: [] });
  const { text, errors } = renderText(nested(480));
  expect([text, errors]).toEqual(['', [expect.stringMatching(/templates nest too deep$/)]]);
});
