import { describe, expect, test } from 'vitest';
import { findImages, outputOf, type Finding } from '../../src/manifest/index.js';
import { RulePacks } from '../../src/rules/index.js';
import { SourceFile, type Diagnostic } from '../../src/source/index.js';
import { TextOrigin } from '../../src/value/index.js';

function find(text: string, loose = false): { findings: Finding[]; problems: Diagnostic[] } {
  const origin = new TextOrigin(new SourceFile('t.yaml', text));
  origin.write(text, { start: 0, end: text.length }, null, null);
  const problems: Diagnostic[] = [];
  const findings = findImages(outputOf('t.yaml', origin), { packs: new RulePacks([]), rewriter: null, report: (problem) => problems.push(problem), loose });
  return { findings, problems };
}

/** `kind path = image` of every finding. */
const sinks = (text: string, loose = false): string[] => find(text, loose).findings.map(({ kind, path, text: image }) => `${kind} ${path} = ${image}`);

const POD = 'kind: Pod\nmetadata: {name: p}\n';

describe('image fields of pods', () => {
  test.each([
    ['a container', `${POD}spec: {containers: [{image: a:1}]}`, ['container spec.containers[0].image = a:1']],
    ['all three lists', `${POD}spec: {initContainers: [{image: i}], containers: [{image: a}, {image: b}], ephemeralContainers: [{image: e}]}`,
      ['initContainer spec.initContainers[0].image = i', 'container spec.containers[0].image = a', 'container spec.containers[1].image = b', 'ephemeralContainer spec.ephemeralContainers[0].image = e']],
    ['a pod template', 'kind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{image: a}]}}}}}', ['container spec.jobTemplate.spec.template.spec.containers[0].image = a']],
    ['a custom resource', 'kind: Foo\nspec: {nodeSets: [{podTemplate: {spec: {containers: [{image: a}]}}}]}', ['container spec.nodeSets[0].podTemplate.spec.containers[0].image = a']],
    ['a List document', 'kind: List\nitems:\n- kind: Pod\n  spec: {containers: [{image: a}]}\n- kind: Pod\n  spec: {containers: [{image: b}]}', ['container items[0].spec.containers[0].image = a', 'container items[1].spec.containers[0].image = b']],
    ['an image volume', `${POD}spec: {volumes: [{name: v, image: {reference: a:1, pullPolicy: Always}}, {name: w, emptyDir: {}}]}`, ['imageVolume spec.volumes[0].image.reference = a:1']],
    ['no kind', 'spec: {containers: [{image: a}]}', ['container spec.containers[0].image = a']],
    ['a container without image', `${POD}spec: {containers: [{name: a}]}`, []],
    ['an image that is null', `${POD}spec: {containers: [{image: null}]}`, ['container spec.containers[0].image = null']],
    ['an image that is a map', `${POD}spec: {containers: [{image: {repository: a}}]}`, ['container spec.containers[0].image = null']],
    ['an image that is a number', `${POD}spec: {containers: [{image: 1.5}]}`, ['container spec.containers[0].image = null']],
    ['containers that are no list', `${POD}spec: {containers: {a: {image: x}}}`, []],
    ['items that are no maps', `${POD}spec: {containers: [a, null, 1]}`, []],
    ['a definition of such fields', 'kind: CustomResourceDefinition\nspec: {containers: [{image: a}]}', []],
    ['an image elsewhere', 'kind: Foo\nspec: {image: a:1}', []],
    ['containers in containers', `${POD}spec: {containers: [{image: a, containers: [{image: b}]}]}`, ['container spec.containers[0].image = a', 'container spec.containers[0].containers[0].image = b']],
    ['JSON', '{"kind": "Pod", "spec": {"containers": [{"image": "a:1"}]}}', ['container spec.containers[0].image = a:1']],
    ['a dropped hook', 'kind: Pod\nmetadata: {annotations: {helm.sh/hook: crd-install}}\nspec: {containers: [{image: a}]}', []],
    ['a test', 'kind: Pod\nmetadata: {annotations: {helm.sh/hook: test}}\nspec: {containers: [{image: a}]}', ['container spec.containers[0].image = a']],
  ])('%s', (_, text, expected) => {
    const { problems } = find(text);
    expect(sinks(text)).toEqual(expected);
    expect(problems).toEqual([]);
  });
});

