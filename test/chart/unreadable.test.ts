import { expect, test, vi } from 'vitest';
import { discoverCharts, loadChart } from '../../src/chart/index.js';
import { chartYaml, listen, writeTree } from './tree.js';

// Permissions do not bind root, so the refusal of the system is played.
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>();
  return { ...fs, openSync: guarded(fs.openSync), readdirSync: guarded(fs.readdirSync) };
});

function refuse(path: unknown): void {
  if (/closed\/?$/.test(String(path))) throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', syscall: 'open' });
}

function guarded<F extends (...args: never[]) => unknown>(call: F): F {
  return ((...args: Parameters<F>) => {
    refuse(args[0]);
    return call(...args);
  }) as F;
}

test('a file and a folder of a chart', () => {
  const { report, told } = listen();
  const absolute = writeTree({ 'Chart.yaml': chartYaml('c'), closed: '', 'templates/closed/x': '', 'templates/y': '' });
  const chart = loadChart({ path: 'c', absolute, kind: 'folder', bytes: 0 }, report);
  expect(chart!.templates.map(({ name }) => name)).toEqual(['templates/y']);
  expect(told.map(({ code, file, message }) => [code, file, message.endsWith('permission denied.')])).toEqual([
    ['path-unreadable', 'c/closed', true],
    ['path-unreadable', 'c/templates/closed', true],
  ]);
});

test('a folder among charts', () => {
  const { report, told } = listen();
  const root = writeTree({ 'a/Chart.yaml': chartYaml('a'), 'closed/Chart.yaml/x': '', 'z/Chart.yaml': chartYaml('z') });
  expect(discoverCharts([root], report).map(({ path }) => path.slice(root.length))).toEqual(['/a', '/z']);
  expect(told.map(({ code, file }) => [code, file])).toEqual([['path-unreadable', `${root}/closed`]]);
});

test('a named file', () => {
  const { report, codes } = listen();
  expect(discoverCharts([`${writeTree({ closed: '' })}/closed`], report)).toEqual([]);
  expect(codes()).toEqual(['path-unreadable']);
});
