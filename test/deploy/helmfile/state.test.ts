import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeTree } from '../../chart/tree.js';
import { errors, helmfile, names, read, readAt, values } from './read.js';

const ONE = 'releases:\n- {name: one, chart: ./app}\n';

describe('where helmfiles are found', () => {
  test.each([
    ['a plain file', { 'helmfile.yaml': ONE }, ''],
    ['a template', { 'helmfile.yaml.gotmpl': ONE }, ''],
    ['a folder', { 'helmfile.d/b.yaml': ONE.replace('./', '../') }, ''],
    ['above the working folder', { 'helmfile.yaml': ONE, 'x/y/z.txt': '' }, 'x/y'],
    ['in a folder of that name', { 'helmfile/helmfile.yaml.gotmpl': ONE.replace('./', '../'), 'x/z.txt': '' }, 'x'],
  ])('%s', (_, tree, folder) => {
    const { root } = read(tree);
    const reading = readAt(join(root, folder));
    expect(names(reading)).toEqual(['one']);
    expect(reading.told).toEqual([]);
    expect(reading.units[0]!.chart).toBe(join(root, 'app'));
  });

  test.each([
    ['two files', { 'helmfile.yaml': ONE, 'helmfile.yaml.gotmpl': ONE }],
    ['a file and a folder', { 'helmfile.yaml': ONE, 'helmfile.d/a.yaml': ONE }],
  ])('%s are one too many', (_, tree) => {
    const reading = read(tree);
    expect(names(reading)).toEqual([]);
    expect(errors(reading)).toEqual(['helmfile-invalid helmfile.yaml']);
  });

  test('a file that was named and is not there', () => {
    expect(errors(read({}, { file: 'no.yaml' }))).toEqual(['path-missing no.yaml']);
  });

  test('files of a folder come by name, and only YAML', () => {
    const entry = (name: string): string => `releases:\n- {name: ${name}, chart: ../app}\n`;
    const reading = read({ 'h.d/20.yaml': entry('b'), 'h.d/10.yml.gotmpl': entry('a'), 'h.d/notes.txt': entry('c') }, { file: 'h.d' });
    expect(names(reading)).toEqual(['a', 'b']);
  });
});

describe('which helmfile a file was written for', () => {
  test.each([
    ['a plain file', 'helmfile.yaml', ONE, 'v1'],
    ['templates in fields of releases', 'helmfile.yaml', 'releases:\n- {name: one, chart: "./{{ printf `app` }}"}\n', 'v1'],
    ['a template in a template', 'helmfile.yaml.gotmpl', 'releases:\n{{ if true }}\n- {name: one, chart: ./app}\n{{ end }}', 'v1'],
    ['what v1 cannot load', 'helmfile.yaml', 'releases:\n{{ if true }}\n- {name: one, chart: ./app}\n{{ end }}', 'v0'],
    ['a flag that v1 cannot read', 'helmfile.yaml', 'releases:\n- name: one\n  chart: ./app\n  installed: "{{ true }}"\n', 'v0'],
    ['releases beside environments', 'helmfile.yaml.gotmpl', `environments: {default: {}}\n${ONE}`, 'v0'],
    ['releases behind environments', 'helmfile.yaml.gotmpl', `environments: {default: {}}\n---\n${ONE}`, 'v1'],
  ])('%s', (_, name, text, dialect) => {
    const reading = read({ [name]: text });
    expect(names(reading)).toEqual(['one']);
    expect(reading.notes[0]).toContain(`as helmfile ${dialect} reads`);
    expect(reading.told).toEqual([]);
  });

  test('a sub-helmfile tells it as well', () => {
    const reading = read({ 'helmfile.yaml': 'helmfiles: [sub/helmfile.yaml]', 'sub/helmfile.yaml': 'releases:\n- {name: {{ "one" }}, chart: ../app}\n' });
    expect(reading.notes[0]).toContain('v0 reads them: sub/helmfile.yaml:2');
    expect(names(reading)).toEqual(['one']);
  });

  test('v0 sees the values of its own part', () => {
    const text = 'environments:\n  default:\n    values:\n    - {tag: "1"}\nreleases:\n- name: one\n  chart: ./app\n  values:\n  - {{ toYaml .Values | nindent 4 }}\n';
    expect(values(read({ 'helmfile.yaml': text }))).toEqual({ one: { tag: '1' } });
    expect(errors(read({ 'helmfile.yaml': text }, { dialect: 'v1' }))).toEqual(['helmfile-invalid helmfile.yaml:5', 'helmfile-invalid helmfile.yaml:9']);
  });

  test('v0 reads yes as true, v1 as text', () => {
    const text = helmfile('releases:\n- name: one\n  chart: ./app\n  values: [{a: {{ fromYaml "x: yes" | toJson }}}]\n');
    expect(values(read(text))).toEqual({ one: { a: { x: 'yes' } } });
    expect(values(read(text, { dialect: 'v0' }))).toEqual({ one: { a: { x: true } } });
  });
});

