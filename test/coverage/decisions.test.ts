import { describe, expect, test } from 'vitest';
import type { ScanOptions } from '../../src/index.js';
import { chartYaml, type Tree } from '../chart/tree.js';
import { imageOf, pod, scanTree, subchart, summary } from '../scan/scan-tree.js';

const T = 'templates/t.yaml';
const one = (template: string, values = '', more: Tree = {}): Tree => ({ 'values.yaml': values, [T]: template, ...more });

/** `reference status`, and for each optional image what has to flip. */
async function found(files: Tree, options?: Partial<ScanOptions>): Promise<Record<string, string | string[]>> {
  const { images } = await scanTree(files, options);
  return Object.fromEntries(images.map(({ reference, status, guards }) => [reference, status === 'optional' ? guards.map(({ kind, expression, line }) => `${kind} ${expression}:${line}`) : status]));
}

describe('every side of a decision is seen', () => {
  test.each<[string, Tree, Record<string, string | string[]>, Partial<ScanOptions>?]>([
    ['if', one(`{{ if .Values.show }}\n${pod('a:1')}{{ end }}`, 'show: false'), { 'a:1': ['if .Values.show:1'] }],
    ['if that is on', one(`{{ if .Values.show }}\n${pod('a:1')}{{ end }}`, 'show: true'), { 'a:1': 'rendered' }],
    ['else', one(`{{ if .Values.show }}\n${pod('a:1')}{{ else }}\n${pod('b:1')}{{ end }}`, 'show: true'), { 'a:1': 'rendered', 'b:1': ['if not (.Values.show):1'] }],
    ['else if', one(`{{ if eq .Values.kind "x" }}\n${pod('x:1')}{{ else if eq .Values.kind "y" }}\n${pod('y:1')}{{ else }}\n${pod('z:1')}{{ end }}`, 'kind: z'),
      { 'x:1': ['if eq .Values.kind "x":1'], 'y:1': ['if eq .Values.kind "y":7'], 'z:1': 'rendered' }],
    ['not', one(`{{ if not .Values.hide }}\n${pod('a:1')}{{ end }}`, 'hide: true'), { 'a:1': ['if not .Values.hide:1'] }],
    ['and', one(`{{ if and .Values.a .Values.b }}\n${pod('a:1')}{{ end }}`, 'a: false\nb: false'), { 'a:1': ['if and .Values.a .Values.b:1'] }],
    ['ifs in ifs', one(`{{ if .Values.a }}\n{{ if .Values.b }}\n${pod('a:1')}{{ end }}{{ end }}`, 'a: false\nb: false'), { 'a:1': ['if .Values.a:1', 'if .Values.b:2'] }],
    ['an if around a container', one(`kind: Pod\nspec:\n  containers:\n  - image: a:1\n  {{- if .Values.side }}\n  - image: b:1\n  {{- end }}\n`, 'side: false'), { 'a:1': 'rendered', 'b:1': ['if .Values.side:5'] }],
    ['an if behind the line of an image, on no switch', one(`kind: Pod\nspec:\n  containers:\n  - image: a:1\n  {{- if .Values.sidecar }}\n  - image: b:1\n  {{- end }}\n`, 'sidecar: ""'), { 'a:1': 'rendered', 'b:1': ['if .Values.sidecar:5'] }],
    ['a with behind the line of an image', one(`kind: Pod\nspec:\n  containers:\n  - image: a:1\n  {{- with .Values.sidecar }}\n  - image: b:1\n  {{- end }}\n`), { 'a:1': 'rendered', 'b:1': ['with .Values.sidecar:5'] }],
    ['with', one(`{{ with .Values.side }}\nkind: Pod\nspec:\n  containers:\n  - image: a:{{ .tag | default "1" }}\n{{ end }}`, 'side: {}'), { 'a:1': ['with .Values.side:1'] }],
    ['with, else', one(`{{ with .Values.side }}\n${pod('a:1')}{{ else }}\n${pod('b:1')}{{ end }}`, 'side: {x: 1}'), { 'a:1': 'rendered', 'b:1': ['with not (.Values.side):1'] }],
    ['range over an empty list', one(`kind: Pod\nspec:\n  containers:\n  {{- range .Values.list }}\n  - image: a:1\n  {{- end }}\n`, 'list: []'), { 'a:1': ['range .Values.list:4'] }],
    ['range, else', one(`{{ range .Values.list }}\n${pod('a:1')}{{ else }}\n${pod('b:1')}{{ end }}`, 'list: [1]'), { 'a:1': 'rendered', 'b:1': ['range not (.Values.list):1'] }],
    ['a kind', one(`{{ if eq .Values.kind "DaemonSet" }}\nkind: DaemonSet\nspec: {template: {spec: {containers: [{image: "d:1"}]}}}\n{{ else }}\nkind: Deployment\nspec: {template: {spec: {containers: [{image: "e:1"}]}}}\n{{ end }}`, 'kind: Deployment'),
      { 'd:1': ['if eq .Values.kind "DaemonSet":1'], 'e:1': 'rendered' }],
    ['capabilities', one(`{{ if .Capabilities.APIVersions.Has "x/v1" }}\n${pod('a:1')}{{ end }}`), { 'a:1': ['capability .Capabilities.APIVersions.Has "x/v1":1'] }],
    ['capabilities that are there', one(`{{ if .Capabilities.APIVersions.Has "x/v1" }}\n${pod('a:1')}{{ end }}`), { 'a:1': 'rendered' }, { apiVersions: ['x/v1'] }],
    ['an upgrade', one(`{{ if .Release.IsUpgrade }}\n${pod('a:1')}{{ end }}`), { 'a:1': ['capability .Release.IsUpgrade:1'] }],
    ['a lookup', one(`{{ if lookup "v1" "Secret" "n" "x" }}\n${pod('a:1')}{{ end }}`), { 'a:1': ['capability lookup "v1" "Secret" "n" "x":1'] }],
    ['a helper that decides', one(`{{ if eq (include "on" .) "true" }}\n${pod('a:1')}{{ end }}`, 'show: false', { 'templates/_h.tpl': '{{ define "on" }}{{ if .Values.show }}true{{ end }}{{ end }}' }), { 'a:1': ['if eq (include "on" .) "true":1'] }],
    ['a decision in a helper', one('{{ include "p" . }}', 'show: false', { 'templates/_h.tpl': `{{ define "p" }}{{ if .Values.show }}\n${pod('a:1')}{{ end }}{{ end }}` }), { 'a:1': ['if .Values.show:1'] }],
    ['a helper called twice, with different data', one('{{ include "p" (dict "on" .Values.a "i" "a:1") }}\n---\n{{ include "p" (dict "on" .Values.b "i" "b:1") }}', 'a: true\nb: false', { 'templates/_h.tpl': '{{ define "p" }}{{ if .on }}\nkind: Pod\nspec: {containers: [{image: "{{ .i }}"}]}\n{{ end }}{{ end }}' }),
      { 'a:1': 'rendered', 'b:1': ['if .on:1'] }],
    ['fail in a branch that is off', one(`{{ if .Values.show }}\n{{ fail "never" }}\n${pod('a:1')}{{ end }}`, 'show: false'), { 'a:1': ['if .Values.show:1'] }],
    ['a variable made from its namesake', one(`{{ with $k := .Values.k }}{{ $k := default "a" $k }}{{ if eq $k "b" }}\n${pod('a:1')}{{ end }}{{ end }}`, 'k: x'), { 'a:1': ['if eq $k "b":1'] }],
    ['items of a loop that are off, among some that are on', one(`{{ range .Values.l }}\n{{ if .show }}\n---\nkind: Pod\nspec: {containers: [{image: "{{ .i }}"}]}\n{{ end }}{{ end }}`, 'l: [{show: true, i: "a:1"}, {show: false, i: "b:1"}, {show: false, i: "c:1"}]'),
      { 'a:1': 'rendered', 'b:1': ['if .show:2'], 'c:1': ['if .show:2'] }],
    ['all items below a branch that is off', one(`{{ if .Values.all }}{{ range .Values.l }}\n{{ if .show }}\n---\nkind: Pod\nspec: {containers: [{image: "{{ .i }}"}]}\n{{ end }}{{ end }}{{ end }}`, 'all: false\nl: [{show: false, i: "a:1"}, {show: false, i: "b:1"}]'),
      { 'a:1': ['if .Values.all:1', 'if .show:2'], 'b:1': ['if .Values.all:1', 'if .show:2'] }],
    ['what an item of a loop lacks', one(`{{ range .Values.l }}\n{{ if .suffix }}\n---\nkind: Pod\nspec: {containers: [{image: "a:{{ .suffix }}"}]}\n{{ end }}{{ end }}`, 'l: [{suffix: x}, {}]'), { 'a:x': 'rendered' }],
    ['items put aside while they are on', one(`{{ $kept := dict }}{{ range $k, $v := .Values.m }}{{ if $v.show }}{{ $_ := set $kept $k $v }}{{ end }}{{ end }}{{ range $k, $v := $kept }}\n---\n{{ include "p" $v.i }}{{ end }}`, 'm: {x: {show: true, i: "a:1"}, y: {show: false, i: "b:1"}}', { 'templates/_h.tpl': '{{ define "p" }}kind: Pod\nspec: {containers: [{image: "{{ . }}"}]}{{ end }}' }),
      { 'a:1': 'rendered', 'b:1': ['if $v.show:1'] }],
    ['nothing in the other branch', one(`{{ if .Values.show }}\nkind: ConfigMap\n{{ end }}\n---\n${pod('a:1')}`, 'show: false'), { 'a:1': 'rendered' }],
  ])('%s', async (_, files, expected, options) => {
    expect(await found(files, options)).toEqual(expected);
  });
});

