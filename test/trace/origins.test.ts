import { describe, expect, test } from 'vitest';
import type { ImageRecord, ScanOptions } from '../../src/index.js';
import { chartYaml, type Tree } from '../chart/tree.js';
import { imageOf, pod, scanTree, subchart } from '../scan/scan-tree.js';

/** The place that decides each part: `file:line path`; there is no path where the value came out of a container that was handed on whole. */
function deciding({ origins }: ImageRecord): Record<string, string> {
  return Object.fromEntries(
    Object.entries(origins).map(([component, steps]) => {
      const { file, line, path } = steps!.at(-1)!;
      return [component, `${file}:${line}${path === null ? '' : ` ${path}`}`];
    }),
  );
}

type Case = [name: string, files: Tree, reference: string, expected: Record<string, string>, options?: Partial<ScanOptions>];

async function check(files: Tree, reference: string, expected: Record<string, string>, options?: Partial<ScanOptions>): Promise<void> {
  expect(deciding(imageOf(await scanTree(files, options), reference))).toEqual(expected);
}

const DIGEST = `sha256:${'a'.repeat(64)}`;
const IMAGE = `image:\n  registry: reg.io\n  repository: a/b\n  tag: "1"\n  digest: ${DIGEST}\n`;
const REG = 'values.yaml:2 image.registry';
const REPO = 'values.yaml:3 image.repository';
const TAG = 'values.yaml:4 image.tag';
const T = 'templates/t.yaml';

const parts = '{{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}';
const chart = (image: string, more: Tree = {}): Tree => ({ 'values.yaml': IMAGE, [T]: pod(image), ...more });

