import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.js';
import { main } from '../../src/commands/main.js';
import type { ScanOptions, ScanResult } from '../../src/scan/result.js';
import { chart, diagnostic, image, result } from '../report/sample.js';

/** The command with a scan that only listens: what it asks for, and what becomes of the answer. */
const scan = vi.hoisted(() => vi.fn<(options: ScanOptions) => Promise<ScanResult>>());
vi.mock('../../src/scan/index.js', () => ({ scan }));

let stdout: string;
let stderr: string;
beforeEach(() => {
  stdout = '';
  stderr = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((stdout += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((stderr += String(text))));
  scan.mockResolvedValue(result([chart('a', { images: [image('nginx:1')] })]));
});
afterEach(() => {
  vi.restoreAllMocks();
  scan.mockReset();
  process.exitCode = 0;
});

const call = (line: string): Promise<void> => runCommandLine(line.split(' ').filter(Boolean), process.cwd());

test.each<[string, ScanOptions]>([
  ['', { paths: [] }],
  ['a b', { paths: ['a', 'b'] }],
  ['--values x.yaml,y.yaml --values z.yaml a', { paths: ['a'], valuesFiles: ['x.yaml', 'y.yaml', 'z.yaml'] }],
  ['--set a=1,b=2 --set c=3 a', { paths: ['a'], set: ['a=1,b=2', 'c=3'] }],
  ['--set-string a=1 --set-json b=[] --set-file c=f a', { paths: ['a'], setString: ['a=1'], setJson: ['b=[]'], setFile: ['c=f'] }],
  ['--kube-version 1.31 --api-versions a/v1,b/v1 --api-versions c/v1', { paths: [], kubeVersion: '1.31', apiVersions: ['a/v1', 'b/v1', 'c/v1'] }],
  ['--release-name r -n ns --is-upgrade', { paths: [], releaseName: 'r', namespace: 'ns', isUpgrade: true }],
  ['--status rendered,optional a', { paths: ['a'], statuses: ['rendered', 'optional'] }],
  ['--workers 3', { paths: [], workers: 3 }],
  ['--no-parallel', { paths: [], workers: 1 }],
  ['--values-glob values-*.yaml --values-glob envs/{a,b}.yaml a', { paths: ['a'], valuesGlob: ['values-*.yaml', 'envs/{a,b}.yaml'] }],
  ['-F json a', { paths: ['a'], witnesses: true }],
  ['-f h.yaml -e prod -l a=b -l c!=d', { paths: [], deploy: { file: 'h.yaml', environment: 'prod', selectors: ['a=b', 'c!=d'] } }],
])('%s', async (line, options) => {
  await call(line);
  expect(stderr).toBe('');
  // A list of references shows no witnesses, so none are looked for.
  expect(scan.mock.calls.map(([asked]) => asked)).toEqual([{ witnesses: false, ...options }]);
});

test.each([
  ['a', 'nginx:1\n'],
  ['scan a -F text', 'nginx:1\n'],
])('%s writes the result', async (line, expected) => {
  await call(line);
  expect({ stdout, stderr, code: process.exitCode }).toEqual({ stdout: expected, stderr: '', code: 0 });
});

test.each([['--json'], ['-F json'], ['-F yaml']])('%s writes a report', async (flags) => {
  await call(`a ${flags}`);
  expect(stdout).toMatch(/^\{?\s*"?schema_version/);
});

test('diagnostics go to standard error, the rest is answered', async () => {
  scan.mockResolvedValue(result([chart('a', { images: [image('nginx:1')], diagnostics: [diagnostic({ code: 'chart-invalid' })] })]));
  await call('a');
  expect({ stdout, stderr, code: process.exitCode }).toEqual({ stdout: 'nginx:1\n', stderr: 'error: nil pointer [chart-invalid]\n', code: 3 });
});

test('a mistake of ours names itself and shows where', async () => {
  scan.mockRejectedValue(new RangeError('too far'));
  await call('a');
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^error: this is a bug in astrago-scan, please report it\nRangeError: too far\n {4}at /);
  expect(process.exitCode).toBe(3);
});

test('what is thrown without being an error is still told', async () => {
  scan.mockRejectedValue('text');
  await call('a');
  expect(stderr).toBe('error: text\n');
});

test.each([
  ['--valeus x', 'error: unknown flag --valeus, did you mean --values?\n  hint: --help lists the flags\n'],
  ['--one --two=1', 'error: unknown flag --one\nerror: unknown flag --two\n  hint: --help lists the flags\n'],
  ['--format xml', 'error: Expected --format=xml to be one of: text, json, yaml, table, csv, ndjson, markdown, sarif\n  hint: --help lists the flags\n'],
  ['a -o /dev/null/x', 'error: cannot write /dev/null/x: a part of its path is a file\n'],
])('%s is an error of use', async (line, message) => {
  await call(line);
  expect({ stdout, stderr, code: process.exitCode }).toEqual({ stdout: '', stderr: message, code: 2 });
});

test.each([
  ['1700000000', '2023-11-14T22:13:20.000Z', 0],
  ['', expect.any(String), 0],
  ['1e99', null, 2],
])('SOURCE_DATE_EPOCH=%s', async (epoch, timestamp, code) => {
  vi.stubEnv('SOURCE_DATE_EPOCH', epoch);
  await call('a --json');
  vi.unstubAllEnvs();
  expect(process.exitCode).toBe(code);
  expect(stdout === '' ? null : (JSON.parse(stdout) as { metadata: { timestamp: string } }).metadata.timestamp).toEqual(timestamp);
});

test.each([
  ['--help', /\$ astrago-scan \[PATH\.\.\.\] \[FLAGS\]\n {2}\$ astrago-scan COMMAND \[FLAGS\]\n[^]*\nCOMMANDS\n[^]*\n {2}scan /],
  ['help scan', /\$ astrago-scan scan \[PATH\.\.\.\]/],
])('%s', async (line, text) => {
  vi.stubEnv('NO_COLOR', '1');
  vi.spyOn(console, 'log').mockImplementation((...texts: string[]) => void (stdout += `${texts.join(' ')}\n`));
  await call(line);
  vi.unstubAllEnvs();
  expect(stdout.replaceAll(/\x1b\[\d+m/g, '')).toMatch(text);
});

test('the version needs no framework', async () => {
  await main(['--version'], '/nowhere');
  expect(stdout).toMatch(/^astrago-scan \d+\.\d+\.\d+\n$/);
});

test('anything else goes to the command line', async () => {
  await main(['a'], process.cwd());
  expect(stdout).toBe('nginx:1\n');
});