const OFF = (more: string): string => chartYaml('c', `dependencies:\n- name: s\n  version: 1.0.0\n${more}`);
const SUB = subchart('s', { 'templates/t.yaml': pod('s:1') });

describe('dependencies that are off', () => {
  test.each<[string, Tree, Record<string, string | string[]>]>([
    ['by condition', { ...SUB, 'Chart.yaml': OFF('  condition: s.enabled\n'), 'values.yaml': 's: {enabled: false}' }, { 's:1': ['dependency s.enabled:7'] }],
    ['by tag', { ...SUB, 'Chart.yaml': OFF('  tags: [extra]\n'), 'values.yaml': 'tags: {extra: false}' }, { 's:1': ['dependency tags: extra:7'] }],
    ['under an alias', { ...SUB, 'Chart.yaml': OFF('  alias: t\n  condition: t.enabled\n'), 'values.yaml': 't: {enabled: false}' }, { 's:1': ['dependency t.enabled:8'] }],
    ['with a decision inside', { ...subchart('s', { 'values.yaml': 'show: false', 'templates/t.yaml': `{{ if .Values.show }}\n${pod('s:1')}{{ end }}` }), 'Chart.yaml': OFF('  condition: s.enabled\n'), 'values.yaml': 's: {enabled: false}' }, { 's:1': ['dependency s.enabled:7', 'if .Values.show:1'] }],
    ['and on', { ...SUB, 'Chart.yaml': OFF('  condition: s.enabled\n'), 'values.yaml': 's: {enabled: true}' }, { 's:1': 'rendered' }],
  ])('%s', async (_, files, expected) => {
    expect(await found(files)).toEqual(expected);
  });

  test('the values that turn one on are told in the coordinates of the chart', async () => {
    const files = { ...SUB, 'Chart.yaml': OFF('  condition: s.enabled\n'), 'values.yaml': 's: {enabled: false}' };
    expect(imageOf(await scanTree(files), 's:1').enabled_by).toEqual({ s: { enabled: true } });
  });
});

