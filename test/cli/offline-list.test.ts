import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { offlineListTarget } from '../../src/commands/offline-list.js';
import { call } from './call.js';
import { Folder } from './folder.js';

let folder: Folder;
beforeEach(() => void (folder = new Folder()));
afterEach(() => folder.remove());

test.each<[string, string[], string, string | null]>([
  ['under the folder', ['p/kubespray-offline/imagelists'], 'p', 'p/kubespray-offline/imagelists'],
  ['beside the folder', ['p/kubespray-offline/imagelists', 'p/deploy'], 'p/deploy', 'p/kubespray-offline/imagelists'],
  ['deeper under the folder', ['p/airgap/kubespray-offline/imagelists'], 'p', 'p/airgap/kubespray-offline/imagelists'],
  ['two folders deeper', ['p/a/b/kubespray-offline/imagelists'], 'p', 'p/a/b/kubespray-offline/imagelists'],
  ['not three', ['p/a/b/c/kubespray-offline/imagelists'], 'p', null],
  ['the project is around a folder named helmfile', ['p/airgap/kubespray-offline/imagelists', 'p/helmfile'], 'p/helmfile', 'p/airgap/kubespray-offline/imagelists'],
  ['not around any folder', ['p/other/kubespray-offline/imagelists', 'p/deploy'], 'p/deploy', null],
  ['the nearest wins', ['p/a/kubespray-offline/imagelists', 'p/kubespray-offline/imagelists'], 'p', 'p/kubespray-offline/imagelists'],
  ['then the first by name', ['p/b/kubespray-offline/imagelists', 'p/a/kubespray-offline/imagelists'], 'p', 'p/a/kubespray-offline/imagelists'],
  ['the tool without its lists', ['p/kubespray-offline'], 'p', null],
  ['hidden folders are left out', ['p/.git/kubespray-offline/imagelists'], 'p', null],
  ['none', ['p'], 'p', null],
  ['a folder that is not there', [], 'p/gone', null],
])('%s', (_, folders, from, expected) => {
  for (const path of folders) mkdirSync(join(folder.path, path), { recursive: true });
  expect(offlineListTarget(join(folder.path, from))).toBe(expected === null ? null : join(folder.path, expected, 'astrago.txt'));
});

test('links are not followed, files are no folders', () => {
  mkdirSync(join(folder.path, 'out/kubespray-offline/imagelists'), { recursive: true });
  mkdirSync(join(folder.path, 'p/sub/kubespray-offline'), { recursive: true });
  symlinkSync(join(folder.path, 'out'), join(folder.path, 'p/link'));
  writeFileSync(join(folder.path, 'p/sub/kubespray-offline/imagelists'), '');
  expect(offlineListTarget(join(folder.path, 'p'))).toBeNull();
});

describe('a scan of a helmfile', () => {
  const LISTS = 'kubespray-offline/imagelists';
  const POD = 'kind: Pod\nmetadata: {name: p}\nspec:\n  containers: [{image: "b:1"}{{ if .Values.on }}, {image: "a:1"}{{ end }}]\n';
  let list: string;

  beforeEach(() => {
    folder.write('deploy/helmfile.yaml', 'releases: [{name: shop, chart: ./shop}]\n');
    folder.write('deploy/shop/Chart.yaml', 'apiVersion: v2\nname: shop\nversion: 1.0.0\n');
    folder.write('deploy/shop/templates/pod.yaml', POD);
    list = folder.write(`${LISTS}/astrago.txt`, 'of the last time\n');
    vi.spyOn(process, 'cwd').mockReturnValue(join(folder.path, 'deploy'));
  });
  afterEach(() => vi.restoreAllMocks());

  const scan = (...args: string[]): ReturnType<typeof call> => call('--no-cache', ...args);
  const left = (): string => readFileSync(list, 'utf8');
  const SAID = `the list is also in ../${LISTS}/astrago.txt: 2 images\n`;

  test('gives the offline tool its list, and says so', async () => {
    expect(await scan()).toEqual({ code: 0, stdout: 'a:1\nb:1\n', stderr: SAID });
    expect(left()).toBe('a:1\nb:1\n');
    expect(readdirSync(join(folder.path, LISTS))).toEqual(['astrago.txt']);
  });

  test.each(['json', 'table', 'sarif'])('that is a list whatever the result is: %s', async (format) => {
    expect(await scan('-F', format)).toMatchObject({ code: 0, stderr: SAID });
    expect(left()).toBe('a:1\nb:1\n');
  });

  test('of the images of the result', async () => {
    expect((await scan('--status', 'rendered')).stderr).toBe(`the list is also in ../${LISTS}/astrago.txt: 1 image, only rendered\n`);
    expect(left()).toBe('b:1\n');
  });

  test('for a helmfile that was named, too', async () => {
    vi.spyOn(process, 'cwd').mockReturnValue('/');
    expect((await scan('-f', join(folder.path, 'deploy/helmfile.yaml'))).stderr).toContain(`${LISTS}/astrago.txt: 2 images\n`);
    expect(left()).toBe('a:1\nb:1\n');
  });

  test.each<[string, string[]]>([
    ['the result has a file', ['-o', 'out.txt']],
    ['standard output was asked for', ['-o', '-']],
    ['charts were asked for, not releases', ['shop']],
    ['the environment is not there', ['-e', 'none']],
    ['a flag is wrong', ['--state-values-set', 'x']],
  ])('but not where %s', async (_, args) => {
    expect((await scan(...args.map((arg) => (arg === 'out.txt' || arg === 'shop' ? join(folder.path, 'deploy', arg) : arg)))).stderr).not.toContain('the list is also');
    expect(left()).toBe('of the last time\n');
  });

  test('nor where the tool is not there', async () => {
    const other = folder.write('other/deep/helmfile.yaml', 'releases: []\n');
    expect(await scan('-f', other)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(existsSync(join(folder.path, 'other/deep/kubespray-offline'))).toBe(false);
  });

  test('the report has the environment', async () => {
    folder.write('deploy/helmfile.yaml', 'environments: {prod: {}}\nreleases: [{name: shop, chart: ./shop}]\n');
    const environment = async (...args: string[]): Promise<unknown> => (JSON.parse((await scan('--json', '-o', '-', ...args)).stdout) as { metadata: { environment: unknown } }).metadata.environment;
    expect([await environment('-e', 'prod'), await environment(), await environment(join(folder.path, 'deploy/shop'))]).toEqual(['prod', 'default', null]);
  });

  test('-v tells what was assumed', async () => {
    expect((await scan('-v')).stderr).toContain('helmfile.yaml: note: Helmfiles are read as helmfile v1 reads them.\n');
  });

  test('a list that cannot be written is an error, after the result', async () => {
    folder.write('deploy/kubespray-offline/imagelists/astrago.txt/x', '');
    expect(await scan()).toEqual({ code: 2, stdout: 'a:1\nb:1\n', stderr: `error: cannot write ${folder.path}/deploy/${LISTS}/astrago.txt: it is a folder\n` });
  });
});
