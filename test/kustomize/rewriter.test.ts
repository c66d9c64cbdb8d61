import { describe, expect, test } from 'vitest';
import { Rewriter, type PatchTarget, type Rewrite } from '../../src/kustomize/index.js';
import { SourceFile } from '../../src/source/index.js';
import { GoMap } from '../../src/value/index.js';
import { readYaml, toJson } from '../../src/yaml/index.js';
import { listen } from '../chart/tree.js';

/** What kustomize 5 builds, by its own rules and those of the API's types. */
const TARGET: PatchTarget = { group: '', version: '', kind: '', name: '', namespace: '', labelSelector: '', annotationSelector: '' };
const source = (text: string): SourceFile => new SourceFile('patch.yaml', text);
const merge = (text: string, target: Partial<PatchTarget> | null = null): Rewrite => ({ kind: 'patch', source: source(text), target: target && { ...TARGET, ...target } });
const json = (text: string): Rewrite => merge(text, { kind: '.*' });
const images = (text: string): Rewrite => ({ kind: 'images', source: source(text) });

function rewrite(object: string, ...rewrites: Rewrite[]): { text: string | null; told: string[]; unused: number } {
  const { report, told } = listen();
  const rewriter = new Rewriter(rewrites, report);
  const { value } = readYaml(new SourceFile('o.yaml', object));
  const result = rewriter.object(value as GoMap, report);
  return { text: result === null ? null : toJson(result, { escapeHtml: false }), told: told.map(({ code, message, spot }) => `${code} ${spot?.file.position(spot.start).line}: ${message}`), unused: rewriter.unused.length };
}

const HEAD = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n';
const deployment = (spec: string): string => `${HEAD}spec: {template: {spec: ${spec}}}`;
/** The pod's spec as JSON. */
const podSpec = (spec: string, patch: string): string => {
  const { text, told } = rewrite(deployment(spec), merge(deployment(patch)));
  expect(told).toEqual([]);
  return JSON.stringify((JSON.parse(text!) as { spec: { template: { spec: unknown } } }).spec.template.spec).replaceAll('"', '');
};

describe('strategic merge', () => {
  test.each([
    ['a container by its name', '{containers: [{name: a, image: x}, {name: b, image: y}]}', '{containers: [{name: b, image: z}]}', '{containers:[{image:x,name:a},{image:z,name:b}]}'],
    ['one more, before the others', '{containers: [{name: a}]}', '{containers: [{name: c}]}', '{containers:[{name:c},{name:a}]}'],
    ['the first init container', '{containers: [{name: a}]}', '{initContainers: [{name: i}]}', '{containers:[{name:a}],initContainers:[{name:i}]}'],
    ['$patch: delete', '{containers: [{name: a}, {name: b}]}', '{containers: [{name: a, $patch: delete}]}', '{containers:[{name:b}]}'],
    ['$patch: delete of what is not there', '{containers: [{name: a}]}', '{containers: [{name: b, $patch: delete}]}', '{containers:[{name:a}]}'],
    ['$patch: replace in a list', '{containers: [{name: a}, {name: b}]}', '{containers: [{$patch: replace}, {name: c}]}', '{containers:[{name:c}]}'],
    ['$patch: replace in a map', '{securityContext: {a: 1}}', '{securityContext: {$patch: replace, b: 2}}', '{securityContext:{b:2}}'],
    ['null', '{a: 1, b: 2}', '{a: null}', '{b:2}'],
    ['volumes, variables and ports', '{volumes: [{name: v, a: 1}], containers: [{name: a, env: [{name: X, value: "1"}], ports: [{containerPort: 80, name: p}]}]}', '{volumes: [{name: v, b: 2}], containers: [{name: a, env: [{name: Z, value: "2"}], ports: [{containerPort: 80, name: q}]}]}',
      '{containers:[{env:[{name:Z,value:2},{name:X,value:1}],name:a,ports:[{containerPort:80,name:q}]}],volumes:[{a:1,b:2,name:v}]}'],
    ['a list without a key', '{containers: [{name: a, args: [x, y]}]}', '{containers: [{name: a, args: [z]}]}', '{containers:[{args:[z],name:a}]}'],
    ['elements without their key', '{containers: [{name: a}]}', '{containers: [{image: x}]}', '{containers:[{image:x}]}'],
  ])('%s', (_, object, patch, expected) => {
    expect(podSpec(object, patch)).toBe(expected);
  });

  test('lists of types that are not known are replaced', () => {
    const head = 'apiVersion: example.com/v1\nkind: Cache\nmetadata: {name: c}\n';
    expect(rewrite(`${head}containers: [{name: a}]`, merge(`${head}containers: [{name: b}]`)).text).toContain('"containers":[{"name":"b"}]');
  });

  test('the whole object', () => {
    expect(rewrite(HEAD, merge(`${HEAD}$patch: delete`))).toEqual({ text: null, told: [], unused: 0 });
  });

  test('several in one file', () => {
    expect(rewrite(`${HEAD}a: 1`, merge(`${HEAD}a: 2\n---\n${HEAD}b: 3\n---\n`)).text).toContain('"a":2,"apiVersion":"apps/v1","b":3');
  });

  test('the items of a list', () => {
    const { text } = rewrite('kind: List\nitems:\n- {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}}\n- {apiVersion: apps/v1, kind: Deployment, metadata: {name: db}}', merge(`${HEAD}x: 1`));
    expect(text).toBe('{"items":[{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"x":1},{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"db"}}],"kind":"List"}');
  });
});

