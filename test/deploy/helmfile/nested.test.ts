import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errors, helmfile, names, read, readAt, values } from './read.js';

const CHILD = 'releases:\n- name: child\n  chart: ../app\n  labels: {tier: x}\n  values:\n  - {{ toYaml .Values | nindent 4 }}\n- {name: other, chart: ../app}\n';
const PARENT = 'values: [{a: parent, b: parent}]\n---\n';
const below = (entry: string, child = CHILD, parent = PARENT): Parameters<typeof read>[0] => helmfile(`${parent}helmfiles:\n${entry}\n`, { 'sub/h.yaml.gotmpl': child });

describe('what a sub-helmfile is given', () => {
  test.each<[string, string, unknown]>([
    ['nothing by itself', '- sub/h.yaml.gotmpl', {}],
    ['values', '- path: sub/h.yaml.gotmpl\n  values:\n  - {{ toYaml .Values | nindent 4 }}\n  - {b: entry}', { a: 'parent', b: 'entry' }],
    ['environments', '- path: sub/h.yaml.gotmpl\n  inherits: [environments]', { a: 'parent', b: 'parent' }],
  ])('%s', (_, entry, expected) => {
    const reading = read(below(entry));
    expect(reading.told).toEqual([]);
    expect(values(reading)['child']).toEqual(expected);
  });

  test('values stand above its own, inherited environments below', () => {
    const child = `environments: {default: {values: [{a: child}]}}\n---\n${CHILD}`;
    expect(values(read(below('- path: sub/h.yaml.gotmpl\n  values: [{a: entry}]', child)))['child']).toEqual({ a: 'entry' });
    expect(values(read(below('- path: sub/h.yaml.gotmpl\n  inherits: [environments]', child)))['child']).toEqual({ a: 'child', b: 'parent' });
  });

  test('sections that it inherits', () => {
    const parent = 'kubeVersion: v1.27.0\napiVersions: [p/v1]\ncommonLabels: {from: parent}\ntemplates: {t: {namespace: nt}}\n';
    const child = 'apiVersions: [c/v1]\nreleases:\n- {name: child, chart: ../app, inherit: [{template: t}]}\n';
    const entry = (inherits: string): ReturnType<typeof read> => read(below(`- path: sub/h.yaml.gotmpl\n  inherits: [${inherits}]`, child, parent));
    expect(entry('templates, kubeVersion, apiVersions').units[0]).toMatchObject({ namespace: 'nt', kubeVersion: 'v1.27.0', apiVersions: ['p/v1', 'c/v1'] });
    expect(errors(entry('kubeVersion'))).toEqual(['release-invalid sub/h.yaml.gotmpl:3']);
  });

  test('state values of the command line stay with the first file', () => {
    expect(values(read(below('- sub/h.yaml.gotmpl'), { stateValuesSet: ['a=1'] }))['child']).toEqual({});
  });
});

describe('which releases of a sub-helmfile', () => {
  test.each<[string, string, string[], string[]]>([
    ['all', '- sub/h.yaml.gotmpl', [], ['child', 'other']],
    ['those of the command line', '- sub/h.yaml.gotmpl', ['name=other'], ['other']],
    ['its own selectors', '- {path: sub/h.yaml.gotmpl, selectors: [tier=x]}', [], ['child']],
    ['its own, whatever the command line wants', '- {path: sub/h.yaml.gotmpl, selectors: [tier=x]}', ['name=other'], ['child']],
    ['none, where both cannot be', '- {path: sub/h.yaml.gotmpl, selectors: [tier=x]}', ['tier=y'], []],
    ['the inherited ones', '- {path: sub/h.yaml.gotmpl, selectorsInherited: true}', ['tier=x'], ['child']],
    ['an empty list of its own', '- {path: sub/h.yaml.gotmpl, selectors: []}', ['name=none'], ['child', 'other']],
  ])('%s', (_, entry, selectors, expected) => {
    expect(names(read(below(entry), { selectors }))).toEqual(expected);
  });
});

