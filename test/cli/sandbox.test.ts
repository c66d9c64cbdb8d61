import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Program, type Run } from './program.js';

/** A scan starts nothing, asks nobody and writes nothing but what it was told to: helm, helmfile and git are only read about. */
const FORBID = `--import=${pathToFileURL(join(import.meta.dirname, 'forbid.mjs')).href}`;

let program: Program;
let work: string;
beforeAll(async () => {
  program = await Program.build();
  work = join(program.root, 'work');
  mkdirSync(work);
});
afterAll(() => program.remove());

const confined = (args: readonly string[], mayWrite: string | null = null): Promise<Run> =>
  program.run(args, { env: { NODE_OPTIONS: FORBID, ...(mayWrite === null ? {} : { MAY_WRITE: mayWrite }) } });

/** Beyond charts: folders of helmfile, Argo CD, Flux and kustomize. */
const SCANS: [string, string[]][] = [
  ['charts', ['fixtures/demo', 'fixtures/templates', 'fixtures/values', 'fixtures/hostile']],
  ['charts in threads', ['--workers=3', '--json', 'fixtures/demo', 'fixtures/branches']],
  ['environments of charts', ['--values-glob=**/*.yaml', 'fixtures/values/environments']],
  ['a helmfile', ['-f', 'fixtures/helmfile/shop', '-e', 'prod', '--status', 'rendered']],
  ['a helmfile of the old kind', ['-f', 'fixtures/helmfile/legacy', '--json']],
  ['a tree of Argo CD', ['fixtures/gitops/argo-cd']],
  ['trees of Flux and kustomize', ['--json', 'fixtures/gitops/flux', 'fixtures/gitops/kustomize']],
];

describe.each(SCANS)('a scan of %s', (_, args) => {
  test('does nothing that is forbidden', async () => {
    const free = await program.run([...args, '--no-cache', '--reproducible']);
    expect(free.code).not.toBe(2);
    expect(free.stdout.length).toBeGreaterThan(40);
    expect(await confined([...args, '--no-cache', '--reproducible'])).toEqual(free);
  });
});

test('the one file that was named is written, and nothing else', async () => {
  const file = join(work, 'new', 'images.txt');
  expect(await confined(['--no-cache', '-o', file, 'fixtures/demo/umbrella/chart'], file)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(file, 'utf8')).toContain('ghcr.io/example/shop:2.8.0\n');
  expect(readdirSync(join(work, 'new'))).toEqual(['images.txt']);
});

test('with a cache, only that is written', async () => {
  const cache = join(work, 'cache');
  const args = ['--cache-dir', cache, '--workers=2', 'fixtures/demo/umbrella/chart', 'fixtures/templates/helpers/chart'];
  const [cold, warm] = [await confined(args, cache), await confined(args, cache)];
  expect(cold).toMatchObject({ code: 0, stderr: '' });
  expect(warm).toEqual(cold);
  expect(readdirSync(cache)).not.toEqual([]);
});

const flag = ['--permission', '--experimental-permission'].find((name) => process.allowedNodeEnvironmentFlags.has(name));
test.runIf(flag !== undefined)(`under the permission model of Node${flag === undefined ? ' (this version has none)' : ''}, with nothing but reading allowed`, () => {
  const node = (...args: string[]) => spawnSync(process.execPath, [flag!, '--allow-fs-read=*', '--no-warnings', ...args], { encoding: 'utf8', cwd: process.cwd(), env: { PATH: process.env['PATH'], HOME: work } });
  const scan = node(join(program.root, 'bin/run.js'), '--no-cache', '--status=rendered', 'fixtures/demo/umbrella/chart');
  expect({ code: scan.status, stdout: scan.stdout }).toEqual({ code: 0, stdout: readFileSync('fixtures/demo/umbrella/expected.txt', 'utf8') });
  expect(node('-e', `require('node:fs').writeFileSync(${JSON.stringify(join(work, 'x'))}, '')`).stderr).toContain('ERR_ACCESS_DENIED');
});

/** What the tests above would see. */
describe('what is forbidden is seen, also where it is caught', () => {
  const file = JSON.stringify('/tmp/astrago-scan-forbidden');
  test.each<[string, string]>([
    ['child_process.spawn', `import { spawn } from 'node:child_process'; spawn('true');`],
    ['child_process.execFileSync', `import { execFileSync } from 'node:child_process'; execFileSync('true');`],
    ['child_process.fork', `import cp from 'child_process'; cp.fork('x.js');`],
    ['fs.writeFileSync', `import { writeFileSync } from 'node:fs'; writeFileSync(${file}, '');`],
    ['fs.promises.writeFile', `import { writeFile } from 'node:fs/promises'; await writeFile(${file}, '');`],
    ['fs.openSync', `import { openSync } from 'node:fs'; openSync(${file}, 'a');`],
    ['fs.mkdirSync', `import { mkdirSync } from 'node:fs'; mkdirSync(${file});`],
    ['fs.renameSync', `import { renameSync } from 'node:fs'; renameSync(${file}, ${file});`],
    ['fs.createWriteStream', `import { createWriteStream } from 'node:fs'; createWriteStream(${file});`],
    ['net.connect', `import net from 'node:net'; net.connect(1);`],
    ['net.Socket.connect', `import { Socket } from 'node:net'; new Socket().connect(1);`],
    ['tls.connect', `import { connect } from 'node:tls'; connect(1);`],
    ['http.get', `import { get } from 'node:http'; get('http://localhost:1');`],
    ['https.request', `import { request } from 'node:https'; request('https://localhost:1');`],
    ['dns.lookup', `import { lookup } from 'node:dns'; lookup('localhost', () => {});`],
    ['dns.promises.resolve4', `import { resolve4 } from 'node:dns/promises'; await resolve4('localhost');`],
    ['dgram.createSocket', `import { createSocket } from 'node:dgram'; createSocket('udp4');`],
    ['global.fetch', `await fetch('http://localhost:1');`],
    ['fs.writeFileSync', `import { Worker } from 'node:worker_threads'; new Worker(new URL('data:text/javascript,import fs from "node:fs"%0Afs.writeFileSync(${file}, "")')).on('error', () => {});`],
  ])('%s: %#', (what, code) => {
    // In one statement after the imports, so that a program could swallow the error.
    const [imports, ...rest] = code.startsWith('import') ? code.split('; ') : ['', code];
    const text = `${imports};\ntry { ${rest.join('; ')} } catch {}`;
    const { stderr } = spawnSync(process.execPath, [FORBID, '--input-type=module', '-e', text], { encoding: 'utf8', env: { PATH: process.env['PATH'] } });
    expect(stderr).toContain(`FORBIDDEN ${what}`);
  });

  test('verify, which starts helm, would be found out', async () => {
    const { stderr } = await program.run(['verify', '--require-helm', 'fixtures/demo/umbrella/chart'], { env: { NODE_OPTIONS: FORBID, MAY_WRITE: tmpdir(), HELM_BIN: process.execPath } });
    expect(stderr).toContain('FORBIDDEN child_process.');
  });
});