describe('what a patch is of', () => {
  const patched = (object: string, rewrites: Rewrite[]): boolean => rewrite(object, ...rewrites).text!.includes('"x":1');
  const LABELS = `${HEAD}`.replace('name: web', 'name: web, namespace: ns, labels: {app: web, tier: front}, annotations: {a: b}');

  test.each([
    ['another name', `${HEAD}x: 1`.replace('web', 'db'), false],
    ['another kind', `${HEAD}x: 1`.replace('Deployment', 'StatefulSet'), false],
    ['another group', `${HEAD}x: 1`.replace('apps/v1', 'v1'), false],
    ['another version', `${HEAD}x: 1`.replace('apps/v1', 'apps/v1beta1'), true],
    ['another namespace', `${HEAD}x: 1`.replace('name: web', 'name: web, namespace: other'), false],
    ['no namespace', `${HEAD}x: 1`, true],
  ])('by itself: %s', (_, patch, expected) => {
    expect(patched(LABELS, [merge(patch)])).toBe(expected);
  });

  test.each<[Partial<PatchTarget>, boolean]>([
    [{}, true],
    [{ kind: 'Deploy' }, false],
    [{ kind: 'Deploy.*', name: '^w.b$' }, true],
    [{ name: 'web|db' }, true],
    [{ name: '(' }, false],
    [{ group: 'apps', version: 'v1', namespace: 'ns' }, true],
    [{ labelSelector: 'app=web,tier!=back' }, true],
    [{ labelSelector: 'app in (x, web), !gone' }, true],
    [{ labelSelector: 'app notin (x,web)' }, false],
    [{ labelSelector: 'gone' }, false],
    [{ annotationSelector: 'a==b' }, true],
  ])('by a target: %j', (target, expected) => {
    expect(patched(LABELS, [merge('{kind: Any, metadata: {name: any}, x: 1}', target)])).toBe(expected);
  });

  test('a target keeps kind and name', () => {
    expect(rewrite(HEAD, merge('{kind: Any, metadata: {name: any}, x: 1}', {})).text).toBe('{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"x":1}');
  });

  test('names before and after they were changed', () => {
    const names: Rewrite = { kind: 'names', prefix: 'a-', suffix: '-z', namespace: 'ns' };
    for (const name of ['web', 'a-web-z']) expect(rewrite(HEAD, names, merge(`${HEAD}x: 1`.replace('web', name))).text).toBe('{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a-web-z","namespace":"ns"},"x":1}');
  });

  test('nothing', () => {
    expect(rewrite(HEAD, merge(`${HEAD}x: 1`.replace('web', 'db'))).unused).toBe(1);
  });
});

describe('JSON patch', () => {
  const OBJECT = 'kind: X\nmetadata: {name: one}\nlist: [a, b]\nmap: {k/1: 1, k~2: 2}\n';
  const patched = (operations: string): string => {
    const { text, told } = rewrite(OBJECT, json(operations));
    expect(told).toEqual([]);
    const { list, map } = JSON.parse(text!) as { list: unknown; map: unknown };
    return `${JSON.stringify(list)} ${JSON.stringify(map)}`;
  };

  test.each([
    ['[{op: add, path: /list/1, value: x}]', '["a","x","b"] {"k/1":1,"k~2":2}'],
    ['[{op: add, path: /list/-, value: x}]', '["a","b","x"] {"k/1":1,"k~2":2}'],
    ['[{op: replace, path: /list/0, value: x}]', '["x","b"] {"k/1":1,"k~2":2}'],
    ['[{op: remove, path: /list/0}]', '["b"] {"k/1":1,"k~2":2}'],
    ['[{op: add, path: /map/new, value: {a: 1}}, {op: add, path: /map/new/b, value: 2}]', '["a","b"] {"k/1":1,"k~2":2,"new":{"a":1,"b":2}}'],
    ['[{op: replace, path: /map/k~11, value: 9}, {op: remove, path: /map/k~02}]', '["a","b"] {"k/1":9}'],
    ['[{op: copy, from: /list/0, path: /map/c}]', '["a","b"] {"c":"a","k/1":1,"k~2":2}'],
    ['[{op: move, from: /list/0, path: /list/-}]', '["b","a"] {"k/1":1,"k~2":2}'],
    ['[{op: test, path: /list/0, value: a}, {op: remove, path: /map}]', '["a","b"] undefined'],
  ])('%s', (operations, expected) => {
    expect(patched(operations)).toBe(expected);
  });

  test.each([
    ['{op: replace, path: /gone, value: 1}', 'there is no /gone'],
    ['{op: remove, path: /list/2}', 'there is no /list/2'],
    ['{op: add, path: /list/3, value: 1}', 'there is no /list/3'],
    ['{op: add, path: /gone/x, value: 1}', 'there is no /gone'],
    ['{op: test, path: /list/0, value: b}', 'the test of /list/0 fails'],
    ['{op: frob, path: /list}', '"frob" is no operation'],
    ['{op: remove, path: list}', '"list" is no JSON pointer'],
    ['{op: remove, path: ""}', 'an object would become something else'],
  ])('%s is refused, and changes nothing', (operation, why) => {
    const { text, told } = rewrite(OBJECT, json(`- {op: add, path: /map/z, value: 1}\n- ${operation}`));
    expect(told).toEqual([`deploy-invalid 1: A JSON patch of X one is refused: ${why}.`]);
    expect(text).not.toContain('"z"');
  });
});