const HELPER = '{{ define "image" }}{{ if .registry }}{{ .registry }}/{{ end }}{{ .repository }}:{{ .tag }}{{ end }}';

describe('the text of an image', () => {
  test('has no twin without registry, tag or digest', async () => {
    const values = 'image: {registry: reg.io, repository: a, tag: "1", digest: ""}';
    expect(summary(await scanTree(one(pod('{{ include "image" .Values.image }}'), values, { 'templates/_h.tpl': HELPER })))).toEqual(['reg.io/a:1 rendered']);
    expect(summary(await scanTree(one(pod('{{ if .Values.image.registry }}{{ .Values.image.registry }}/{{ end }}{{ .Values.image.repository }}{{ if .Values.image.digest }}@{{ .Values.image.digest }}{{ else }}:{{ .Values.image.tag }}{{ end }}'), values)))).toEqual(['reg.io/a:1 rendered']);
    expect(summary(await scanTree(one(pod('{{ with .Values.global }}{{ with .registry }}{{ . }}/{{ end }}{{ end }}a:1'), 'global: {registry: reg.io}')))).toEqual(['reg.io/a:1 rendered']);
  });

  test.each([
    ['an edition', 'a{{ if .Values.enterprise }}-ee{{ end }}:1', 'enterprise: false', ['a-ee:1 optional', 'a:1 rendered']],
    ['a suffix of the tag', 'a:1{{ if .Values.distroless }}-distroless{{ end }}', 'distroless: false', ['a:1 rendered', 'a:1-distroless optional']],
    ['a switch that is on', 'a:1{{ if .Values.rootless }}-rootless{{ end }}', 'rootless: true', ['a:1 optional', 'a:1-rootless rendered']],
    ['a ternary', '{{ ternary "ee" "ce" .Values.enterprise }}:1', 'enterprise: false', ['ce:1 rendered', 'ee:1 optional']],
    ['a comparison', 'a:1{{ if eq .Values.mode "fips" }}-fips{{ end }}', 'mode: plain', ['a:1 rendered', 'a:1-fips optional']],
  ])('%s is turned as a setting', async (_, image, values, expected) => {
    const result = await scanTree(one(pod(image), values));
    expect(summary(result)).toEqual(expected);
    const optional = result.images.find(({ status }) => status === 'optional')!;
    expect(optional.guards.map(({ kind }) => kind)).toEqual(['setting']);
    expect(optional.enabled_by).not.toBeNull();
  });

  test('a setting in a helper holds for all images of the file at once', async () => {
    const helper = { 'templates/_h.tpl': '{{ define "x.image" }}{{ .name }}{{ if .root.Values.ee }}-ee{{ end }}:1{{ end }}' };
    const files = one(pod('{{ include "x.image" (dict "name" "a" "root" .) }}', '{{ include "x.image" (dict "name" "b" "root" .) }}'), 'ee: false', helper);
    expect(summary(await scanTree(files))).toEqual(['a-ee:1 optional', 'a:1 rendered', 'b-ee:1 optional', 'b:1 rendered']);
  });
});

