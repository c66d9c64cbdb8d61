import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chartTgz, tgzOf, type PackEntry } from '../chart/pack.js';
import { chartYaml } from '../chart/tree.js';
import { Program, type Run } from './program.js';

/**
 * What is wrong, where, what to do about it, the exit code. Whatever else was asked for is still answered; only where the call itself is
 * wrong, nothing is.
 */
let program: Program;
let folder: string;
const NO_ANSWER = { code: 2, stdout: '' };

const POD = (image: string): string => `kind: Pod\nspec:\n  containers:\n  - image: ${image}\n`;

function write(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** A chart in a folder of its own. */
const chart = (name: string, files: Readonly<Record<string, string | Uint8Array>>): void =>
  write(Object.fromEntries(Object.entries({ 'Chart.yaml': chartYaml(name), ...files }).map(([file, content]) => [`${name}/${file}`, content])));

beforeAll(async () => {
  program = await Program.build();
  folder = join(program.root, 'work');
  chart('good', { 'templates/t.yaml': POD('good:1') });
});
afterAll(() => program.remove());

const run = (...args: string[]): Promise<Run> => program.run(args, { cwd: folder });

describe('a PATH', () => {
  test('that does not exist', async () => {
    const { code, stdout, stderr } = await run('nope', 'good');
    expect(stderr).toContain('error: ');
    expect(stderr).toContain('nope');
    expect({ code, stdout }).toEqual(NO_ANSWER);
  });

  test('without charts', async () => {
    write({ 'empty/readme.md': 'x', 'empty/deep/values.yaml': 'a: 1' });
    const { code, stdout, stderr } = await run('empty', 'good');
    expect(stderr).toMatch(/^empty: error: There is no chart here: .*\[no-charts\]\n/);
    expect({ code, stdout }).toEqual(NO_ANSWER);
  });

  test('that is a file of no chart', async () => {
    write({ 'notes.txt': 'x' });
    const { code, stdout } = await run('notes.txt', 'good');
    expect({ code, stdout }).toEqual(NO_ANSWER);
  });
});

describe('a chart', () => {
  test.each([
    ['no YAML', 'a: b: c\n', 'broken-yaml/Chart.yaml:1:'],
    ['a list', '- a\n', 'broken-list/Chart.yaml'],
    ['no name', 'apiVersion: v2\nversion: 1.0.0\n', 'broken-name/Chart.yaml'],
    ['no version', 'apiVersion: v2\nname: x\n', 'broken-version/Chart.yaml'],
  ])('whose Chart.yaml has %s', async (_, content, place) => {
    const name = place.split('/')[0]!;
    chart(name, { 'Chart.yaml': content, 'templates/t.yaml': POD('still:1') });
    const { code, stdout, stderr } = await run(name, 'good');
    expect(stderr).toContain(`${place}`);
    expect(stderr).toContain('[chart-invalid]');
    expect(code).toBe(3);
    expect(stdout).toContain('good:1\n');
  });

  test('whose values.yaml is broken is told with line and column, and scanned without them', async () => {
    chart('bad-values', { 'values.yaml': 'a: 1\nb:\n  - c\n  d: [\n', 'templates/t.yaml': POD('fixed:1') });
    const { code, stdout, stderr } = await run('bad-values');
    expect(stderr).toMatch(/^bad-values\/values\.yaml:\d+:\d+: error: .*\[values-invalid\]\n/);
    expect({ code, stdout }).toEqual({ code: 3, stdout: 'fixed:1\n' });
  });

  test('whose values.yaml is a list', async () => {
    chart('list-values', { 'values.yaml': '- a\n', 'templates/t.yaml': POD('fixed:1') });
    const { code, stdout, stderr } = await run('list-values');
    expect(stderr).toContain('list-values/values.yaml');
    expect({ code, stdout }).toEqual({ code: 3, stdout: 'fixed:1\n' });
  });

  test('with a template that does not parse: the others answer', async () => {
    chart('bad-template', { 'templates/a.yaml': 'x\n{{ if .Values.a }}\n  {{ nope }}\n', 'templates/b.yaml': POD('other:1') });
    const [lenient, strict] = await Promise.all([run('bad-template'), run('--strict', 'bad-template')]);
    expect(lenient.stderr).toContain('bad-template/templates/a.yaml:3:6: error: function "nope" not defined [template-syntax]\n');
    expect({ code: lenient.code, stdout: lenient.stdout }).toEqual({ code: 0, stdout: 'other:1\n' });
    expect(strict.code).toBe(1);
  });

  test('with a template that fails: the others answer, and so does the rest of it', async () => {
    chart('failing', { 'templates/a.yaml': '{{ .Values.a.b }}\n---\n{{ fail "set a" }}\n---\n' + POD('same:1'), 'templates/b.yaml': POD('other:1') });
    const { code, stdout, stderr } = await run('failing');
    expect(stderr).toContain('failing/templates/a.yaml:1:4: error: nil pointer evaluating interface {}.b [template-error]\n');
    expect(stderr).toContain('failing/templates/a.yaml:3:4: error: set a [value-required]\n');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'other:1\nsame:1\n' });
  });

  test.each([
    ['cyclic', '{{ define "a" }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ include "a" . }}{{ end }}{{ include "a" . }}'],
    ['endless', '{{ define "a" }}{{ include "a" . }}{{ include "a" . }}{{ end }}{{ include "a" . }}'],
  ])('whose includes are %s', async (name, template) => {
    chart(name, { 'templates/a.yaml': template, 'templates/b.yaml': POD('other:1') });
    const { code, stdout, stderr } = await run(name);
    expect(stderr).toContain('templates call each other more than 200 deep');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'other:1\n' });
  });

  test.each([
    ['loops', '{{ range until 90000 }}{{ range until 90000 }}{{ end }}{{ end }}', 'was not evaluated to its end'],
    ['repeats', '{{ repeat 1000000000 "a" | repeat 1000000000 }}', '[limit-reached]'],
  ])('that %s without end', async (name, template, message) => {
    chart(name, { 'templates/a.yaml': template, 'templates/b.yaml': POD('other:1') });
    const { code, stdout, stderr } = await run(name);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'other:1\n' });
  });

  test.skipIf(process.getuid?.() === 0)(`with a file that cannot be read${process.getuid?.() === 0 ? ' (skipped: root may read everything)' : ''}`, async () => {
    chart('unreadable', { 'templates/a.yaml': 'a', 'templates/b.yaml': POD('other:1') });
    chmodSync(join(folder, 'unreadable/templates/a.yaml'), 0);
    const { code, stdout, stderr } = await run('unreadable');
    expect(stderr).toContain('unreadable/templates/a.yaml');
    expect({ code, stdout }).toEqual({ code: 3, stdout: 'other:1\n' });
  });

  test('with a dependency that is not there', async () => {
    chart('lonely', { 'Chart.yaml': chartYaml('lonely', 'dependencies:\n- name: gone\n  version: 1.0.0\n  repository: https://example.org\n'), 'templates/t.yaml': POD('own:1') });
    const { stdout, stderr } = await run('lonely');
    expect(stderr).toMatch(/lonely\/Chart\.yaml:\d+:\d+: (error|warning): .*gone.*\[dependency-missing\]/);
    expect(stdout).toBe('own:1\n');
  });
});