describe('documents that helm refuses to take for manifests', () => {
  test.each([
    ['- containers: [{image: a}]', 'a document has to be a map and not a list'],
    ['image', 'a document has to be a map and not a single value'],
    ['kind: [image]', 'kind has to be a text and not a list'],
    ['Kind: {image: a}', 'Kind has to be a text and not a map'],
    ['metadata: image', 'metadata has to be a map and not a single value'],
    ['metadata: {name: [image]}', 'metadata.name has to be a text and not a list'],
    ['metadata: {annotations: image}', 'metadata.annotations has to be a map and not a single value'],
    ['metadata: {annotations: {image: {a: b}}}', 'metadata.annotations["image"] has to be a text and not a map'],
  ])('%s', (text, problem) => {
    expect(find(text).problems.map(({ code, message }) => [code, message])).toEqual([['document-invalid', `helm refuses this document: ${problem}`]]);
  });

  test.each(['kind: 1 # image', 'kind: ~ # image', 'metadata: ~ # image', 'metadata: {name: 5, annotations: {image: 1.5, a: true, b: ~}}', 'metadata: {labels: [image]}', 'zqh1qz image: x', 'metadata: zqh1qz\nimage: a'])(
    'but not %s',
    (text) => expect(find(text).problems).toEqual([]),
  );
});

test('the keys of the prototype are no lists of containers', () => {
  expect(sinks('kind: image\nconstructor: [{image: a}]\n__proto__: [{image: b}]')).toEqual([]);
});

test('every document of a file, with the resource and the place of each', () => {
  const text = `# image\n---\n${POD}spec:\n  containers:\n  - image: "a:1"\n---\nkind: Job\nmetadata:\n  name: j\nspec: {containers: [{image: b}]}\n`;
  const { findings } = find(text);
  expect(findings.map(({ resource }) => resource)).toEqual([{ kind: 'Pod', name: 'p' }, { kind: 'Job', name: 'j' }]);
  expect(findings.map(({ spot }) => text.slice(spot.start, spot.end))).toEqual(['"a:1"', 'b']);
});

describe('a document that is no YAML', () => {
  const BROKEN = `kind: Pod\nspec:\n  containers:\n  - image: a:1\n   bad: [\n---\n${POD}spec: {containers: [{image: b}]}`;

  test('is told with its place, and read as far as it goes', () => {
    const { findings, problems } = find(BROKEN);
    expect(findings.map(({ text }) => text)).toEqual(['a:1', 'b']);
    expect(problems).toMatchObject([{ code: 'document-invalid', severity: 'error' }]);
    expect(problems[0]!.spot!.start).toBeLessThan(BROKEN.indexOf('---'));
  });

  test('is read line by line where the text was forced', () => {
    const { findings, problems } = find(BROKEN, true);
    expect(findings.map(({ text, resource }) => [text, resource.kind])).toEqual([['a:1', ''], ['b', 'Pod']]);
    expect(problems).toEqual([]);
  });
});

test('a line that is only a hole does not break the document around it', () => {
  expect(sinks(`${POD}spec:\n  zqh1qz\n  containers:\n  - zqh2qz\n  - image: a\n    zqh3qz\n`)).toEqual(['container spec.containers[0].image = a']);
});

test('a hole inside of an image stays', () => {
  expect(sinks(`${POD}spec: {containers: [{image: a:zqh1qz}]}`)).toEqual(['container spec.containers[0].image = a:zqh1qz']);
});
