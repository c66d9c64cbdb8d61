import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { Helm } from '../../src/verify/helm.js';
import { StandIn, type Script } from './stand-in.js';

afterEach(() => void vi.unstubAllEnvs());

const limits = { timeout: 20_000, parallel: 2, cwd: process.cwd() };

async function started(script: Script, more: Partial<typeof limits> = {}): Promise<{ helm: Helm; standIn: StandIn }> {
  const standIn = new StandIn(script);
  const helm = await Helm.find({ ...process.env, HELM_BIN: standIn.path }, { ...limits, ...more });
  if (typeof helm === 'string') throw new Error(helm);
  onTestFinished(() => helm.close());
  return { helm, standIn };
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'no-helm-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('HELM_BIN names it, and PATH has it', async () => {
  const standIn = new StandIn();
  for (const environment of [{ HELM_BIN: standIn.path }, { PATH: standIn.folder }, { HELM_BIN: '', PATH: standIn.folder }]) {
    const helm = await Helm.find(environment, limits);
    expect(helm).toMatchObject({ version: 'v3.99.0', path: 'HELM_BIN' in environment && environment.HELM_BIN !== '' ? standIn.path : 'helm' });
    (helm as Helm).close();
  }
});

test.each(['v3.0.0', 'v3.21.4', 'v4.0.1', 'v4.2.0-rc.1'])('%s is a helm that is known', async (version) => {
  const helm = await Helm.find({ HELM_BIN: new StandIn({}, version).path }, limits);
  expect(helm).toMatchObject({ version });
  (helm as Helm).close();
});

test.each(['v2.17.0', 'Client: v2', 'v30.1', ''])('%j is none', async (version) => {
  const { path } = new StandIn({}, version);
  expect(await Helm.find({ HELM_BIN: path }, limits)).toBe(`HELM_BIN (${path}) is neither helm 3 nor helm 4 (${version})`);
});

test('without a helm the reason is told', async () => {
  const folder = emptyFolder();
  const file = join(folder, 'helm');
  expect(await Helm.find({ PATH: folder }, limits)).toBe('there is no helm in PATH');
  expect(await Helm.find({ HELM_BIN: file }, limits)).toBe(`HELM_BIN (${file}) is not there`);
  writeFileSync(file, '', { mode: 0o644 });
  expect(await Helm.find({ HELM_BIN: file }, limits)).toBe(`HELM_BIN (${file}) cannot be used: it may not be run`);
});

test('it sees nothing of the environment but where programs are', async () => {
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'HELM_PLUGINS', 'HELM_KUBETOKEN', 'KUBECONFIG', 'AWS_SECRET_ACCESS_KEY', 'HELM_NAMESPACE']) vi.stubEnv(name, 'http://of.the.user');
  const { helm, standIn } = await started({});
  await helm.template(['chart']);
  const { env, args } = standIn.calls()[0]!;
  expect(args).toEqual(['template', 'chart']);
  expect(Object.values(env)).not.toContain('http://of.the.user');
  expect(env).toMatchObject({ PATH: process.env['PATH'], KUBECONFIG: '/dev/null', HTTPS_PROXY: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9' });
  const home = env['HOME']!;
  expect(home).not.toBe(process.env['HOME']);
  expect(['HELM_CACHE_HOME', 'HELM_CONFIG_HOME', 'HELM_DATA_HOME', 'HELM_PLUGINS'].map((name) => dirname(env[name]!))).toEqual([home, home, home, home]);
  expect(existsSync(home)).toBe(true);
  helm.close();
  expect(existsSync(home)).toBe(false);
});

test.each<[string, string]>([
  ['Error: execution error at (a.yaml:1:2): tag is missing\n\nUse --debug flag to render out invalid YAML\n', 'execution error at (a.yaml:1:2): tag is missing'],
  ['coalesce.go:289: warning: skipped\nError: two\nlines\n', 'two\nlines'],
  ['level=WARN msg="x"\nError: \x1b[2Jgone\x07\n', '[2Jgone'],
  ['panic: no prefix', 'panic: no prefix'],
  [`Error: ${'x'.repeat(5000)}`, 'x'.repeat(1000)],
  ['Error: Get "https://example.com": proxyconnect tcp: dial tcp 127.0.0.1:9: connect: connection refused', 'it wants to fetch something, and gets no network'],
])('an error of helm: %j', async (stderr, problem) => {
  const { helm } = await started({ chart: { stderr, stdout: 'half', code: 1 } });
  expect(await helm.template(['chart'])).toEqual({ text: null, problem });
});

test('warnings are no errors', async () => {
  const { helm } = await started({ chart: { stdout: 'all', stderr: 'warning: x' } });
  expect(await helm.template(['chart'])).toEqual({ text: 'all', problem: null });
});

test('a run that takes too long is ended', async () => {
  const { helm } = await started({ slow: { seconds: 600 } }, { timeout: 2000 });
  expect(await helm.template(['slow'])).toEqual({ text: null, problem: 'it did not end within 2 s' });
});

test('a relative HELM_BIN is found from where the program was started', async () => {
  const { path } = new StandIn();
  const helm = await Helm.find({ HELM_BIN: relative(process.cwd(), path) }, { ...limits, cwd: tmpdir() });
  expect(helm).toMatchObject({ path });
  (helm as Helm).close();
});