describe('forms of an image in a template', () => {
  test.each<Case>([
    ['all in the template', chart('reg.io/a/b:2'), 'reg.io/a/b:2', { registry: `${T}:5`, repository: `${T}:5`, tag: `${T}:5` }],
    ['parts side by side', chart(parts), 'reg.io/a/b:1', { registry: REG, repository: REPO, tag: TAG }],
    ['parts side by side in quotes', chart(`"${parts}"`), 'reg.io/a/b:1', { registry: REG, repository: REPO, tag: TAG }],
    ['a part in the template', chart('docker.io/{{ .Values.image.repository }}:v{{ .Values.image.tag }}'), 'docker.io/a/b:v1', { registry: `${T}:5`, repository: REPO, tag: TAG }],
    ['printf', chart('{{ printf "%s/%s:%s" .Values.image.registry .Values.image.repository .Values.image.tag }}'), 'reg.io/a/b:1', { registry: REG, repository: REPO, tag: TAG }],
    ['printf, quoted', chart('{{ printf "%s/%s:%s" .Values.image.registry .Values.image.repository .Values.image.tag | quote }}'), 'reg.io/a/b:1', { registry: REG, repository: REPO, tag: TAG }],
    ['printf with a part in the format', chart('{{ printf "reg.io/%s:7" .Values.image.repository }}'), 'reg.io/a/b:7', { registry: `${T}:5`, repository: REPO, tag: `${T}:5` }],
    ['print', chart('{{ print .Values.image.repository ":" .Values.image.tag }}'), 'a/b:1', { repository: REPO, tag: TAG }],
    ['join', chart('{{ join ":" (list .Values.image.repository .Values.image.tag) }}'), 'a/b:1', { repository: REPO, tag: TAG }],
    ['a digest', chart('{{ .Values.image.repository }}@{{ .Values.image.digest }}'), `a/b@${DIGEST}`, { repository: REPO, digest: 'values.yaml:5 image.digest' }],
    ['tag and digest', chart('{{ .Values.image.repository }}:{{ .Values.image.tag }}@{{ .Values.image.digest }}'), `a/b:1@${DIGEST}`, { repository: REPO, tag: TAG, digest: 'values.yaml:5 image.digest' }],
    ['variables', chart('{{ $r := .Values.image.repository }}{{ $t := .Values.image.tag }}{{ $r }}:{{ $t }}'), 'a/b:1', { repository: REPO, tag: TAG }],
    ['with', chart('{{ with .Values.image }}{{ .repository }}:{{ .tag }}{{ end }}'), 'a/b:1', { repository: REPO, tag: TAG }],
    ['default that is not needed', chart('{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}'), 'a/b:1', { repository: REPO, tag: TAG }],
    ['default from Chart.yaml', chart('{{ .Values.image.repository }}:{{ .Values.image.nope | default .Chart.AppVersion }}', { 'Chart.yaml': chartYaml('c', 'appVersion: 9.9.9\n') }), 'a/b:9.9.9', { repository: REPO, tag: 'Chart.yaml:4' }],
    ['default from Chart.yaml with a prefix', chart('{{ .Values.image.repository }}:{{ .Values.image.nope | default (printf "v%s" .Chart.AppVersion) }}', { 'Chart.yaml': chartYaml('c', 'appVersion: 9.9.9\n') }), 'a/b:v9.9.9', { repository: REPO, tag: 'Chart.yaml:4' }],
    ['default from the template', chart('{{ .Values.image.repository }}:{{ .Values.image.nope | default "5" }}'), 'a/b:5', { repository: REPO, tag: `${T}:5` }],
    ['coalesce', chart('{{ .Values.image.repository }}:{{ coalesce .Values.nope .Values.image.tag "5" }}'), 'a/b:1', { repository: REPO, tag: TAG }],
    ['ternary', chart('{{ .Values.image.repository }}:{{ ternary .Values.image.tag "5" true }}'), 'a/b:1', { repository: REPO, tag: TAG }],
    ['if', chart('{{ .Values.image.repository }}:{{ if .Values.image.tag }}{{ .Values.image.tag }}{{ else }}5{{ end }}'), 'a/b:1', { repository: REPO, tag: TAG }],
    ['trimSuffix, replace, lower', chart('{{ .Values.image.repository | lower | trimSuffix "/" }}:{{ .Values.image.tag | replace "+" "_" }}'), 'a/b:1', { repository: REPO, tag: TAG }],
    ['index', chart('{{ index .Values "image" "repository" }}:{{ index .Values.image "tag" }}'), 'a/b:1', { repository: REPO, tag: TAG }],
    ['get and dig', chart('{{ get .Values.image "repository" }}:{{ dig "image" "tag" "x" .Values.AsMap }}'), 'a/b:1', { repository: REPO, tag: TAG }],
    ['required', chart('{{ required "r" .Values.image.repository }}:{{ .Values.image.tag | required "t" }}'), 'a/b:1', { repository: REPO, tag: TAG }],
    ['a number as tag', chart('{{ .Values.image.repository }}:{{ .Values.num }}', { 'values.yaml': `${IMAGE}num: 12\n` }), 'a/b:12', { repository: REPO, tag: 'values.yaml:6 num' }],
    ['set and dict', chart('{{ $d := dict "r" .Values.image.repository }}{{ $_ := set $d "t" .Values.image.tag }}{{ $d.r }}:{{ $d.t }}'), 'a/b:1', { repository: REPO, tag: TAG }],
    ['merge', chart('{{ $m := merge (dict "tag" "8") .Values.image }}{{ $m.repository }}:{{ $m.tag }}'), 'a/b:8', { repository: 'values.yaml:3', tag: `${T}:5` }],
    ['mergeOverwrite of a copy', chart('{{ $m := mergeOverwrite (dict "tag" "8") (deepCopy .Values.image) }}{{ $m.repository }}:{{ $m.tag }}'), 'a/b:1', { repository: 'values.yaml:3', tag: 'values.yaml:4' }],
  ])('%s', async (_, files, reference, expected, options) => check(files, reference, expected, options));
});

const HELPERS = '{{- define "img" -}}\n{{ .repository }}:{{ .tag }}\n{{- end -}}\n{{- define "full" -}}\n{{- include "img" .Values.image -}}\n{{- end -}}\n';