const FILES = { 'Chart.yaml': chartYaml('packed'), 'templates/t.yaml': POD('packed:1') };
const entries = (...more: PackEntry[]): Buffer => tgzOf([...Object.entries(FILES).map(([name, content]): PackEntry => [`packed/${name}`, content]), ...more]);

describe('an archive', () => {
  test.each([
    ['truncated', () => chartTgz(FILES).subarray(0, 120), 'archive-invalid', ''],
    ['noise', () => gzipSync(Buffer.from('not a tar archive'.repeat(100))), 'archive-invalid', ''],
    ['dots', () => entries(['packed/../../etc/passwd', 'x']), 'archive-unsafe', 'packed:1\n'],
    ['absolute', () => entries(['/etc/passwd', 'x'], ['packed//etc/passwd', 'x']), 'archive-unsafe', 'packed:1\n'],
    ['link', () => entries(['packed/templates/link.yaml', { type: 'SymbolicLink' }]), '', 'packed:1\n'],
    ['many', () => entries(...Array.from({ length: 25_000 }, (_, at): PackEntry => [`packed/f${at}`, ''])), 'archive-limit', 'packed:1\n'],
    ['bomb', () => entries(['packed/bomb', Buffer.alloc(110 * 1024 * 1024)]), 'archive-limit', 'packed:1\n'],
  ])('of kind %s', async (name, make, code, stdout) => {
    write({ [`${name}.tgz`]: make() });
    const result = await run(`${name}.tgz`, 'good');
    expect(result.stdout).toBe(`good:1\n${stdout}`);
    if (code !== '') expect(result.stderr).toContain(`[${code}]`);
    if (code !== '') expect(result.stderr).toContain(`${name}.tgz`);
    expect(result.code).toBe(name === 'link' ? 0 : 3);
  });
});

