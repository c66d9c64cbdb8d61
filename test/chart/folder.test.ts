import { chmodSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFolder } from '../../src/chart/folder.js';
import { MAX_FOLLOWED_LINKS } from '../../src/chart/limits.js';
import { startLoading } from '../../src/chart/loading.js';
import { chartYaml, listen, writeTree, type Tree } from './tree.js';

function read(tree: Tree, folder = ''): { names: string[]; told: string[] } {
  return readAt(join(writeTree(tree), folder));
}

function readAt(root: string): { names: string[]; told: string[] } {
  const { report, told } = listen();
  const files = readFolder(root, 'c/', startLoading(report));
  return { names: files.map(({ name }) => name), told: told.map(({ code, file }) => `${code} ${file}`) };
}

test('files come depth first, the names of one folder sorted', () => {
  const { names, told } = read({ 'Chart.yaml': '', 'a-b': '', 'a/z': '', 'a/b/c': '', 'B': '', 'templates/x': '' });
  expect(names).toEqual(['B', 'Chart.yaml', 'a/b/c', 'a/z', 'a-b', 'templates/x']);
  expect(told).toEqual([]);
});

test('only the .helmignore of the root counts', () => {
  const { names } = read({ '.helmignore': '\uFEFF*.md\n', 'README.md': '', 'charts/s/.helmignore': '*', 'charts/s/README.md': '', 'charts/s/values.yaml': '', 'templates/.x': '' });
  expect(names).toEqual(['.helmignore', 'charts/s/.helmignore', 'charts/s/values.yaml']);
});

test('a byte order mark goes, names are as the user knows them', () => {
  const { report } = listen();
  const [file] = readFolder(writeTree({ 'values.yaml': '\uFEFFa: 1' }), 'my/chart/', startLoading(report));
  expect([file!.source.name, file!.source.text, file!.bytes.length]).toEqual(['my/chart/values.yaml', 'a: 1', 4]);
});

describe('links', () => {
  test('inside the chart they are followed, files and folders', () => {
    const { names, told } = read({ 'real/x': '1', link: { link: 'real' }, 'templates/y': { link: '../real/x' } });
    expect([names, told]).toEqual([['link/x', 'real/x', 'templates/y'], []]);
  });

  test.each<[string, Tree]>([
    ['a file', { 'c/out': { link: '../secret' }, secret: 's' }],
    ['a folder', { 'c/out': { link: '../other' }, 'other/x': 's' }],
    ['an absolute path', { 'c/out': { link: '/etc' } }],
    ['by way of another link', { 'c/a/out': { link: '../../other' }, 'other/x': 's', 'c/out': { link: 'a/out' } }],
    ['a sibling whose name begins alike', { 'c/out': { link: '../c2' }, 'c2/x': 's' }],
  ])('out of the chart they are not: %s', (_, tree) => {
    const { names, told } = read({ 'c/Chart.yaml': '', ...tree }, 'c');
    expect(names).toEqual(['Chart.yaml']);
    expect(told).toContain('symlink-outside c/out');
    expect(new Set(told.map((line) => line.split(' ')[0]))).toEqual(new Set(['symlink-outside']));
  });

  test('a .helmignore outside is not read', () => {
    const { names, told } = read({ 'c/.helmignore': { link: '../rules' }, rules: '*', 'c/a': '' }, 'c');
    expect([names, told]).toEqual([['a'], ['symlink-outside c/.helmignore']]);
  });

  test('what is ignored need not stay inside', () => {
    const { told } = read({ 'c/.helmignore': 'out', 'c/out': { link: '../other' }, 'other/x': 's' }, 'c');
    expect(told).toEqual([]);
  });

  test.each([['broken', 'nowhere'], ['itself', 'broken']])('%s, even if ignored', (_, link) => {
    const { names, told } = read({ '.helmignore': 'broken', broken: { link }, x: '' });
    expect([names, told]).toEqual([['.helmignore', 'x'], ['path-unreadable c/broken']]);
  });

  test.each<[string, Tree]>([
    ['to the chart', { 'a/loop': { link: '..' } }],
    ['to its own folder', { 'a/loop': { link: '.' } }],
    ['crosswise', { 'a/l': { link: '../b' }, 'b/l': { link: '../a' }, 'b/x': '' }],
    ['deep crosswise', { 'a/x/l': { link: '../../b' }, 'b/y/l': { link: '../../a' } }],
  ])('loops end: %s', (_, tree) => {
    const { names, told } = read({ 'Chart.yaml': '', ...tree });
    expect(names).toContain('Chart.yaml');
    expect(names.length).toBeLessThan(10);
    expect(told[0]).toMatch(/^path-unreadable/);
  });

  test('fans of links end at a limit', () => {
    const tree: Record<string, Tree[string]> = { 'l20/x': '' };
    for (let level = 0; level < 20; level++) for (const fan of ['a', 'b']) tree[`l${level}/${fan}`] = { link: `../l${level + 1}` };
    const { names, told } = read(tree);
    expect(names.length).toBeLessThan(MAX_FOLLOWED_LINKS);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^limit-reached/);
  });
});

test('a huge file is not read', () => {
  const root = writeTree({ big: '', small: 'x' });
  truncateSync(join(root, 'big'), 10 * 1024 ** 3);
  expect(readAt(root)).toEqual({ names: ['small'], told: ['limit-reached c/big'] });
});

// Root may read everything, so there is nothing to see then.
test.skipIf(process.getuid?.() === 0)(`what must not be read is told, the rest is read${process.getuid?.() === 0 ? ' (skipped: root may read everything)' : ''}`, () => {
  const root = writeTree({ 'Chart.yaml': chartYaml('c'), 'closed/x': '', secret: '' });
  chmodSync(join(root, 'closed'), 0);
  chmodSync(join(root, 'secret'), 0);
  const seen = readAt(root);
  chmodSync(join(root, 'closed'), 0o755);
  expect(seen).toEqual({ names: ['Chart.yaml'], told: ['path-unreadable c/closed', 'path-unreadable c/secret'] });
});

test('a folder that is not there', () => {
  expect(readAt('/nonexistent/chart')).toEqual({ names: [], told: ['path-unreadable c/'] });
});
