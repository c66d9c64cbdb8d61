import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as library from '../src/index.js';
import { Folder } from './cli/folder.js';
import { Program } from './cli/program.js';

/** Every command that the documents show is run, in a folder that has what they speak of. */
const DOCUMENTS = ['README.md', ...readdirSync('docs').sort().filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
/** What is about the package itself, and would install or test it. */
const NOT_RUN = /^(?:npm|npx|\.ci\/run)\b/;
/** Their output is that of fixtures, and compared. */
const SHOWS = /fixtures\/|my-chart/;

interface Step {
  readonly command: string;
  /** Lines that stand below it. */
  readonly shown: string;
}

const text = (document: string): string => readFileSync(document, 'utf8');
/** Blocks may be indented, in lists. */
const blocks = (document: string, language: string): string[] =>
  [...text(document).matchAll(new RegExp(`^( *)\`\`\`${language}\\n([^]*?)^ *\`\`\`$`, 'gm'))].map(([, indent, body]) => body!.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));

const stepsOf = (document: string): Step[] =>
  blocks(document, 'console').flatMap((block) => block.split(/^\$ /m).slice(1)).map((part) => {
    const [first, ...rest] = part.split('\n');
    return { command: first!.replace(/ +# .*$/, ''), shown: rest.join('\n') };
  });

let program: Program;
let site: Folder;
beforeAll(async () => {
  program = await Program.build();
  site = new Folder();
  prepare();
});
afterAll(() => {
  program.remove();
  site.remove();
});

function prepare(): void {
  symlinkSync(resolve('fixtures'), join(site.path, 'fixtures'));
  cpSync('fixtures/demo/umbrella/chart', join(site.path, 'my-chart'), { recursive: true });
  cpSync('fixtures/values/environments/chart', join(site.path, 'charts/shop'), { recursive: true });
  site.write('prod.yaml', 'cache:\n  enabled: true\n');
  site.write('helmfile.yaml', 'environments: {prod: {}}\nreleases: [{name: shop, chart: ./charts/shop}]\n');
  site.write('images.txt', 'ghcr.io/example/shop:1.0\nredis:7.2\n');
  site.write('main.cjs', '');
  executable('astrago-scan', `exec '${process.execPath}' '${join(program.root, 'bin/run.js')}' "$@"`);
  // Stand-ins: no tool that is here by chance downloads anything.
  for (const name of ['docker', 'nerdctl', 'skopeo', 'helm']) executable(name, 'exit 1');
  executable('crane', 'for file; do :; done; echo image >"$file"');
}

function executable(name: string, line: string): void {
  const file = site.write(`bin/${name}`, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
}

function run(command: string): { code: number | null; output: string } {
  const env = { PATH: `${join(site.path, 'bin')}:/usr/bin:/bin`, HOME: site.path, NO_COLOR: '1', XDG_CACHE_HOME: join(site.path, 'cache') };
  const { status, stdout } = spawnSync('sh', ['-c', `{ ${command}\n} 2>&1`], { cwd: site.path, env, encoding: 'utf8' });
  return { code: status, output: stdout };
}

test('there are documents with commands', () => {
  expect(DOCUMENTS.flatMap(stepsOf).filter(({ command }) => !NOT_RUN.test(command)).length).toBeGreaterThan(15);
});

describe.each(DOCUMENTS.filter((document) => stepsOf(document).some(({ command }) => !NOT_RUN.test(command))))('%s', (document) => {
  // In their order: a script that one command writes is run by the next.
  test.each(stepsOf(document).filter(({ command }) => !NOT_RUN.test(command)))('$command', ({ command, shown }) => {
    const { code, output } = run(command);
    // 1 is an answer: the list has changed, a demand is not met.
    expect({ command, code: code === 1 ? 0 : code, output: code === 2 || code === 3 ? output : '' }).toEqual({ command, code: 0, output: '' });
    if (shown.trim() !== '') {
      expect(command).toMatch(SHOWS);
      expect(output).toBe(shown);
    }
  });
});

describe('docs/api.md', () => {
  test('names all that the library exports', () => {
    for (const name of Object.keys(library)) expect(text('docs/api.md')).toContain(name);
    const types = [...readFileSync('src/index.ts', 'utf8').matchAll(/\btype (\w+)/g)].map(([, name]) => name!);
    expect(types.length).toBeGreaterThan(15);
    const words = new Set(text('docs/api.md').match(/\w+/g));
    expect(types.filter((name) => !words.has(name))).toEqual([]);
  });

  test.each(['README.md', 'docs/api.md'].flatMap((document) => blocks(document, 'js').map((code) => [document, code])))('%s: the code runs: %#', (_, code) => {
    mkdirSync(join(site.path, 'node_modules'), { recursive: true });
    cpSync(program.root, join(site.path, 'node_modules/astrago-scan'), { recursive: true, force: true, filter: (path) => !/\/(?:work|cache)$/.test(path) });
    writeFileSync(join(site.path, 'example.mjs'), code!);
    const { status, stderr } = spawnSync(process.execPath, ['example.mjs'], { cwd: site.path, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

test.each([...DOCUMENTS, 'README.ko.md', 'CONTRIBUTING.md', 'fixtures/README.md'])('%s: links lead somewhere', (document) => {
  const links = [...text(document).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, target]) => resolve(document, '..', target!));
  expect(links.filter((path) => spawnSync('test', ['-e', path]).status !== 0)).toEqual([]);
});
