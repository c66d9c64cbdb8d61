import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Program } from './program.js';

/** The built program, from outside: streams, files and exit codes. */
const CHART = 'fixtures/demo/umbrella/chart';
const OPERATOR = 'fixtures/demo/operator/chart';
const SITE = 'fixtures/demo/operator/values-site.yaml';
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

let program: Program;
let folder: string;
beforeAll(async () => {
  program = await Program.build();
  folder = join(program.root, 'work');
  mkdirSync(folder);
});
afterAll(() => program.remove());

describe('version and help', () => {
  test.each([['--version'], ['-V'], ['version']])('%s', async (word) => {
    expect(await program.run([word])).toEqual({ code: 0, stdout: `astrago-scan ${version}\n`, stderr: '' });
  });

  test.each([[['--help']], [['-h']], [['help']], [[CHART, '--help']]])('%j is the help of the program', async (args) => {
    const { code, stdout, stderr } = await program.run(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('$ astrago-scan [PATH...] [FLAGS]\n  $ astrago-scan COMMAND [FLAGS]\n');
    expect(stdout).toMatch(/\nCOMMANDS\n[^]*^ {2}scan +Name every container image/m);
  });

  test.each([[['scan', '--help']], [['help', 'scan']]])('%j is the help of the command', async (args) => {
    const { code, stdout } = await program.run(args);
    expect(code).toBe(0);
    expect(stdout).toContain('$ astrago-scan scan [PATH...]');
    expect(stdout).not.toContain('COMMANDS');
  });

  test('NODE_ENV of the caller changes nothing', async () => {
    const { code, stderr } = await program.run(['--help'], { env: { NODE_ENV: 'development' } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('a scan', () => {
  const expected = readFileSync(join(CHART, '..', 'expected.txt'), 'utf8');

  test.each([[[]], [['scan']]])('%j: one reference a line on standard output', async (command) => {
    const { code, stdout } = await program.run([...command, '--status', 'rendered', CHART]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expected });
  });

  test('values before and after the path', async () => {
    const site = readFileSync('fixtures/demo/operator/expected.txt', 'utf8');
    for (const args of [['--values', SITE, OPERATOR], [OPERATOR, '--values', SITE], [`--values=${SITE}`, OPERATOR], ['--values', SITE, SITE, OPERATOR]]) {
      const { code, stdout } = await program.run(['--status', 'rendered', ...args]);
      expect({ args, code, stdout }).toEqual({ args, code: 0, stdout: site });
    }
  });

  test('--reproducible gives the same bytes each time', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => program.run(['--json', '--reproducible', CHART])));
    expect(first!.stdout).toBe(second!.stdout);
    expect(JSON.parse(first!.stdout)).toMatchObject({ metadata: { timestamp: '1970-01-01T00:00:00.000Z', version }, summary: { execution_time: 0 } });
  });

  test('SOURCE_DATE_EPOCH is the time', async () => {
    const { stdout } = await program.run(['--json', CHART], { env: { SOURCE_DATE_EPOCH: '1700000000' } });
    expect(JSON.parse(stdout)).toMatchObject({ metadata: { timestamp: '2023-11-14T22:13:20.000Z' }, summary: { execution_time: 0 } });
  });

  test('a reader that has seen enough is no failure', async () => {
    const { code, stderr } = await program.run(['--json', CHART], { closeStdout: true });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('--output', () => {
  test('makes folders and leaves nothing else behind', async () => {
    const file = join(folder, 'new', 'deep', 'images.json');
    const { code, stdout } = await program.run(['-F', 'json', '-o', file, CHART]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ schema_version: '1' });
    expect(readdirSync(join(folder, 'new', 'deep'))).toEqual(['images.json']);
  });

  test('replaces what a link points to, not the link', async () => {
    const target = join(folder, 'target.txt');
    writeFileSync(target, 'old');
    symlinkSync(target, join(folder, 'link.txt'));
    await program.run(['--status', 'rendered', '-o', join(folder, 'link.txt'), CHART]);
    expect(readFileSync(target, 'utf8')).toContain('ghcr.io/example/shop:2.8.0\n');
  });

  test.runIf(existsSync('/dev/null'))('writes to what is no file', async () => {
    expect((await program.run(['-o', '/dev/null', CHART])).code).toBe(0);
    expect(readFileSync('/dev/null', 'utf8')).toBe('');
  });

  test('a folder in its place is an error of use', async () => {
    expect(await program.run(['-o', folder, CHART])).toMatchObject({ code: 2, stderr: expect.stringContaining(`error: cannot write ${folder}: it is a folder\n`) });
  });

  test('so is a file where a folder should be', async () => {
    writeFileSync(join(folder, 'plain'), '');
    const file = join(folder, 'plain', 'x.txt');
    expect(await program.run(['-o', file, CHART])).toMatchObject({ code: 2, stderr: expect.stringContaining('a part of its path is a file') });
  });
});

describe('errors of use exit with 2, say why, and write no result', () => {
  test.each([
    [['--valeus', 'a.yaml'], 'error: unknown flag --valeus, did you mean --values?\n  hint: --help lists the flags\n'],
    [['--nothing-like-it=1'], 'error: unknown flag --nothing-like-it\n'],
    [['--values'], 'error: Flag --values expects a value\n'],
    [['-F', 'xml'], 'error: Expected --format=xml to be one of: text, json, yaml, table, csv, ndjson, markdown, sarif\n'],
    [['--status', 'rendered,gone'], 'error: Expected --status=gone to be one of: rendered, optional, values-only, catalog\n'],
    [['--workers', '0'], 'error: Parsing --workers \n\tExpected an integer greater than or equal to 1 but received: 0\n'],
    [['--json', '-F', 'yaml'], '--json=true cannot also be provided when using --format'],
    [['no/such/path'], 'no/such/path'],
    [['--values', 'no-such-values.yaml', CHART], 'no-such-values.yaml'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await program.run(args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    if (!args.includes(CHART)) expect(stdout).toBe('');
  });

  test('SOURCE_DATE_EPOCH that is no number', async () => {
    expect(await program.run([CHART], { env: { SOURCE_DATE_EPOCH: 'yesterday' } })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: SOURCE_DATE_EPOCH is not a number of seconds\n',
    });
  });
});

describe('--strict', () => {
  test('is met by a chart that helm renders', async () => {
    expect((await program.run(['--strict', '--status', 'rendered', CHART])).code).toBe(0);
  });

  test('is not met by one that it refuses', async () => {
    const [strict, lenient] = await Promise.all([program.run(['--strict', OPERATOR]), program.run([OPERATOR])]);
    expect([strict.code, lenient.code]).toEqual([1, 0]);
    expect(strict.stdout).toBe(lenient.stdout);
    expect(strict.stderr).toContain('operator.yaml:27:52: error: nodeAgent.digest is missing [value-required]\n');
  });
});
