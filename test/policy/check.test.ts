import { describe, expect, test } from 'vitest';
import { parseReference } from '../../src/image/index.js';
import { checkPolicy, type Policy } from '../../src/policy/index.js';
import type { ImageRecord, OriginRecord } from '../../src/scan/result.js';
import { chart, image, result } from '../report/sample.js';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const parsed = (reference: string, more: Partial<ImageRecord> = {}): ImageRecord => image(reference, { ...parseReference(reference)!, ...more });
const rulesBroken = (reference: string, policy: Policy): string[] =>
  checkPolicy(result([chart('c', { images: [parsed(reference)] })]), policy).map(({ rule }) => rule);

test('nothing is demanded without a policy', () => {
  const charts = [chart('c', { images: [parsed('nginx')], unresolved: [{ reason: 'unset', message: 'no image is set', sink: null, file: null, line: null }] })];
  expect(checkPolicy(result(charts), {})).toEqual([]);
});

describe('allowed registries', () => {
  test.each<[string, string[], boolean]>([
    ['harbor.local/a:1', ['harbor.local'], true],
    ['harbor.local/a:1', ['other.local', 'harbor.local'], true],
    ['harbor.local/a:1', ['other.local'], false],
    ['harbor.local/a:1', [], false],
    // A prefix of a name is another name.
    ['harbor.local.example.com/a:1', ['harbor.local'], false],
    ['harbor.local/a:1', ['harbor.local.example.com'], false],
    ['harbor.local:5000/a:1', ['harbor.local:5000'], true],
    ['harbor.local:5000/a:1', ['harbor.local'], false],
    ['nginx:1', ['docker.io'], true],
    ['bitnami/nginx:1', ['docker.io'], true],
    ['nginx:1', ['harbor.local'], false],
    ['harbor.local/mirror/a:1', ['harbor.local/mirror'], true],
    ['harbor.local/mirror/a:1', ['harbor.local/mirror/'], true],
    ['harbor.local/mirrored/a:1', ['harbor.local/mirror'], false],
    ['harbor.local/a:1', ['harbor.local/mirror'], false],
    ['Harbor.Local/a:1', ['harbor.LOCAL'], true],
    ['harbor.local/a:1', ['https://harbor.local/'], true],
  ])('%s from %j: %s', (reference, allowedRegistries, allowed) => {
    expect(rulesBroken(reference, { allowedRegistries })).toEqual(allowed ? [] : ['registry-not-allowed']);
  });
});

test.each<[string, Policy, string[]]>([
  ['a/b:latest', { forbidLatest: true }, ['tag-latest']],
  ['a/b', { forbidLatest: true }, ['tag-missing']],
  ['a/b:1', { forbidLatest: true }, []],
  ['a/b:latest-1', { forbidLatest: true }, []],
  [`a/b:latest@${DIGEST}`, { forbidLatest: true }, []],
  [`a/b@${DIGEST}`, { forbidLatest: true }, []],
  ['a/b:1', { requireDigest: true }, ['digest-missing']],
  [`a/b:1@${DIGEST}`, { requireDigest: true }, []],
  ['a/b', { forbidLatest: true, requireDigest: true, allowedRegistries: ['x.io'] }, ['registry-not-allowed', 'tag-missing', 'digest-missing']],
  ['redis:7', { list: { name: 'l', references: ['docker.io/library/redis:7'] } }, []],
  ['docker.io/library/redis:7', { list: { name: 'l', references: ['redis:7'] } }, []],
  ['redis', { list: { name: 'l', references: ['redis:latest'] } }, []],
  ['redis:8', { list: { name: 'l', references: ['redis:7'] } }, ['image-not-listed']],
  ['redis:8', { list: { name: 'l', references: [] } }, ['image-not-listed']],
])('%s under %j breaks %j', (reference, policy, expected) => {
  expect(rulesBroken(reference, policy)).toEqual(expected);
});

describe('the place to change', () => {
  const at = (file: string, path: string | null): OriginRecord => ({ file, line: 3, column: 5, path });
  const template = { file: 'templates/a.yaml', line: 9, column: 7 };
  const sinks = [{ kind: 'container', resource: null, document_path: null, template: null, rule: 'r' }, { kind: 'container', resource: null, document_path: null, template, rule: 'r' }];
  const placeOf = (policy: Policy, more: Partial<ImageRecord>): unknown => {
    const [finding] = checkPolicy(result([chart('c', { images: [parsed('x.io/a:latest', more)] })]), policy);
    return finding === undefined ? null : [finding.file, finding.line, finding.column, finding.path];
  };

  test.each<[string, Policy, Partial<ImageRecord>, unknown]>([
    ['the origin of the registry, last step', { allowedRegistries: [] }, { origins: { registry: [at('t', null), at('values.yaml', 'global.registry')], repository: [at('v', 'image')] } }, ['values.yaml', 3, 5, 'global.registry']],
    ['else the first value of the repository', { allowedRegistries: [] }, { origins: { repository: [at('t', null), at('v1', 'org'), at('v2', 'name')] } }, ['v1', 3, 5, 'org']],
    ['else where the repository is written', { allowedRegistries: [] }, { origins: { repository: [at('t1', null), at('t2', null)] } }, ['t2', 3, 5, null]],
    ['the origin of the tag', { forbidLatest: true }, { origins: { tag: [at('t', null), at('v', 'image.tag')], repository: [at('v', 'image')] } }, ['v', 3, 5, 'image.tag']],
    ['a digest belongs behind the tag', { requireDigest: true }, { origins: { tag: [at('v', 'image.tag')] } }, ['v', 3, 5, 'image.tag']],
    ['or behind the repository', { requireDigest: true }, { origins: { repository: [at('v', 'image')] } }, ['v', 3, 5, 'image']],
    ['without origins the template', { requireDigest: true }, { sinks }, ['templates/a.yaml', 9, 7, null]],
    ['without anything nowhere', { requireDigest: true }, {}, [null, null, null, null]],
  ])('%s', (_, policy, more, expected) => {
    expect(placeOf(policy, more)).toEqual(expected);
  });
});

test('findings name chart and image, and come chart by chart', () => {
  const gap = { reason: 'required', message: 'tag is missing', sink: null, file: 'b.yaml', line: 2 };
  const charts = [chart('a', { images: [parsed('nginx')] }), chart('b', { images: [parsed('nginx')], unresolved: [gap] })];
  const nowhere = { file: null, line: null, column: null, path: null };
  const nginx = { rule: 'tag-missing', message: 'nginx has neither tag nor digest', reference: 'nginx', ...nowhere };
  expect(checkPolicy(result(charts), { forbidLatest: true, forbidUnresolved: true })).toEqual([
    { ...nginx, chart: 'a' },
    { ...nginx, chart: 'b' },
    { rule: 'image-unresolved', message: 'an image could not be determined: tag is missing (required)', reference: null, chart: 'b', ...nowhere, file: 'b.yaml', line: 2 },
  ]);
});