describe('paths of sub-helmfiles', () => {
  test('patterns and folders; they come before the own releases', () => {
    const reading = read({
      'helmfile.yaml': 'helmfiles: ["apps/*/h.yaml", more]\nreleases:\n- {name: own, chart: ./app}\n',
      'apps/b/h.yaml': 'releases:\n- {name: b, chart: ../../app}\n',
      'apps/a/h.yaml': 'releases:\n- {name: a, chart: ../../app}\n',
      'more/c.yaml': 'releases:\n- {name: c, chart: ../app}\n',
    });
    expect(names(reading)).toEqual(['a', 'b', 'c', 'own']);
    expect(new Set(reading.units.map(({ chart }) => chart))).toEqual(new Set([join(reading.root, 'app')]));
  });

  test.each([
    ['v1', '', 'error'],
    ['v1', 'missingFileHandler: Warn\n', 'warning'],
    ['v0', '', 'warning'],
  ] as const)('%s: a path without a file, %j', (dialect, top, severity) => {
    const { told } = read({ 'helmfile.yaml': `${top}helmfiles: [none.yaml]\nreleases:\n- {name: own, chart: ./app}\n` }, { dialect });
    expect(told.map(({ code, severity: found }) => [code, found])).toEqual([['path-missing', severity]]);
  });

  test('one file twice, with other values', () => {
    const child = 'releases:\n- {name: r, chart: ../app, namespace: {{ .Values.n }}}\n';
    const reading = read(below('- {path: sub/h.yaml.gotmpl, values: [{n: x}]}\n- {path: sub/h.yaml.gotmpl, values: [{n: y}]}', child));
    expect(reading.units.map(({ namespace }) => namespace)).toEqual(['x', 'y']);
  });

  test.each([
    ['prodd', 'Is prod meant? There are prod, test.'],
    ['elsewhere', 'There are prod, test.'],
  ])('the environment %s that none defines', (environment, hint) => {
    const { told } = read({ 'helmfile.yaml': 'environments: {prod: {}, test: {}}\n---\nreleases: []\n' }, { environment });
    expect(told).toMatchObject([{ code: 'environment-unknown', message: `No helmfile defines the environment ${environment}.`, hint }]);
  });

  test('one that does not define the environment is left out', () => {
    const reading = read(helmfile('environments: {prod: {}}\n---\nhelmfiles: [sub/h.yaml]\nreleases:\n- {name: own, chart: ./app}\n', { 'sub/h.yaml': 'environments: {dev: {}}\n---\nreleases:\n- {name: child, chart: ../app}\n' }), { environment: 'prod' });
    expect(names(reading)).toEqual(['own']);
    expect(reading.notes).toContain('sub/h.yaml is left out: it does not define the environment prod.');
  });

  test('remote ones are not fetched', () => {
    const reading = read({ 'helmfile.yaml': 'helmfiles: ["git::https://example.com/x.git@h.yaml"]\nbases: ["https://example.com/b.yaml"]\n' });
    expect(reading.told.map(({ code, severity }) => [code, severity])).toEqual([['not-evaluated', 'warning'], ['not-evaluated', 'warning']]);
  });
});