describe('helpers, tpl and whole blocks', () => {
  test.each<Case>([
    ['include', chart('{{ include "full" . }}', { 'templates/_h.tpl': HELPERS }), 'a/b:1', { repository: REPO, tag: TAG }],
    ['include, piped', chart('{{ include "full" . | trim | quote }}', { 'templates/_h.tpl': HELPERS }), 'a/b:1', { repository: REPO, tag: TAG }],
    ['template', chart('{{ template "full" . }}', { 'templates/_h.tpl': HELPERS }), 'a/b:1', { repository: REPO, tag: TAG }],
    ['include with a dict', chart('{{ include "x" (dict "i" .Values.image "c" .Chart) }}', { 'templates/_h.tpl': '{{ define "x" }}{{ .i.repository }}:{{ .i.none | default .c.Version }}{{ end }}' }), 'a/b:1.0.0', { repository: REPO, tag: 'Chart.yaml:3' }],
    ['a literal in a helper', chart('{{ include "x" . }}', { 'templates/_h.tpl': '{{ define "x" }}\n{{- "q/r" }}:3{{ end }}' }), 'q/r:3', { repository: 'templates/_h.tpl:2', tag: 'templates/_h.tpl:2' }],
    ['tpl of a value', chart('{{ tpl .Values.ref . }}', { 'values.yaml': `${IMAGE}ref: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n` }), 'a/b:1', { repository: REPO, tag: TAG }],
    ['tpl of a value with a literal', chart('{{ tpl .Values.ref . }}', { 'values.yaml': `${IMAGE}ref: "x/y:{{ .Values.image.tag }}"\n` }), 'x/y:1', { repository: 'values.yaml:6 ref', tag: TAG }],
    ['toYaml of a list of containers', { 'values.yaml': 'side:\n- name: x\n  image: a/b:1\n', [T]: 'kind: Pod\nspec:\n  containers:\n  {{- toYaml .Values.side | nindent 2 }}\n' }, 'a/b:1', { repository: 'values.yaml:3', tag: 'values.yaml:3' }],
    ['toYaml, indented', { 'values.yaml': 'side:\n- name: x\n  image: a/b:1\n', [T]: 'kind: Pod\nspec:\n  containers:\n{{ toYaml .Values.side | indent 4 }}\n' }, 'a/b:1', { repository: 'values.yaml:3', tag: 'values.yaml:3' }],
    ['toYaml through tpl', { 'values.yaml': 't: "2"\nside:\n- name: x\n  image: a/b:{{ .Values.t }}\n', [T]: 'kind: Pod\nspec:\n  containers:\n  {{- tpl (toYaml .Values.side) . | nindent 2 }}\n' }, 'a/b:2', { repository: 'values.yaml:4', tag: 'values.yaml:1 t' }],
    ['a range over values', { 'values.yaml': 'list:\n- r: a\n  t: "1"\n- r: b\n  t: "2"\n', [T]: 'kind: Pod\nspec:\n  containers:\n  {{- range .Values.list }}\n  - image: {{ .r }}:{{ .t }}\n  {{- end }}\n' }, 'b:2', { repository: 'values.yaml:4 list[1].r', tag: 'values.yaml:5 list[1].t' }],
    ['a range over a map', { 'values.yaml': 'm:\n  x: {r: a, t: "1"}\n', [T]: 'kind: Pod\nspec:\n  containers:\n  {{- range $k, $v := .Values.m }}\n  - image: {{ $v.r }}:{{ $v.t }}\n  {{- end }}\n' }, 'a:1', { repository: 'values.yaml:2 m.x.r', tag: 'values.yaml:2 m.x.t' }],
    ['fromYaml of a helper', chart('{{ (include "y" . | fromYaml).image }}', { 'templates/_h.tpl': '{{ define "y" }}\nimage: {{ .Values.image.repository }}:4\n{{ end }}' }), 'a/b:4', { repository: REPO, tag: 'templates/_h.tpl:2' }],
    ['a manifest in a block scalar', { 'values.yaml': 't: "1"\nextra:\n- |\n  kind: Pod\n  spec:\n    containers:\n    - image: f/g:{{ .Values.t }}\n', [T]: '{{ range .Values.extra }}{{ tpl . $ }}{{ end }}' }, 'f/g:1', { repository: 'values.yaml:7 extra[0]', tag: 'values.yaml:1 t' }],
    ['a file', chart('{{ .Files.Get "ref.txt" }}', { 'ref.txt': 'f/g:6' }), 'f/g:6', { repository: 'ref.txt:1', tag: 'ref.txt:1' }],
    ['a manifest in a file', { 'pods/x.yaml': '# one\nkind: Pod\nspec: {containers: [{image: "f/g:6"}]}\n', [T]: '{{ .Files.Get "pods/x.yaml" }}' }, 'f/g:6', { repository: 'pods/x.yaml:3', tag: 'pods/x.yaml:3' }],
    ['a manifest in a file with a template', { 'values.yaml': IMAGE, 'pods/x.yaml': 'kind: Pod\nspec: {containers: [{image: "f/g:{{ .Values.image.tag }}"}]}\n', [T]: '{{ tpl (.Files.Get "pods/x.yaml") . }}' }, 'f/g:1', { repository: 'pods/x.yaml:2', tag: TAG }],
  ])('%s', async (_, files, reference, expected, options) => check(files, reference, expected, options));
});