test('a PATH that is called an archive and is none', async () => {
  write({ 'text.tgz': 'not even gzip' });
  const { code, stdout, stderr } = await run('text.tgz', 'good');
  expect(stderr).toMatch(/^text\.tgz: error: This is neither a chart archive .*\[no-charts\]\n$/);
  expect({ code, stdout }).toEqual(NO_ANSWER);
});

test('a file that a release names and that does not exist: the rest is answered', async () => {
  chart('tree/shop', { 'templates/t.yaml': POD('shop:1') });
  write({
    'tree/app.yaml':
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop}\nspec:\n  source: {repoURL: https://example.org/r, path: shop, helm: {valueFiles: [gone.yaml]}}\n  destination: {namespace: n}\n',
    'hf/helmfile.yaml': 'releases: [{name: shop, chart: ../tree/shop, values: [gone.yaml]}, {name: good, chart: ../good}]\n',
  });
  for (const [args, images] of [[['tree'], 'shop:1\n'], [['-f', 'hf/helmfile.yaml'], 'good:1\nshop:1\n']] as const) {
    const { code, stdout, stderr } = await run(...args);
    expect(stderr).toMatch(/:\d+:\d+: error: .*gone\.yaml.*\[path-missing\]\n/);
    expect({ code, stdout }).toEqual({ code: 3, stdout: images });
  }
});

describe('files that are written', () => {
  test.each([
    [['nope', 'good']],
    [['--values=gone.yaml', 'good']],
    [['--set', 'a[x]=1', 'good']],
    [['-e', 'none', '-f', 'helmfile.yaml']],
  ])('are not, for %j', async (args) => {
    write({ 'helmfile.yaml': 'releases: [{name: good, chart: ./good}]\n', 'kept.txt': 'kept\n' });
    const { code, stdout } = await run('-o', 'kept.txt', '--metrics-file', 'metrics/metrics.prom', ...args);
    expect({ code, stdout }).toEqual(NO_ANSWER);
    expect(readFileSync(join(folder, 'kept.txt'), 'utf8')).toBe('kept\n');
    expect(existsSync(join(folder, 'metrics'))).toBe(false);
  });
});

describe('values of the user', () => {
  test('a file that does not exist', async () => {
    const { code, stdout, stderr } = await run('--values', 'gone.yaml', '--', 'good');
    expect(stderr).toContain('error: The values file gone.yaml does not exist. [path-missing]\n');
    expect({ code, stdout }).toEqual(NO_ANSWER);
  });

  test('a file that is broken', async () => {
    write({ 'broken.yaml': 'a: 1\n b: [\n' });
    const { code, stdout, stderr } = await run('--values', 'broken.yaml', '--', 'good');
    expect(stderr).toMatch(/broken\.yaml:\d+:\d+: error: .*\[values-invalid\]\n/);
    expect({ code, stdout }).toEqual(NO_ANSWER);
  });

  test.each([
    ['--set', 'novalue'],
    ['--set', 'a[x]=1'],
    ['--set', 'a=1,a.b=2'],
    ['--set-json', 'a={'],
    ['--set-file', 'a=gone.txt'],
  ])('%s %s', async (flag, text) => {
    const { code, stdout, stderr } = await run(flag, text, 'good');
    expect(stderr).toContain('error: ');
    expect({ code, stdout }).toEqual(NO_ANSWER);
  });
});
