import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { call } from './cli/call.js';
import { Folder } from './cli/folder.js';

let folder: Folder;
beforeAll(() => void (folder = new Folder()));
afterAll(() => folder.remove());

const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as { bin: Record<string, string> };

describe('the hook of pre-commit', () => {
  const [hook] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as [{ entry: string; files: string }];
  const [program, ...flags] = hook.entry.split(' ') as [string, ...string[]];

  test.each<[string, boolean]>([
    ['Chart.yaml', true],
    ['charts/shop/Chart.yaml', true],
    ['shop/values.yaml', true],
    ['shop/values-prod.yml', true],
    ['shop/values.schema.json', true],
    ['shop/templates/deployment.yaml', true],
    ['shop/templates/_helpers.tpl', true],
    ['shop/charts/redis-1.0.0.tgz', true],
    ['shop/Chart.lock', true],
    ['README.md', false],
    ['src/values.ts', false],
    ['my-templates/x.yaml', false],
    ['MyChart.yaml', false],
  ])('%s is passed: %s', (file, passed) => {
    expect(new RegExp(hook.files).test(file)).toBe(passed);
  });

  test('runs the program, only on the charts of the files, and passes over others', async () => {
    expect(Object.keys(bin)).toEqual([program]);
    const chart = 'fixtures/demo/umbrella/chart';
    const files = [`${chart}/values.yaml`, `${chart}/templates/deployment.yaml`, 'package.json', 'templates/gone.html'];
    expect(await call(...flags, ...files)).toEqual(await call(chart));
    expect(await call(...flags, '--require-digest', ...files)).toMatchObject({ code: 1 });
    expect(await call(...flags, 'package.json')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await call(...flags)).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('other mistakes stay mistakes', async () => {
    expect(await call(...flags, '--values=gone.yaml', 'fixtures/demo/umbrella/chart/values.yaml')).toMatchObject({ code: 2 });
  });
});

describe('the GitHub action', () => {
  interface Step {
    readonly name: string;
    readonly run: string;
    readonly env?: Readonly<Record<string, string>>;
  }
  const action = parse(readFileSync('action.yml', 'utf8')) as {
    readonly inputs: Readonly<Record<string, { readonly default: string }>>;
    readonly runs: { readonly using: string; readonly steps: readonly Step[] };
  };
  const step = action.runs.steps.find(({ name }) => name === 'Scan')!;

  /** The step as a runner starts it, with a program that only tells its words. */
  function run(inputs: Readonly<Record<string, string>>, code = 0): { status: number | null; words: unknown; output: string } {
    const path = join(folder.path, 'action');
    mkdirSync(path, { recursive: true });
    folder.write('action/bin/run.js', `console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = ${code};`);
    const output = folder.write('output', '');
    const values: Record<string, string> = { 'github.action_path': path };
    for (const [name, input] of Object.entries(action.inputs)) values[`inputs.${name}`] = inputs[name] ?? input.default;
    const env = Object.fromEntries(
      Object.entries(step.env!).map(([name, text]) => [name, text.replace(/\$\{\{ (\S+) \}\}/g, (_, key: string) => values[key]!)]),
    );
    const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
      cwd: folder.path,
      env: { PATH: process.env['PATH'], GITHUB_OUTPUT: output, ...env },
      encoding: 'utf8',
    });
    return { status, words: JSON.parse(stdout), output: readFileSync(output, 'utf8') };
  }

  test('by default scans everything, to the log', () => {
    expect(run({})).toEqual({ status: 0, words: ['--format=text', '--output=-', '--', '.'], output: 'exit-code=0\n' });
  });

  test('passes words on, and the exit code', () => {
    const inputs = { paths: 'charts/a\ncharts/b\n', args: '--allow-registry=harbor.local  --forbid-latest', format: 'sarif', output: 'my images.sarif' };
    expect(run(inputs, 1)).toEqual({
      status: 1,
      words: ['--format=sarif', '--output=my images.sarif', '--allow-registry=harbor.local', '--forbid-latest', '--', 'charts/a', 'charts/b'],
      output: 'exit-code=1\n',
    });
  });

  test('takes words for nothing but words', () => {
    const text = "$(touch pwned) `touch pwned` * ';touch pwned;'";
    expect(run({ paths: text }).words).toEqual(['--format=text', '--output=-', '--', ...text.split(' ')]);
  });

  test('puts nothing into the text of a script', () => {
    expect(action.runs.using).toBe('composite');
    expect(action.runs.steps.filter(({ run: text }) => text.includes('${{'))).toEqual([]);
  });
});