const REF = '{{ .Values.image.repository }}:{{ .Values.image.tag }}';

describe('where a value was set', () => {
  test.each<Case>([
    ['--set', chart(REF), 'a/b:3', { repository: REPO, tag: '--set:1 image.tag' }, { set: ['x=1,image.tag=3'] }],
    ['--set-string', chart(REF), 'a/b:3', { repository: REPO, tag: '--set-string:1 image.tag' }, { setString: ['image.tag=3'] }],
    ['--set-json', chart(REF), 'z:3', { repository: '--set-json:1 image.repository', tag: '--set-json:1 image.tag' }, { setJson: ['image={"repository":"z","tag":"3"}'] }],
    ['a values file', chart(REF, { 'site.yaml': '# site\nimage:\n  tag: "3"\n' }), 'a/b:3', { repository: REPO, tag: 'site.yaml:3 image.tag' }, { valuesFiles: ['site.yaml'] }],
    ['the last of two values files', chart(REF, { 'one.yaml': 'image: {tag: "3", repository: q}\n', 'two.yaml': 'image: {tag: "4"}\n' }), 'q:4', { repository: 'one.yaml:1 image.repository', tag: 'two.yaml:1 image.tag' }, { valuesFiles: ['one.yaml', 'two.yaml'] }],
    ['--set over a values file', chart(REF, { 'one.yaml': 'image: {tag: "3"}\n' }), 'a/b:4', { repository: REPO, tag: '--set:1 image.tag' }, { valuesFiles: ['one.yaml'], set: ['image.tag=4'] }],
    ['an anchor', chart(REF, { 'values.yaml': 'base: &b\n  repository: a/b\n  tag: "1"\nimage: *b\n' }), 'a/b:1', { repository: 'values.yaml:2 image.repository', tag: 'values.yaml:3 image.tag' }],
    ['a merge key', chart(REF, { 'values.yaml': 'base: &b\n  repository: a/b\n  tag: "1"\nimage:\n  <<: *b\n  tag: "2"\n' }), 'a/b:2', { repository: 'values.yaml:2 image.repository', tag: 'values.yaml:6 image.tag' }],
    ['a key with a dot', chart('{{ index .Values "my.image" }}', { 'values.yaml': 'my.image: a/b:1\n' }), 'a/b:1', { repository: 'values.yaml:1 ["my.image"]', tag: 'values.yaml:1 ["my.image"]' }],
  ])('%s', async (_, files, reference, expected, options) => check(files, reference, expected, options));
});

const SUB = subchart('s', { 'values.yaml': 'image:\n  repository: sub\n  tag: "1"\n', 'templates/t.yaml': pod(REF) });
const GLOBAL = subchart('s', { 'values.yaml': 'image:\n  registry: own.io\n', 'templates/t.yaml': pod('{{ .Values.global.registry | default .Values.image.registry }}/r:1') });
const DEPENDS = (more: string): string => chartYaml('c', `dependencies:\n- name: s\n  version: 1.0.0\n${more}`);