describe('hostile helmfiles end in diagnostics', () => {
  test.each<[string, Parameters<typeof read>[0], string[]]>([
    ['a helmfile below itself', { 'helmfile.yaml': 'helmfiles: [helmfile.yaml]\n' }, ['helmfile-invalid helmfile.yaml']],
    ['two below each other', { 'helmfile.yaml': 'helmfiles: [a/h.yaml]\n', 'a/h.yaml': 'helmfiles: [../helmfile.yaml]\n' }, ['helmfile-invalid helmfile.yaml']],
    ['a base of itself', { 'helmfile.yaml': 'bases: [helmfile.yaml]\n' }, ['helmfile-invalid helmfile.yaml:1']],
    ['no map', { 'helmfile.yaml': '- a\n' }, ['helmfile-invalid helmfile.yaml']],
    ['no YAML', { 'helmfile.yaml': 'a: [\n' }, ['helmfile-invalid helmfile.yaml:2']],
    ['sections of other kinds', { 'helmfile.yaml': 'releases: 1\nenvironments: [a]\nhelmfiles: {a: b}\nbases: x\nvalues: 3\ntemplates: []\ncommonLabels: x\nrepositories: z\n' }, []],
    ['entries of other kinds', { 'helmfile.yaml': 'releases: [1, null, []]\nhelmfiles: [1, {}]\nbases: [1]\n' }, ['helmfile-invalid helmfile.yaml:2', 'helmfile-invalid helmfile.yaml:2', 'release-invalid helmfile.yaml:1', 'release-invalid helmfile.yaml:1', 'release-invalid helmfile.yaml:1']],
    ['a template that goes on and on', helmfile('{{ define "x" }}{{ include "x" . }}{{ end }}{{ include "x" . }}'), ['template-error helmfile.yaml.gotmpl:1']],
    ['a range without end', helmfile('{{ range until 9999999 }}{{ range until 9999999 }}x{{ end }}{{ end }}'), ['limit-reached helmfile.yaml.gotmpl:1']],
    ['a template that does not parse', helmfile('{{ if }}'), ['template-syntax helmfile.yaml.gotmpl:1']],
    ['templates that inherit without end', { 'helmfile.yaml': `templates:\n${Array.from({ length: 40 }, (_, at) => `  t${at}: {inherit: [{template: t${at + 1}}, {template: t${at + 1}}]}\n`).join('')}  t40: {chart: ./app}\nreleases:\n- {name: a, inherit: [{template: t0}]}\n` }, ['release-invalid helmfile.yaml:44']],
    ['a file that is a folder', helmfile('releases:\n- {name: a, chart: ./app, values: [app]}\n'), ['path-unreadable helmfile.yaml.gotmpl:2']],
  ])('%s', (_, tree, expected) => {
    expect(errors(read(tree))).toEqual(expected);
  });

  test('a file that links to itself', () => {
    const { root } = read(helmfile('values: [loop.yaml]\nreleases:\n- {name: a, chart: ./app}\n'));
    symlinkSync('loop.yaml', join(root, 'loop.yaml'));
    expect(errors(readAt(root))).toEqual(['path-missing helmfile.yaml.gotmpl:1']);
  });

  test('the text of a link in place of a link', () => {
    const reading = read(helmfile('values: [s/v.yaml.gotmpl]\n---\nreleases:\n- {name: a, chart: ./app, values: [{{ toJson .Values }}]}\n', { 's/v.yaml.gotmpl': 'x: {{ include "h" . }}\n', 's/_h.tpl': '../_h.tpl', '_h.tpl': '{{ define "h" }}linked{{ end }}' }));
    expect(values(reading)).toEqual({ a: { x: 'linked' } });
  });
});

test('no text makes the reader throw', () => {
  const { root } = read({});
  const piece = fc.constantFrom('{{', '}}', '{{ end }}', '{{ range . }}', '{{ if .Values }}', '{{ .Values.a }}', '{{ toYaml . }}', '\n', '\n---\n', '- ', ': ', '  ', '[', ']', '{', '}', '"', '&a ', '*a', '<<: *a', 'releases:', 'values:', 'environments:', 'default:', 'bases:', 'helmfiles:', 'helmfile.yaml.gotmpl', 'name: x', 'chart: ./app', 'inherit:', 'template: t', 'templates:', 'set:', 'null', '1');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom('auto', 'v0', 'v1'), (pieces, dialect) => {
      writeFileSync(join(root, 'helmfile.yaml.gotmpl'), pieces.join(''));
      expect(readAt(root, { dialect }).notes.length).toBeGreaterThan(0);
    }),
    { numRuns: 200 },
  );
});