/** Releases `one` with the state values as its values. */
const SHOW = '---\nreleases:\n- name: one\n  chart: ./app\n  values:\n  - {{ toYaml .Values | nindent 4 }}\n';

describe('state values', () => {
  test.each([
    ['defaults lie below', 'values: [{a: 1, b: 1}]\nenvironments: {default: {values: [{b: 2}]}}\n', { a: 1, b: 2 }],
    ['files of one environment: null and the empty list count', 'environments: {default: {values: [{a: 1, l: [1], m: {x: 1}}, {a: null, l: [], m: {y: 2}}]}}\n', { a: null, l: [], m: { x: 1, y: 2 } }],
    ['null takes nothing from a lower layer', 'values: [{a: 1}]\nenvironments: {default: {values: [{a: null}]}}\n', { a: 1 }],
    ['lists of layers replace', 'values: [{l: [1, 2]}]\nenvironments: {default: {values: [{l: [3]}]}}\n', { l: [3] }],
    ['unless they hold nulls', 'values: [{l: [1, 2]}]\nenvironments: {default: {values: [{l: [null, 3]}]}}\n', { l: [1, 3] }],
    ['the first file has the last word', 'environments: {default: {mergeStrategy: fallback, values: [{a: false}, {a: true, b: 1}]}}\n', { a: false, b: 1 }],
    ['later parts see earlier ones', 'values: [{a: x}]\n---\nvalues: [{b: {{ .Values.a }}-y}]\n', { a: 'x', b: 'x-y' }],
    ['a line with more than three dashes does not cut', 'values: [{a: x}]\n--- # {{ .Values | get "a" "unseen" }}\nvalues: [{b: y}]\n', { a: 'x', b: 'y' }],
    ['integers stay integers', 'values: [{a: 1000000, b: 1.5, c: {{ printf "%d" (fromYaml "n: 7").n }}}]\n', { a: 1000000, b: 1.5, c: 7 }],
  ])('%s', (_, text, expected) => {
    const reading = read(helmfile(text + SHOW));
    expect(reading.told).toEqual([]);
    expect(values(reading)).toEqual({ one: expected });
  });

  test('windows line breaks', () => {
    expect(values(read(helmfile(`values: [{a: 1}]\n${SHOW}`.replaceAll('\n', '\r\n'))))).toEqual({ one: { a: 1 } });
  });

  const TREE = helmfile(`environments:\n  default: {}\n  prod:\n    values: [env/*.yaml, env/own.yaml.gotmpl]\n${SHOW}`, {
    'env/a.yaml': 'a: 1\nb: 1\n',
    'env/b.yaml': 'b: 2\n',
    'env/own.yaml.gotmpl': 'name: {{ .Environment.Name }}\nread: {{ readFile "text" }}\nhelped: {{ include "h" . }}\n',
    'env/text': 'beside',
    'env/_h.tpl': '{{ define "h" }}by {{ .Environment.Name }}{{ end }}',
  });

  test('files, patterns and templates of an environment, each from its own folder', () => {
    expect(values(read(TREE, { environment: 'prod' }))).toEqual({ one: { a: 1, b: 2, name: 'prod', read: 'beside', helped: 'by prod' } });
    expect(values(read(TREE))).toEqual({ one: {} });
  });

  test('an environment that is not defined', () => {
    const reading = read(TREE, { environment: 'none' });
    expect(names(reading)).toEqual([]);
    expect(errors(reading)).toEqual(['environment-unknown helmfile.yaml.gotmpl']);
  });

  test('from the command line', () => {
    const tree = helmfile(`values: [{a: 1, l: [{n: a, v: 1}, {n: b, v: 2}]}]\n${SHOW}`, { 'over.yaml': 'a: 2\nl: [{n: z}]\n' });
    expect(values(read(tree, { stateValuesSet: ['a=9,l[1].v=x', 'c.d\\.e=true'] }))).toEqual({ one: { a: 9, l: [{ n: 'a', v: 1 }, { n: 'b', v: 'x' }], c: { 'd.e': true } } });
    expect(values(read(tree, { stateValuesFiles: ['over.yaml'], stateValuesSet: ['a=3'] }))).toEqual({ one: { a: 3, l: [{ n: 'z' }] } });
    expect(errors(read(tree, { stateValuesSet: ['a'] }))).toEqual(['set-invalid --state-values-set']);
    expect(errors(read(tree, { stateValuesFiles: ['none.yaml'] }))).toEqual(['path-missing .']);
  });

  test('files that are missing', () => {
    expect(errors(read(helmfile(`environments: {default: {values: [none.yaml]}}\n${SHOW}`)))).toEqual(['path-missing helmfile.yaml.gotmpl:1']);
    expect(read(helmfile(`environments: {default: {missingFileHandler: Warn, values: [none.yaml]}}\n${SHOW}`)).told).toEqual([]);
  });

  test('secrets keep their keys, and their values are not known', () => {
    const reading = read(helmfile(`environments: {default: {secrets: [s.yaml]}}\n${SHOW}`, { 's.yaml': 'db:\n  password: ENC[x]\nsops: {mac: y}\n' }));
    const [unit] = reading.units;
    expect(values(reading)).toEqual({ one: { db: { password: 'zqh1qz' } } });
    expect(unit!.holes![0]!.message).toBe('a value of the encrypted file s.yaml');
    expect(reading.told.map(({ code, severity }) => [code, severity])).toEqual([['not-evaluated', 'info']]);
  });
});