describe('subcharts', () => {
  test.each<Case>([
    ['own defaults', SUB, 'sub:1', { repository: 'charts/s/values.yaml:2 s.image.repository', tag: 'charts/s/values.yaml:3 s.image.tag' }],
    ['the parent sets a part', { ...SUB, 'values.yaml': '# parent\ns:\n  image:\n    tag: "2"\n' }, 'sub:2', { repository: 'charts/s/values.yaml:2 s.image.repository', tag: 'values.yaml:4 s.image.tag' }],
    ['--set sets a part', SUB, 'sub:5', { repository: 'charts/s/values.yaml:2 s.image.repository', tag: '--set:1 s.image.tag' }, { set: ['s.image.tag=5'] }],
    ['a global registry of the parent', { ...GLOBAL, 'values.yaml': 'global:\n  registry: g.io\n' }, 'g.io/r:1', { registry: 'values.yaml:2 global.registry', repository: 'charts/s/templates/t.yaml:5', tag: 'charts/s/templates/t.yaml:5' }],
    ['a global registry given by the user', GLOBAL, 'u.io/r:1', { registry: '--set:1 global.registry', repository: 'charts/s/templates/t.yaml:5', tag: 'charts/s/templates/t.yaml:5' }, { set: ['global.registry=u.io'] }],
    ['no global registry', GLOBAL, 'own.io/r:1', { registry: 'charts/s/values.yaml:2 s.image.registry', repository: 'charts/s/templates/t.yaml:5', tag: 'charts/s/templates/t.yaml:5' }],
    ['an alias', { ...SUB, 'Chart.yaml': DEPENDS('  alias: other\n'), 'values.yaml': 'other: {image: {tag: "7"}}\n' }, 'sub:7', { repository: 'charts/s/values.yaml:2 other.image.repository', tag: 'values.yaml:1 other.image.tag' }],
    ['import-values', { ...subchart('s', { 'values.yaml': 'exports:\n  data:\n    tag: "9"\n' }), 'Chart.yaml': DEPENDS('  import-values: [data]\n'), [T]: pod('a:{{ .Values.tag }}') }, 'a:9', { repository: `${T}:5`, tag: 'charts/s/values.yaml:3 tag' }],
    ['import-values of a child to a parent key', { ...subchart('s', { 'values.yaml': 'd: {tag: "9"}\n' }), 'Chart.yaml': DEPENDS('  import-values:\n  - child: d\n    parent: here\n'), [T]: pod('a:{{ .Values.here.tag }}') }, 'a:9', { repository: `${T}:5`, tag: 'charts/s/values.yaml:1 here.tag' }],
    ['the app version of a subchart', { ...subchart('s', { 'templates/t.yaml': pod('a:{{ .Chart.AppVersion }}') }, 'appVersion: "4.2"\n') }, 'a:4.2', { repository: 'charts/s/templates/t.yaml:5', tag: 'charts/s/Chart.yaml:4' }],
    ['a helper of a library', { ...subchart('lib', { 'templates/_h.tpl': '{{ define "lib.image" }}{{ .r }}:{{ .t }}{{ end }}' }, 'type: library\n'), 'values.yaml': 'i: {r: a, t: "1"}\n', [T]: pod('{{ include "lib.image" .Values.i }}') }, 'a:1', { repository: 'values.yaml:1 i.r', tag: 'values.yaml:1 i.t' }],
  ])('%s', async (_, files, reference, expected, options) => check(files, reference, expected, options));
});

test('the way leads from the template over the helpers to the value', async () => {
  const { origins, sinks } = imageOf(await scanTree(chart('{{ include "full" . }}', { 'templates/_h.tpl': HELPERS })), 'a/b:1');
  expect(origins.tag!.map(({ file, line, path }) => [file, line, path])).toEqual([
    [T, 5, null],
    ['templates/_h.tpl', 5, null],
    ['templates/_h.tpl', 2, null],
    ['values.yaml', 4, 'image.tag'],
  ]);
  expect(sinks).toEqual([{ kind: 'container', resource: { kind: 'Pod', name: 'p' }, document_path: 'spec.containers[0].image', template: { file: T, line: 5, column: 9 }, rule: 'kubernetes/pod' }]);
});

test('columns are those of the value', async () => {
  const image = imageOf(await scanTree({ 'values.yaml': 'image: {repository: "a/b",   tag: 1.5}\n', [T]: pod(REF) }), 'a/b:1.5');
  expect([image.origins.repository!.at(-1)!.column, image.origins.tag!.at(-1)!.column]).toEqual([21, 35]);
});
