import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.js';
import { writeTree } from '../chart/tree.js';

const CHART = 'fixtures/demo/umbrella/chart';
const COLOUR = /\x1b\[\d+m/;

let stdout: string;
let stderr: string;
let isTerminal: PropertyDescriptor | undefined;
beforeEach(() => {
  stdout = '';
  stderr = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((stdout += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((stderr += String(text))));
  isTerminal = Object.getOwnPropertyDescriptor(process.stdout, 'isTTY');
  for (const name of ['NO_COLOR', 'FORCE_COLOR', 'NODE_DISABLE_COLORS']) vi.stubEnv(name, undefined);
  vi.stubEnv('TERM', 'xterm-256color');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  if (isTerminal === undefined) delete (process.stdout as { isTTY?: boolean }).isTTY;
  else Object.defineProperty(process.stdout, 'isTTY', isTerminal);
  process.exitCode = 0;
});

const call = (...words: string[]): Promise<void> => runCommandLine(['explain', ...words], process.cwd());
const onTerminal = (value: boolean): void => void Object.defineProperty(process.stdout, 'isTTY', { value, configurable: true });

test('an image that is off', async () => {
  await call('jaeger', CHART);
  expect({ stderr, code: process.exitCode }).toEqual({ stderr: '', code: 0 });
  expect(stdout).toMatch(/^docker\.io\/jaegertracing\/jaeger-agent:1\.57 {2}optional\n/);
  expect(stdout).toContain(`
  off because of
    if .Values.tracing.enabled
        tracing.enabled is false
      ${CHART}/templates/deployment.yaml:21:16
        21 | {{- if .Values.tracing.enabled }}
           |        ^

  switch on
    tracing:
      enabled: true
    --set=tracing.enabled=true
`);
});

test('with the values given', async () => {
  await call('jaeger', CHART, '--set', 'tracing.enabled=true');
  expect(stdout).toMatch(/^docker\.io\/jaegertracing\/jaeger-agent:1\.57 {2}rendered\n/);
  expect(stdout).toContain('\n  switch off\n    tracing:\n      enabled: false\n    --set=tracing.enabled=false\n');
});

test('--limit', async () => {
  await call('docker.io', CHART, '--limit', '1');
  expect(stdout).toMatch(/\n\n\d more match; --limit shows more, a longer IMAGE fewer\n$/);
});

test('--json', async () => {
  await call('jaeger', CHART, '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    query: 'jaeger',
    total: 1,
    near: [],
    images: [{ status: 'optional', conditions: [{ values: [{ path: 'tracing.enabled', present: 'false' }] }], switch_on: { values: { tracing: { enabled: true } }, flags: ['--set=tracing.enabled=true'] } }],
  });
});

test('nothing matches', async () => {
  await call('postgresqls', CHART);
  expect({ stdout, code: process.exitCode }).toEqual({ stdout: 'no image matches "postgresqls"\n  near names:\n    docker.io/bitnami/postgresql:16.3\n', code: 1 });
});

test.each<[string, string[], RegExp]>([
  ['no image', [], /image/i],
  ['a path that does not exist', ['x', '/nowhere'], /There is no such file or folder/],
  ['values from standard input', ['x', '--values', '-'], /values from standard input/],
])('%s is an error of use', async (_, words, message) => {
  await call(...words);
  expect({ stdout, code: process.exitCode }).toEqual({ stdout: '', code: 2 });
  expect(stderr).toMatch(message);
});

test('colours on a terminal only', async () => {
  onTerminal(true);
  await call('jaeger', CHART);
  expect(stdout).toMatch(COLOUR);
  const coloured = stdout;
  stdout = '';
  onTerminal(false);
  await call('jaeger', CHART);
  expect(stdout).not.toMatch(COLOUR);
  expect(coloured.replaceAll(new RegExp(COLOUR, 'g'), '')).toBe(stdout);
});

test.each([['NO_COLOR', '1'], ['TERM', 'dumb']])('%s=%s: no colours', async (name, value) => {
  onTerminal(true);
  vi.stubEnv(name, value);
  await call('jaeger', CHART);
  expect(stdout).not.toMatch(COLOUR);
});

test('a file has no colours', async () => {
  onTerminal(true);
  const file = join(writeTree({ 'a.txt': '' }), 'out.txt');
  await call('jaeger', CHART, '-o', file);
  expect(existsSync(file)).toBe(true);
  expect(readFileSync(file, 'utf8')).not.toMatch(COLOUR);
});
