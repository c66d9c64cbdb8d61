import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from './call.js';
import { Folder } from './folder.js';

let folder: Folder;
let chart: string;
beforeAll(() => {
  folder = new Folder();
  folder.write('chart/Chart.yaml', 'apiVersion: v2\nname: shop\nversion: 1.0.0\n');
  folder.write('chart/values.yaml', 'image:\n  registry: ghcr.io\n  tag: latest\nsidecar: redis\n');
  folder.write(
    'chart/templates/pod.yaml',
    `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
    - name: shop
      image: {{ .Values.image.registry }}/shop:{{ .Values.image.tag }}
    - name: sidecar
      image: {{ .Values.sidecar }}
    - name: gap
      image: {{ required "set it" .Values.gap }}
`,
  );
  chart = `${folder.path}/chart`;
});
afterAll(() => folder.remove());

const IMAGES = 'ghcr.io/shop:latest\nredis\n';
const REQUIRED = /^.*pod\.yaml:11:\d+: error: set it \[value-required\]\n1 image could not be determined; -v shows more\n/;

/** What is said of the policy, by the name of the file and without what the chart lacks. */
async function findings(...args: string[]): Promise<{ code: number | null; stdout: string; said: string }> {
  const { code, stdout, stderr } = await call(...args, chart);
  expect(stderr).toMatch(REQUIRED);
  return { code, stdout, said: stderr.replace(REQUIRED, '').replaceAll(`${chart}/`, '') };
}

test.each<[string, string]>([
  ['--allow-registry ghcr.io --allow-registry docker.io', ''],
  ['--allow-registry ghcr.io,docker.io', ''],
  ['--allow-registry ghcr.io', 'values.yaml:4:10: policy: redis would be pulled from docker.io, which is not allowed; sidecar decides [registry-not-allowed]\n'],
  ['--allow-registry docker.io', 'values.yaml:2:13: policy: ghcr.io/shop:latest would be pulled from ghcr.io, which is not allowed; image.registry decides [registry-not-allowed]\n'],
  [
    '--forbid-latest',
    `values.yaml:3:8: policy: ghcr.io/shop:latest has the tag latest; image.tag decides [tag-latest]
values.yaml:4:10: policy: redis has neither tag nor digest; sidecar decides [tag-missing]
`,
  ],
  [
    '--require-digest',
    `values.yaml:3:8: policy: ghcr.io/shop:latest has no digest; image.tag decides [digest-missing]
values.yaml:4:10: policy: redis has no digest; sidecar decides [digest-missing]
`,
  ],
])('%s', async (flags, said) => {
  expect(await findings(...flags.split(' '))).toEqual({ code: said === '' ? 0 : 1, stdout: IMAGES, said });
});

test('--forbid-unresolved', async () => {
  const { code, said } = await findings('--forbid-unresolved');
  expect(code).toBe(1);
  expect(said).toMatch(/pod\.yaml:11: policy: an image could not be determined: set it \(required\) \[image-unresolved\]\n$/);
});

describe('--list', () => {
  test('knows images by their full names', async () => {
    expect(await findings('--list', folder.write('all.txt', '# ours\nghcr.io/shop:latest\ndocker.io/library/redis:latest\nunused:1\n'))).toEqual({ code: 0, stdout: IMAGES, said: '' });
  });

  test('tells what it lacks', async () => {
    const list = folder.write('some.txt', 'redis\n');
    expect((await findings('--list', list)).said).toMatch(/policy: ghcr\.io\/shop:latest is not in .*some\.txt(?:; .* decides)? \[image-not-listed\]\n$/);
  });

  test('that is not there is an error of use', async () => {
    expect(await call('--list', 'gone.txt', chart)).toEqual({ code: 2, stdout: '', stderr: 'error: gone.txt does not exist\n' });
  });
});

test.each(['a b', 'ghcr.io?', '/x', ''])('--allow-registry %j is an error of use', async (host) => {
  expect(await call(`--allow-registry=${host}`, chart)).toMatchObject({ code: 2, stdout: '' });
});

test('what could not be read goes before what is not allowed', async () => {
  const broken = folder.write('broken/Chart.yaml', 'name: [');
  expect((await call('--require-digest', chart, broken)).code).toBe(3);
});

test('the report has the findings', async () => {
  const { stdout } = await call('--json', '--forbid-latest', chart);
  expect((JSON.parse(stdout) as { policy: object[] }).policy).toMatchObject([
    { rule: 'tag-latest', reference: 'ghcr.io/shop:latest', line: 3, path: 'image.tag' },
    { rule: 'tag-missing', reference: 'redis', line: 4, path: 'sidecar' },
  ]);
});
