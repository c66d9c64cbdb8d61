import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, test } from 'vitest';
import { isPlatform, writeDownloadScript } from '../../src/download/index.js';
import { Site, type ScriptRun } from './stand-ins.js';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const write = (references: readonly string[], platform: string | null = null): string => writeDownloadScript(references, { platform, version: '1.2.3' });
const SCRIPT = write(['redis:7', 'quay.io/a/b:1']);
const REDIS = 'docker.io+library+redis=7.tar';
const B = 'quay.io+a+b=1.tar';

let site: Site | null = null;
afterEach(() => {
  site?.remove();
  site = null;
});
const at = (...tools: string[]): Site => (site = new Site(tools));
/** Names of files under way hold the number of the process. */
const withoutNumber = ({ asked }: ScriptRun): string[] => asked.map((line) => line.replace(/\.part\.\d+\.tar/, 'PART'));

describe('the text', () => {
  test('says what it is, and names each full name once, sorted', () => {
    expect(SCRIPT).toMatch(/^#!\/bin\/sh\n# Downloads 2 container images; --help says how\. Written by astrago-scan 1\.2\.3\.\n/);
    const calls = (references: string[]): string[] => [...write(references).matchAll(/^fetch .*/gm)].map(([call]) => call);
    expect(calls(['redis:7', 'quay.io/a/b:1', 'docker.io/library/redis:7', 'redis', 'not a reference', `localhost:5000/x:1@${DIGEST}`])).toEqual([
      "fetch 'docker.io/library/redis:7' 'docker.io+library+redis=7'",
      "fetch 'docker.io/library/redis:latest' 'docker.io+library+redis=latest'",
      `fetch 'localhost:5000/x:1@${DIGEST}' 'localhost=5000+x=1@${DIGEST.replace(':', '=')}'`,
      "fetch 'quay.io/a/b:1' 'quay.io+a+b=1'",
    ]);
  });

  test('files have names that file systems take, each its own', () => {
    const long = `quay.io/${'a'.repeat(150)}:${'b'.repeat(120)}`;
    const names = [...write([`${long}1`, `${long}2`]).matchAll(/^fetch '\S+' '(\S+)'$/gm)].map(([, name]) => name!);
    expect(new Set(names).size).toBe(2);
    expect(names.map((name) => name.length)).toEqual([200, 200]);
  });

  const shellcheck = spawnSync('shellcheck', ['--version']).error === undefined;
  const lists: [string, string][] = [
    ['nothing', write([])],
    ['two images', SCRIPT],
    ['a platform', write(['redis:7', `x@${DIGEST}`], 'linux/arm64/v8')],
  ];
  test.for(lists)('shellcheck has nothing to say about %s', ([, script], { skip }) => {
    skip(!shellcheck, 'shellcheck is not installed');
    const { status, stdout } = spawnSync('shellcheck', ['--shell=sh', '--enable=check-unassigned-uppercase', '-'], { input: script, encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });
});

describe.each<[string, string | null, string[]]>([
  ['docker', null, ['docker pull R', 'docker save -o PART R']],
  ['docker', 'linux/arm64', ['docker pull --platform linux/arm64 R', 'docker save -o PART R']],
  ['nerdctl', null, ['nerdctl pull R', 'nerdctl save -o PART R']],
  ['nerdctl', 'linux/arm64', ['nerdctl pull --platform linux/arm64 R', 'nerdctl save --platform linux/arm64 -o PART R']],
  ['crane', null, ['crane pull R PART']],
  ['crane', 'linux/arm64', ['crane pull --platform linux/arm64 R PART']],
  ['skopeo', null, ['skopeo copy docker://R docker-archive:PART:R']],
  ['skopeo', 'linux/arm64', ['skopeo --override-os linux --override-arch arm64 copy docker://R docker-archive:PART:R']],
  ['skopeo', 'linux/arm/v7', ['skopeo --override-os linux --override-arch arm --override-variant v7 copy docker://R docker-archive:PART:R']],
])('%s for %s', (tool, platform, commands) => {
  test('saves', () => {
    const run = at(tool).run(write(['quay.io/a/b:1'], platform));
    expect(withoutNumber(run)).toEqual(commands.map((command) => command.replaceAll('R', 'quay.io/a/b:1').replace('PAquay.io/a/b:1T', 'PART')));
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(site!.files()).toEqual({ [`quay.io+a+b=1${platform === null ? '' : `+${platform.replaceAll('/', '-')}`}.tar`]: 'whole' });
  });
});

test.each([
  ['x:1', 'docker://docker.io/library/x:1', ':docker.io/library/x:1'],
  [`localhost:5000/x@${DIGEST}`, `docker://localhost:5000/x@${DIGEST}`, ''],
  [`localhost:5000/x:1@${DIGEST}`, `docker://localhost:5000/x@${DIGEST}`, ':localhost:5000/x:1'],
])('skopeo takes %s apart', (reference, source, target) => {
  expect(withoutNumber(at('skopeo').run(write([reference])))).toEqual([`skopeo copy ${source} docker-archive:PART${target}`]);
});

test.each(['docker', 'nerdctl'])('%s names what it saves by the tag, where there is one', (tool) => {
  const [both, digest] = [`x.io/a:1@${DIGEST}`, `x.io/b@${DIGEST}`];
  expect(withoutNumber(at(tool).run(write([both, digest])))).toEqual([
    `${tool} pull ${both}`,
    `${tool} tag ${both} x.io/a:1`,
    `${tool} save -o PART x.io/a:1`,
    `${tool} pull ${digest}`,
    `${tool} save -o PART ${digest}`,
  ]);
});

describe('a run', () => {
  test('tells its progress', () => {
    expect(at('crane').run(SCRIPT).stderr).toBe(`2 images with crane, to images
[1/2] docker.io/library/redis:7
  done
[2/2] quay.io/a/b:1
  done
2 downloaded, 0 already there, 0 failed (crane)
`);
  });

  test('downloads nothing twice', () => {
    at('crane').run(SCRIPT);
    const { code, asked, stderr } = site!.run(SCRIPT);
    expect({ code, asked }).toEqual({ code: 0, asked: [] });
    expect(stderr).toContain('[1/2] docker.io/library/redis:7\n  already there\n');
    expect(stderr).toContain('0 downloaded, 2 already there, 0 failed');
  });

  test('tries again, and waits longer each time', () => {
    const run = at('docker').run(SCRIPT, [], { FLAKY: 'pull quay' });
    expect(withoutNumber(run).slice(2)).toEqual(['docker pull quay.io/a/b:1', 'sleep 2', 'docker pull quay.io/a/b:1', 'sleep 4', 'docker pull quay.io/a/b:1', 'docker save -o PART quay.io/a/b:1']);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('  failed, attempt 2 of 5 in 2 s\n');
    expect(site!.files()).toEqual({ [REDIS]: 'whole', [B]: 'whole' });
  });

  test('waits a minute at most', () => {
    const { asked } = at('crane').run(write(['a:1']), ['--retries', '8'], { BAD: 'a:1' });
    expect(asked.filter((line) => line.startsWith('sleep'))).toEqual([2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => `sleep ${seconds}`));
  });

  test('records what is missing, goes on, and exits with 1', () => {
    const { code, stderr } = at('crane').run(SCRIPT, ['--retries', '0'], { BAD: 'redis' });
    expect(code).toBe(1);
    expect(stderr).toContain('[1/2] docker.io/library/redis:7\n  FAILED\n');
    expect(stderr).toContain('1 downloaded, 0 already there, 1 failed (crane)\nerror: not downloaded: see images/failed.txt; run this again to try them again\n');
    // Nothing that is half there.
    expect(site!.files()).toEqual({ 'failed.txt': 'docker.io/library/redis:7\n', [B]: 'whole' });

    const again = site!.run(SCRIPT);
    expect({ code: again.code, asked: withoutNumber(again) }).toEqual({ code: 0, asked: ['crane pull docker.io/library/redis:7 PART'] });
    expect(site!.files()).toEqual({ [REDIS]: 'whole', [B]: 'whole' });
  });

  test('that is stopped leaves nothing half there', () => {
    expect(at('crane').run(SCRIPT, [], { STOP: 'quay' }).code).toBe(143);
    expect(site!.files()).toEqual({ [REDIS]: 'whole' });
  });

  test('of nothing is at its end', () => {
    expect(at('crane').run(write([]))).toMatchObject({ code: 0, asked: [], stdout: '', stderr: 'no images to download\n' });
  });

  test('keeps the files of platforms apart', () => {
    at('crane').run(SCRIPT);
    expect(site!.run(SCRIPT, ['--platform', 'linux/arm64']).code).toBe(0);
    expect(Object.keys(site!.files())).toEqual(['docker.io+library+redis=7+linux-arm64.tar', REDIS, 'quay.io+a+b=1+linux-arm64.tar', B]);
  });

  test('writes to any folder', () => {
    expect(at('skopeo').run(SCRIPT, ['--dir', "-a b:c'/d"]).code).toBe(0);
    expect(Object.keys(site!.files("-a b:c'/d"))).toEqual([REDIS, B]);
  });
});

describe('--pull', () => {
  test('fills the store and writes no image', () => {
    const { code, asked } = at('docker').run(SCRIPT, ['--pull']);
    expect({ code, asked }).toEqual({ code: 0, asked: ['docker pull docker.io/library/redis:7', 'docker pull quay.io/a/b:1'] });
    expect(Object.keys(site!.files())).toEqual(['pulled.txt']);
  });

  test('pulls again what another platform or nobody has put there', () => {
    at('docker').run(SCRIPT, ['--pull']);
    const other = site!.run(SCRIPT, ['--pull', '--platform', 'linux/arm64']);
    expect(other.asked).toEqual(['docker pull --platform linux/arm64 docker.io/library/redis:7', 'docker pull --platform linux/arm64 quay.io/a/b:1']);
  });

  test('asks the store whether the image is still there', () => {
    at('docker').run(SCRIPT, ['--pull']);
    // The stand-in forgets its store with its log.
    expect(site!.run(SCRIPT, ['--pull']).asked).toEqual([
      'docker image inspect docker.io/library/redis:7',
      'docker pull docker.io/library/redis:7',
      'docker image inspect quay.io/a/b:1',
      'docker pull quay.io/a/b:1',
    ]);
  });

  test('records what is missing', () => {
    expect(at('nerdctl').run(SCRIPT, ['--pull', '--retries', '0'], { BAD: 'redis' }).code).toBe(1);
    expect(site!.files()).toEqual({ 'failed.txt': 'docker.io/library/redis:7\n', 'pulled.txt': 'nerdctl  quay.io/a/b:1\n' });
  });
});

describe('the tool', () => {
  test.each([
    [['docker', 'nerdctl', 'crane', 'skopeo'], [], 'docker'],
    [['nerdctl', 'crane', 'skopeo'], [], 'nerdctl'],
    [['crane', 'skopeo'], [], 'crane'],
    [['skopeo'], [], 'skopeo'],
    [['docker', 'skopeo'], ['--tool', 'skopeo'], 'skopeo'],
    [['crane', 'nerdctl'], ['--pull'], 'nerdctl'],
  ])('of %j with %j is %s', (tools, args, expected) => {
    expect(at(...tools).run(SCRIPT, args).asked[0]).toMatch(new RegExp(`^${expected} `));
  });

  test('whose daemon does not answer is passed over', () => {
    expect(at('docker', 'nerdctl', 'crane').run(SCRIPT, [], { INFO: '1' }).asked[0]).toMatch(/^crane /);
  });

  test.each([
    [[], [], 'none of docker, nerdctl, crane, skopeo is here and working'],
    [['crane'], ['--pull'], 'neither docker nor nerdctl is here and working; --save works with crane and skopeo'],
    [['crane'], ['--pull', '--tool', 'crane'], 'crane has no store to pull into; use --save'],
    [['crane'], ['--tool', 'docker'], 'docker is not here or not working'],
    [['docker'], ['--tool', 'crane'], 'crane is not here'],
    [['docker'], ['--tool', 'podman'], 'unknown tool podman; there are docker, nerdctl, crane, skopeo'],
    [['docker'], ['--frobnicate'], 'unknown option --frobnicate; --help lists the options'],
    [['docker'], ['--dir'], '--dir needs a value'],
    [['docker'], ['--retries', 'x'], '--retries needs a number'],
    [['docker'], ['--platform', 'arm64'], '--platform needs OS/ARCH'],
    [['docker'], ['--dir', '/dev/null/x'], 'cannot use the folder /dev/null/x'],
  ])('of %j with %j: it cannot begin', (tools, args, message) => {
    const { code, stderr, asked } = at(...tools).run(SCRIPT, args);
    expect({ code, asked }).toEqual({ code: 2, asked: [] });
    expect(stderr).toContain(`error: ${message}\n`);
  });

  test('--help', () => {
    expect(at().run(SCRIPT, ['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('usage: sh download.sh') });
  });
});

test('a word is a word, whatever is in it', () => {
  const { code, stderr } = at('docker').run(write(['a:1'], `'; printf pwned; $(printf pwned) \`printf pwned\` "`));
  expect({ code, stderr }).toEqual({ code: 2, stderr: 'error: --platform needs OS/ARCH\n' });
});

test.each([
  ['linux/amd64', true],
  ['linux/arm/v7', true],
  ['windows/amd64', true],
  ['linux', false],
  ['linux/', false],
  ['linux/amd64/', false],
  ['linux/amd64/v1/x', false],
  ["linux/amd64'", false],
  ['Linux/AMD64', false],
  ['', false],
])('%j is a platform: %s', (text, expected) => {
  expect(isPlatform(text)).toBe(expected);
});