test('copies of copies end', () => {
  const { told } = rewrite('kind: X\nmetadata: {name: one}\nlist: [a]\n', json(Array.from({ length: 64 }, () => '- {op: copy, from: /list, path: /list/-}').join('\n')));
  expect(told).toEqual(['deploy-invalid 1: A JSON patch of X one is refused: it copies too much.']);
});

describe('images', () => {
  test.each([
    ['a:1', '{name: a, newTag: "2"}', 'a:2'],
    ['a', '{name: a, newTag: "2"}', 'a:2'],
    ['a:1', '{name: a, newName: r.example.com:5000/b}', 'r.example.com:5000/b:1'],
    ['a:1', '{name: a, digest: "sha256:0"}', 'a@sha256:0'],
    ['a@sha256:0', '{name: a, newTag: "2"}', 'a:2'],
    ['a:1', '{name: a, newTag: "2", digest: "sha256:0"}', 'a:2@sha256:0'],
    ['a:1', '{name: a, tagSuffix: -fips}', 'a:1-fips'],
    ['r.example.com:5000/a:1', '{name: r.example.com:5000/a, newTag: "2"}', 'r.example.com:5000/a:2'],
    ['x/a:1', '{name: a, newTag: "2"}', 'x/a:1'],
    ['a:1', '{name: "(a|b)", newName: c}', 'c:1'],
  ])('%s with %s is %s', (before, image, after) => {
    expect(rewrite(`kind: Pod\nspec: {containers: [{image: "${before}"}]}`, images(`[${image}]`)).text).toBe(`{"kind":"Pod","spec":{"containers":[{"image":"${after}"}]}}`);
  });

  test('wherever containers stand, and in image volumes, but not in definitions', () => {
    const pod = 'spec: {initContainers: [{image: a}], ephemeralContainers: [{image: a}], volumes: [{image: {reference: a}}], other: [{image: a}]}';
    expect(rewrite(`kind: X\ndeep: {${pod}}`, images('[{name: a, newTag: "2"}]')).text).toBe(
      '{"deep":{"spec":{"ephemeralContainers":[{"image":"a:2"}],"initContainers":[{"image":"a:2"}],"other":[{"image":"a"}],"volumes":[{"image":{"reference":"a:2"}}]}},"kind":"X"}',
    );
    expect(rewrite(`kind: CustomResourceDefinition\n${pod}`, images('[{name: a, newTag: "2"}]')).text).not.toContain('a:2');
  });
});

test.each([
  ['{a: [}', 'deploy-invalid 1: This patch is not YAML'],
  ['just text', 'deploy-invalid 1: This patch is neither a list of JSON patch operations nor an object with kind and name.'],
  ['kind: Deployment\nspec: {}', 'deploy-invalid 1: This patch is neither a list of JSON patch operations nor an object with kind and name.'],
  ['metadata: {name: web}', 'deploy-invalid 1: This patch is neither a list of JSON patch operations nor an object with kind and name.'],
])('%s is no patch', (text, message) => {
  for (const told of [rewrite(HEAD, merge(text)), rewrite(HEAD, json(text))]) expect(told).toMatchObject({ told: [expect.stringContaining(message)], unused: 0 });
});

test('where only operations are taken, an object is none', () => {
  const operations = (text: string): Rewrite => ({ kind: 'patch', source: source(text), target: { ...TARGET, kind: '.*' }, operations: true });
  expect(rewrite(HEAD, operations(`${HEAD}x: 1`)).told).toEqual(['deploy-invalid 1: This patch is no list of JSON patch operations.']);
  expect(rewrite(HEAD, operations('- {op: add, path: /x, value: 1}')).text).toContain('"x":1');
});