describe('bases', () => {
  test('lie below, from the folder of the file that lists them', () => {
    const tree = helmfile(`bases: [b/env.yaml, "b/{{ .Environment.Name }}.yaml.gotmpl"]\n${SHOW}`, {
      'b/env.yaml': 'environments: {default: {values: [{a: 1, b: 1}, v.yaml]}}\n',
      'b/default.yaml.gotmpl': 'environments: {default: {values: [{b: 2, read: {{ readFile "text" }}}]}}\n',
      'v.yaml': 'c: 3\n',
      text: 'top',
    });
    expect(values(read(tree))).toEqual({ one: { a: 1, b: 2, c: 3, read: 'top' } });
  });

  test('add their releases and templates', () => {
    const reading = read(helmfile('bases: [b.yaml]\nreleases:\n- {name: own, inherit: [{template: t}]}\n', { 'b.yaml': 'templates: {t: {chart: ./app}}\nreleases:\n- {name: base, chart: ./app}\n' }));
    expect(names(reading)).toEqual(['base', 'own']);
    expect(reading.told).toEqual([]);
  });

  test('have no bases of their own', () => {
    expect(errors(read(helmfile('bases: [b.yaml]\n', { 'b.yaml': 'bases: [c.yaml]\n' })))).toEqual(['helmfile-invalid b.yaml:1']);
  });
});

test('nothing is written, and a folder without helmfiles says what was looked for', () => {
  const root = writeTree({ 'a/b.txt': '' });
  const { told } = readAt(root);
  expect(told.map(({ message }) => message)).toEqual(['There is no helmfile.yaml, helmfile.yaml.gotmpl or helmfile.d/ here or in any folder above.']);
});
