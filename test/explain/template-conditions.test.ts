import { expect, test } from 'vitest';
import { TemplateCache } from '../../src/evaluate/index.js';
import { conditionsIn } from '../../src/explain/template-conditions.js';

const read = (text: string): [string, string[], string | null][] =>
  conditionsIn(new TemplateCache().parse(text), text).map(({ expression, reads, body }) => [
    expression,
    reads.map((path) => path.join('.')),
    body === null ? null : text.slice(body.start, body.end),
  ]);

test.each<[string, [string, string[], string | null][]]>([
  ['{{ if .Values.a.b }}x{{ end }}', [['.Values.a.b', ['a.b'], 'x']]],
  ['{{ if and $.Values.a (not .Values.b) }}x{{ else }}y{{ end }}', [['and $.Values.a (not .Values.b)', ['a', 'b'], 'x']]],
  ['{{ with .Values.a }}{{ if .on }}x{{ end }}{{ end }}', [['.Values.a', ['a'], '{{ if .on }}x{{ end }}'], ['.on', ['a.on'], 'x']]],
  ['{{ with .Values.a }}{{ with .b }}{{ if .on }}x{{ end }}{{ end }}{{ end }}', [['.Values.a', ['a'], '{{ with .b }}{{ if .on }}x{{ end }}{{ end }}'], ['.b', ['a.b'], '{{ if .on }}x{{ end }}'], ['.on', ['a.b.on'], 'x']]],
  ['{{ range .Values.a }}{{ if .on }}x{{ end }}{{ if $.Values.b }}y{{ end }}{{ end }}', [['.Values.a', ['a'], '{{ if .on }}x{{ end }}{{ if $.Values.b }}y{{ end }}'], ['.on', [], 'x'], ['$.Values.b', ['b'], 'y']]],
  ['{{ with include "x" . }}{{ if .on }}x{{ end }}{{ end }}', [['include "x" .', [], '{{ if .on }}x{{ end }}'], ['.on', [], 'x']]],
  ['{{ if .Values.a }}{{ else if .Values.b }}x{{ end }}', [['.Values.a', ['a'], null], ['.Values.b', ['b'], 'x']]],
  ['{{ define "d" }}{{ if .Values.a }}x{{ end }}{{ end }}', [['.Values.a', ['a'], 'x']]],
  ['{{ if .Release.IsUpgrade }}x{{ end }}{{ if $x.a }}y{{ end }}{{ if .Values }}z{{ end }}', [['.Release.IsUpgrade', [], 'x'], ['$x.a', [], 'y'], ['.Values', [], 'z']]],
])('%s', (text, expected) => {
  expect(read(text)).toEqual(expected);
});
