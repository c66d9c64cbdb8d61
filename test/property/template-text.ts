import fc from 'fast-check';

/** Pieces of templates as charts have them, and pieces of those pieces: put together at random they parse now and then. */
const fragment = fc.constantFrom(
  '{{', '}}', '{{- ', ' -}}', '{{ ', ' }}', '{{/* c */}}', '{{- /* c */ -}}', '/*', '*/',
  'image: ', 'a', '\n', '  ', '---\n', '{', '}', 'é', '\u{1F600}',
  '.', ' . ', '.Values.a', '.Values.list ', '.a-b', ' $', '$x', '$x.y', ' := ', ' = ', ', ',
  '(', ')', '|', ' | ', '"s"', '`raw`', "'c'", '"', '`', "'", '\\', ' 1', ' -2', ' 0x1F', '1.5e3', '089',
  'if ', 'else ', 'else if ', 'end', 'range ', 'with ', 'define "d"', 'template "d" ', 'block "d" ', 'break', 'continue', ' nil', ' true',
  'include "d" ', 'tpl ', 'print ', 'printf "%s" ', 'default ', 'and ', 'or ', 'not ', 'index ', 'until 3', 'toYaml ', 'nindent 2', 'fail "f"', 'required "r" ', 'unknown ',
  '{{ end }}', '{{ else }}', '{{ if .Values.a }}', '{{ range $k, $v := .Values.map }}', '{{ range .Values.list }}', '{{ with .Values.a }}',
  '{{ define "d" }}', '{{ include "d" . }}', '{{ tpl .Values.t . }}', '{{ $x := .Values.a }}', '{{ $x }}', '{{ $x = 2 }}', '{{ .Values.map | toYaml | nindent 2 }}',
);

export const templateText: fc.Arbitrary<string> = fc.array(fragment, { maxLength: 25 }).map((parts) => parts.join(''));