describe('limits', () => {
  test('a file that needs more passes than there may be is told, and the rest of it is there', async () => {
    // Each switch shows its image only while all the others are as they are.
    const switches = Array.from({ length: 30 }, (_, at) => `{{ if eq .Values.kind "k${at}" }}\n${pod(`k${at}:1`)}{{ else }}`);
    const { images, diagnostics } = await scanTree(one(`${switches.join('')}\n${pod('last:1')}${'{{ end }}'.repeat(30)}`, 'kind: none'));
    expect(diagnostics.filter(({ code }) => code === 'limit-reached').map(({ severity }) => severity)).toEqual(['warning']);
    expect(images.find(({ status }) => status === 'rendered')!.reference).toBe('last:1');
    expect(images.length).toBeGreaterThan(20);
  });

  test('a file that a budget ends is not run again', async () => {
    const loop = '{{ range until 90000 }}{{ range until 90000 }}{{ end }}{{ end }}';
    const { diagnostics, images } = await scanTree({ ...one(`{{ if .Values.show }}\n${pod('a:1')}{{ end }}${loop}`, 'show: false'), 'templates/other.yaml': pod('o:1') });
    expect(diagnostics.map(({ code }) => code)).toEqual(['limit-reached']);
    expect(images.map(({ reference }) => reference)).toEqual(['o:1']);
  });
});

describe('pass 0', () => {
  test('is told of errors, a forced pass is not', async () => {
    const { diagnostics } = await scanTree(one(`{{ if .Values.show }}{{ .Values.a.b }}\n${pod('a:1')}{{ end }}{{ .Values.c.d }}`, 'show: false'));
    expect(diagnostics.map(({ message }) => message)).toEqual(['nil pointer evaluating interface {}.d']);
  });

  test('leaves the values as it found them for the passes that follow', async () => {
    const files = one(`{{ $_ := set .Values "tag" (printf "%s-x" .Values.tag) }}{{ if .Values.show }}\n${pod('b:{{ .Values.tag }}')}{{ end }}\n---\n${pod('a:{{ .Values.tag }}')}`, 'tag: "1"\nshow: false');
    expect(summary(await scanTree(files))).toEqual(['a:1-x rendered', 'b:1-x optional']);
  });
});
