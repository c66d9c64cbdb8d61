import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.js';

const PACKAGE = process.cwd();
let folder: string;
let stdout: string;
let stderr: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'astrago-cli-'));
  mkdirSync(join(folder, '.git'));
  mkdirSync(join(folder, 'packs', 'mine'), { recursive: true });
  writeFileSync(join(folder, 'packs', 'mine', 'pack.yaml'), 'id: mine\ntitle: t\nreason: r\n');
  stdout = '';
  stderr = '';
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((stdout += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((stderr += String(text))));
  vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'none'));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  process.exitCode = 0;
});

const call = (line: string): Promise<void> => runCommandLine(line.split(' ').filter(Boolean), PACKAGE);
const rule = (found: string): void =>
  writeFileSync(
    join(folder, 'packs', 'mine', 'x.yaml'),
    `id: mine/x\nkind: argument\nreason: r\nmatch: { flag: f, value: tagged }\nexamples:\n  fires: [{ input: { kind: Pod, spec: { containers: [{ args: ['--f=a:1'] }] } }, images: ['${found}'] }]\n  silent: [{ input: {}, why: none }]\n`,
  );

test('rules list names every rule, its own first', async () => {
  rule('a:1');
  await call('rules list --rules packs');
  const lines = stdout.split('\n');
  expect(lines[0]).toMatch(/^mine\/x +argument +flag packs$/);
  expect(stdout).toMatch(/^core\/whole-string +values-shape +built in$/m);
  stdout = '';
  await call('rules list --json --rules packs');
  expect((JSON.parse(stdout) as unknown[])[0]).toEqual({ id: 'mine/x', kind: 'argument', from: 'flag', folder: 'packs', state: 'on', pack_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(stderr).toBe('');
});

test('rules show shows one', async () => {
  rule('a:1');
  await call('rules show mine/x --rules packs');
  expect(stdout).toBe('# flag packs, on\nid: mine/x\nkind: argument\nmatch:\n  flag:\n  - f\n  value: tagged\nreason: r\n');
  await call('rules show mine/y --rules packs');
  expect(process.exitCode).toBe(2);
  expect(stderr).toBe('error: there is no rule mine/y, did you mean mine/x?\n  hint: rules list names them all\n');
});

test.each([
  ['a:1', 0, '1 rules, 2 examples, 0 failed\n'],
  ['b:1', 1, 'mine/x fires[0]: expected [b:1], found [a:1]\n1 rules, 2 examples, 1 failed\n'],
])('rules test: %s', async (found, code, expected) => {
  rule(found);
  await call('rules test packs');
  expect({ stdout, stderr, code: process.exitCode }).toEqual({ stdout: expected, stderr: '', code });
});

test('rules test: a rule that is not valid, and a folder that is not there', async () => {
  writeFileSync(join(folder, 'packs', 'mine', 'x.yaml'), 'id: mine/x\nkind: argumen\n');
  await call('rules test packs');
  expect(process.exitCode).toBe(1);
  expect(stderr).toMatch(/^packs\/mine\/x\.yaml:2:7: error: kind must be one of /);
  await call('rules test none');
  expect(process.exitCode).toBe(2);
});

test('rules test: all of them, the built-in ones too', async () => {
  rule('a:1');
  await call('rules test --rules packs');
  expect(process.exitCode).toBe(0);
  expect(stdout).toMatch(/^\d{2,} rules, \d{3,} examples, 0 failed\n$/);
});
