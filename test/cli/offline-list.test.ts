import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { offlineListTarget } from '../../src/commands/offline-list.js';
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
