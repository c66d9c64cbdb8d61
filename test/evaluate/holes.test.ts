import { describe, expect, test } from 'vitest';
import { CallPath, Evaluator, Namespace, runBody, TemplateCache, type Decisions } from '../../src/evaluate/index.js';
import { SourceFile } from '../../src/source/index.js';
import { GoMap, HOLE_MARKER, Hole } from '../../src/value/index.js';
import { renderText } from '../release/render.js';

/** `H` stands for the marker of a hole. */
const rendered = (template: string): string => renderText(template).text.replaceAll(/zqh\d+qz/gi, 'H');

describe('what is made of a hole', () => {
  test.each([
    ['is printed as a marker', '{{ randAlphaNum 5 }}', 'H'],
    ['stays in a text', 'a-{{ randAlphaNum 5 }}-b', 'a-H-b'],
    ['stays through functions of text', '{{ randAlphaNum 5 | upper | quote }}', '"H"'],
    ['stays trimmed and cut', '{{ randAlphaNum 50 | trunc 3 | trimSuffix "-" }}', 'H'],
    ['stays in what is printed of it', '{{ printf "%s:%s" "a" (randAlphaNum 5) }}', 'a:H'],
    ['makes a hash unknown', '{{ printf "a%s" (randAlphaNum 5) | sha256sum }}', 'H'],
    ['makes base64 unknown', '{{ randAlphaNum 5 | b64enc }}', 'H'],
    ['goes through helpers', '{{ define "h" }}x{{ . }}{{ end }}{{ include "h" (randAlphaNum 5) }}', 'xH'],
    ['goes through tpl', '{{ tpl "{{ .v }}" (dict "v" (randAlphaNum 5)) }}', 'H'],
    ['goes through YAML', '{{ dict "a" (randAlphaNum 5) | toYaml }}', 'a: H'],
    ['has fields that are holes', '{{ $c := genCA "a" 1 }}{{ $c.Cert }}', 'H'],
    ['of a certificate signs others', '{{ $ca := genCA "a" 1 }}{{ $c := genSignedCert "b" nil nil 1 $ca }}{{ $c.Key }}', 'H'],
    ['is true where Go has a text', '{{ if randAlphaNum 5 }}T{{ else }}F{{ end }}', 'T'],
    ['is nothing where helm aborts', '{{ if .Values.a.b }}T{{ else }}F{{ end }}', 'F'],
    ['is replaced by a default where helm aborts', '{{ (.Values.a.b) | default "d" }}', 'd'],
    ['has no elements', '{{ range (.Values.a.b) }}x{{ else }}E{{ end }}', 'E'],
    ['has fields where helm aborts', '{{ (fail "x").a.b }}|{{ (.Values.a.b).c.d }}', 'H|H'],
    ['stands for any type of argument', '{{ trunc (.Values.a.b) "abc" }}|{{ hasKey (.Values.a.b) "x" }}|{{ first (.Values.a.b) }}|{{ ternary 1 2 (.Values.a.b) }}|{{ addf (.Values.a.b) 1 }}', '|false|H|2|H'],
  ])('%s', (_, template, text) => {
    expect(rendered(template)).toBe(text);
  });
});

test('the number in a marker leads to the hole', () => {
  const evaluator = new Evaluator(() => {}, new TemplateCache(), null);
  const hole = evaluator.hole('unset', 'nothing is there');
  expect([evaluator.holes, hole.marker]).toEqual([[hole], 'zqh1qz']);
  expect(new Hole('error', 'x').marker).toBe(HOLE_MARKER);
});

test('an error says where it is, once for each place', () => {
  const { errors } = renderText('{{ .Values.a.b }} {{ .Values.c.d | upper }} {{ nope }}');
  expect(errors).toEqual(['function "nope" not defined', 'nil pointer evaluating interface {}.b', 'nil pointer evaluating interface {}.d']);
});

test('whoever decides sees every decision outside of conditions and hashes', () => {
  const seen: string[] = [];
  const decisions: Decisions = {
    tracesTests: false,
    choose: ({ node, frame, natural, value, origin }) => {
      seen.push(`${frame.source.text.slice(node.pipe.start, node.pipe.end).replace(/ *}}$/, '')} ${natural}`);
      return { taken: natural, value, origin, guards: null, undo: () => {} };
    },
    mayReuse: () => false,
    assumes: null,
    refused: () => {},
    action: (pipe, frame) => void seen.push(`action ${frame.source.text.slice(pipe.start, pipe.end).replace(/ *}}$/, '')}`),
  };
  const text = '{{ if eq (include "h" 1) "x" }}{{ with 1 }}{{ end }}{{ end }}{{ range list 1 }}{{ ternary 1 2 true }}{{ end }}{{ include "h" 0 | sha256sum }}{{ include "h" 0 | sha256sum | trunc 8 | quote }}{{ define "h" }}{{ if . }}x{{ end }}{{ end }}';
  runText(text, new Evaluator(() => {}, new TemplateCache(), decisions));
  expect(seen).toEqual(['eq (include "h" 1) "x" true', '1 true', 'list 1 true', 'action ternary 1 2 true', 'action include "h" 0 | sha256sum', 'action include "h" 0 | sha256sum | trunc 8 | quote']);
});

/** Evaluates one text by itself. */
function runText(text: string, evaluator: Evaluator): string {
  const namespace = new Namespace();
  const source = new SourceFile('t', text);
  const template = evaluator.templates.parse(text);
  namespace.add('t', template, source);
  return runBody(evaluator, { name: 't', nodes: template.root, source }, { value: new GoMap(), origin: null }, { namespace, path: new CallPath(null, null, 't'), depth: 0 }).toString();
}
