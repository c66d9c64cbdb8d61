import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from './call.js';
import { Folder } from './folder.js';

let folder: Folder;
let old: string;
let current: string;
beforeAll(() => {
  folder = new Folder();
  old = folder.write('old.txt', '# by hand\nredis:7\nquay.io/a:1\nb:1\n');
  current = folder.write('new.json', '{"images": [{"reference": "redis:7", "status": "rendered"}, {"reference": "b:2"}, {"reference": "c:1"}]}');
});
afterAll(() => folder.remove());

const TEXT = '- quay.io/a:1\n+ c:1\n~ b:1 -> b:2\n';

test('a list against a report', async () => {
  expect(await call('diff', old, current)).toEqual({ code: 0, stdout: TEXT, stderr: '' });
});

describe('--exit-code', () => {
  test('is 1 for a difference', async () => {
    expect(await call('diff', '--exit-code', old, current)).toEqual({ code: 1, stdout: TEXT, stderr: '' });
  });

  test('and 0 for none', async () => {
    expect(await call('diff', '--exit-code', old, old)).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

test.each([['--json'], ['-F', 'json'], ['--format=json']])('%s', async (...flags) => {
  expect(JSON.parse((await call('diff', old, current, ...flags.filter(Boolean))).stdout)).toMatchObject({ common: 1, added: [{ reference: 'c:1', status: null }] });
});

test('Markdown, to a file', async () => {
  const file = join(folder.path, 'deep', 'diff.md');
  expect(await call('diff', '-F', 'markdown', '-o', file, old, current)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(file, 'utf8')).toContain('### Retagged (1)\n');
});

test('lines that are no images are told; the rest is answered', async () => {
  const bad = folder.write('bad.txt', 'redis:7\nhello world\n');
  expect(await call('diff', '--exit-code', bad, folder.write('one.txt', 'redis:7\n'))).toEqual({ code: 3, stdout: '', stderr: `${bad}:2: warning: "hello world" is no image reference\n` });
});

test('one scan against another', async () => {
  const charts = ['umbrella', 'operator'].map((name) => `fixtures/demo/${name}/chart`);
  const [both, one] = [join(folder.path, 'both.yaml'), join(folder.path, 'one.txt')];
  await call('-F', 'yaml', '-o', both, ...charts);
  await call('-o', one, charts[0]!);
  const { code, stdout } = await call('diff', one, both);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '+ registry.example.com/devices/device-operator:v1.9.0\n+ registry.example.com/devices/driver:550.90.07\n' });
});

test.each<[string[], RegExp]>([
  [['gone.txt', 'gone.txt'], /^error: gone\.txt does not exist\n$/],
  [['src', 'src'], /^error: src cannot be read: EISDIR/],
  [['package.json', 'package.json'], /^error: package\.json: neither a list of images nor a report\n$/],
  [['package.json'], /^error: Missing 1 required arg/],
  [['-F', 'yaml', 'a', 'b'], /^error: Expected --format=yaml to be one of: text, json, markdown\n/],
])('diff %j is an error of use', async (args, message) => {
  const { code, stdout, stderr } = await call('diff', ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
});
