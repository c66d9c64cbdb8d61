import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchDocument, type Candidate } from '../../src/rules/index.js';
import type { Diagnostic } from '../../src/source/index.js';
import { GoMap, type Entry } from '../../src/value/index.js';
import { EXAMPLES, packsOf, repositoryPacks, yaml } from './repository-packs.js';

const PACKS = repositoryPacks('custom-resources', 'mentions');
const match = (text: string): Candidate[] => matchDocument(yaml(text), PACKS);
const brief = (text: string): string[] => match(text).map(({ sink, path, reference }) => `${sink} ${path.join('.')} ${reference}`);
const covered = ({ span }: Candidate): string => (span!.entry.value as string).slice(span!.start, span!.end);

describe('matchDocument', () => {
  it('leaves images of containers and of image volumes alone, and nothing else beside them', () => {
    expect(
      brief(`
apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      initContainers: [{ image: quay.io/a/init:1 }]
      containers:
        - image: quay.io/a/main:1
          args: [--sidecar-image=quay.io/a/sidecar:1, --other, quay.io/a/other:2]
          command: [run, --debug-image, busybox:1.36]
          env: [{ name: X, value: quay.io/a/env:1 }, { name: HELPER_IMAGE, value: helper:2 }]
      ephemeralContainers: [{ image: quay.io/a/debug:1 }]
      volumes: [{ name: v, image: { reference: quay.io/a/volume:1 } }]
`),
    ).toEqual([
      'argument spec.template.spec.containers.0.args.0 quay.io/a/sidecar:1',
      'argument spec.template.spec.containers.0.args.1 quay.io/a/other:2'.replace('args.1', 'args.2'),
      'argument spec.template.spec.containers.0.command.2 busybox:1.36',
      'environment spec.template.spec.containers.0.env.0.value quay.io/a/env:1',
      'environment spec.template.spec.containers.0.env.1.value helper:2',
    ]);
  });

  it('leaves containers of custom resources alone too, but not a map that only goes by that name', () => {
    expect(
      brief(`
apiVersion: example.com/v1
kind: Set
spec:
  containers: [{ image: quay.io/a/b:1 }]
  template: { containers: { main: { image: quay.io/a/c:1 } } }
`),
    ).toEqual(['custom-resource spec.template.containers.main.image quay.io/a/c:1']);
  });

  it('finds a reference once, whatever number of rules would', () => {
    expect(
      brief(`
apiVersion: example.com/v1
kind: Set
spec: { image: quay.io/a/b:1, args: [--image=quay.io/a/b:2] }
`),
    ).toEqual(['custom-resource spec.image quay.io/a/b:1', 'argument spec.args.0 quay.io/a/b:2']);
  });

  describe('takes back what nothing pulls', () => {
    const PULLED = repositoryPacks('custom-resources', 'mentions', 'not-pulled');
    const kept = (text: string): string[] => matchDocument(yaml(text), PULLED).map(({ path, reference }) => `${path.join('.')} ${reference}`);

    it.each([
      ['apiVersion: argocd-image-updater.argoproj.io/v1alpha1', 'kind: ImageUpdater', []],
      ['apiVersion: argocd-image-updater.argoproj.io/v1alpha1', 'kind: Other', ['spec.images.0.imageName quay.io/a/b:1.x', 'spec.verifyImages.0 quay.io/a/c:1']],
      ['apiVersion: example.com/v1', 'kind: ImageUpdater', ['spec.images.0.imageName quay.io/a/b:1.x', 'spec.verifyImages.0 quay.io/a/c:1']],
      ['apiVersion: kyverno.io/v1', 'kind: ClusterPolicy', ['spec.images.0.imageName quay.io/a/b:1.x']],
      ['apiVersion: kyverno.io/v1', 'kind: PolicyException', []],
      ['apiVersion: constraints.gatekeeper.sh/v1beta1', 'kind: Whatever', []],
    ])('%s, %s', (version, kind, expected) => {
      expect(kept(`${version}\n${kind}\nspec: { images: [{ alias: a, imageName: "quay.io/a/b:1.x" }], verifyImages: ["quay.io/a/c:1"] }`)).toEqual(expected);
    });

    it('in the items of a List, from that item only', () => {
      expect(
        kept(`
apiVersion: v1
kind: List
items:
  - { apiVersion: image.toolkit.fluxcd.io/v1, kind: ImageRepository, spec: { image: quay.io/a/b } }
  - { apiVersion: example.com/v1, kind: Set, spec: { image: quay.io/a/c } }
`),
      ).toEqual(['items.1.spec.image quay.io/a/c']);
    });
  });

  it('looks into the items of a List, each with its own kind', () => {
    expect(
      brief(`
apiVersion: v1
kind: List
items:
  - { apiVersion: example.com/v1, kind: Set, spec: { image: a/b } }
  - { apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, spec: { x: quay.io/a/b:1 } }
  - { apiVersion: apps/v1, kind: Deployment, spec: { image: a/c } }
`),
    ).toEqual(['custom-resource items.0.spec.image a/b']);
  });

  it('says in which part of a text a reference stands, and that it is an annotation', () => {
    const found = match(`
apiVersion: v1
kind: Pod
metadata: { annotations: { inject: '{"sidecar":"quay.io/a/b:1","init":"quay.io/a/c:2"}' } }
`);
    expect(found.map(({ sink }) => sink)).toEqual(['annotation', 'annotation']);
    expect(found.map(covered)).toEqual(['quay.io/a/b:1', 'quay.io/a/c:2']);
  });

  it('gives the parts of a reference with the entries they were read from', () => {
    const document = yaml(`
apiVersion: nvidia.com/v1
kind: ClusterPolicy
spec: { driver: { repository: nvcr.io/nvidia, image: driver, version: 550 } }
`);
    const [found] = matchDocument(document, PACKS);
    const driver = (document.get('spec') as GoMap).get('driver') as GoMap;
    const entry = (key: string): Entry => driver.entries.get(key)!;
    expect(found).toEqual({
      rule: 'custom-resources/repository-image-version',
      sink: 'custom-resource',
      path: ['spec', 'driver'],
      reference: 'nvcr.io/nvidia/driver:550',
      parts: {
        repository: { text: 'nvcr.io/nvidia', entry: entry('repository'), start: 0, end: 14 },
        name: { text: 'driver', entry: entry('image'), start: 0, end: 6 },
        tag: { text: '550', entry: entry('version'), start: 0, end: 3 },
      },
    });
  });

  it.each([
    ['{ repository: quay.io/a, tag: "1", digest: "" }', 'quay.io/a:1'],
    ['{ registry: quay.io/, repository: /a, tag: "1" }', 'quay.io/a:1'],
    [`{ repository: a/b, tag: "1", sha: ${'a'.repeat(64)} }`, `a/b:1@sha256:${'a'.repeat(64)}`],
    [`{ repository: a/b, tag: "sha256:${'a'.repeat(64)}" }`, `a/b@sha256:${'a'.repeat(64)}`],
    [`{ repository: a/b, tag: "1@sha256:${'a'.repeat(64)}" }`, `a/b:1@sha256:${'a'.repeat(64)}`],
    ['{ repository: a/b, pullPolicy: Always }', 'a/b'],
    ['{ name: a/b, tag: 1.5 }', 'a/b:1.5'],
  ])('joins %s', (image, expected) => {
    expect(match(`{ apiVersion: example.com/v1, kind: Set, spec: { image: ${image} } }`).map(({ reference }) => reference)).toEqual([expected]);
  });

  it.each(['{ repository: [a], tag: "1" }', '{ repository: "a b", tag: "1" }', '{ repository: a/b, tag: "1 2" }', '{ tag: "1" }', '{ repository: "{{ x }}", tag: "1" }'])(
    'joins nothing of %s',
    (image) => expect(match(`{ apiVersion: example.com/v1, kind: Set, spec: { image: ${image} } }`)).toEqual([]),
  );
});

describe('documents in texts', () => {
  const found = match(`
apiVersion: v1
kind: ConfigMap
data:
  pods.yaml: |
    # two documents
    image: busybox:1.36
    ---
    worker:
      image: { repository: ghcr.io/a/worker, tag: v2 }
  nested.json: '{"inner": "{\\"image\\": \\"example/inner:3\\"}"}'
  app.env: |
    # no YAML: [
    WORKER_IMAGE=example/env:4
    OTHER=[
  binary: "image: \\x00"
`);

  it('are read as YAML, JSON, properties, and inside each other', () => {
    expect(found.map(({ sink, path, reference }) => `${sink} ${path.join('/')} ${reference}`)).toEqual([
      'text data/pods.yaml busybox:1.36',
      'catalog data/pods.yaml ghcr.io/a/worker:v2',
      'text data/nested.json example/inner:3',
      'text data/app.env example/env:4',
    ]);
  });

  it('lead back to the text of the manifest', () => {
    expect(covered(found[0]!)).toBe('busybox:1.36');
    expect(covered(found[2]!)).toContain('example/inner:3');
    expect(covered(found[3]!)).toBe('example/env:4');
    const { repository, tag } = found[1]!.parts;
    const text = repository!.entry!.value as string;
    expect(text.slice(repository!.start, repository!.end)).toBe('ghcr.io/a/worker');
    expect(text.slice(tag!.start, tag!.end)).toBe('v2');
  });

  it('are searched as plain text where they are too long, and that is said', () => {
    const document = new GoMap();
    const text = `image: short:1\nother: quay.io/a/b:1\n${'# filler\n'.repeat(200_000)}`;
    document.set('apiVersion', 'v1').set('kind', 'ConfigMap').set('data', new GoMap().set('a', text));
    const problems: Diagnostic[] = [];
    const references = matchDocument(document, PACKS, (problem) => problems.push(problem)).map(({ reference }) => reference);
    expect(references).toContain('quay.io/a/b:1');
    expect(problems.map(({ code }) => code)).toEqual(['limit-reached']);
  });
});

describe('rules that', () => {
  const configMap = (text: string): GoMap => new GoMap().set('apiVersion', 'v1').set('kind', 'ConfigMap').set('data', new GoMap().set('a', text));

  it('add a text of their own join it with what the resource says, and point at that', () => {
    const packs = packsOf({ made: `id: p/made\nkind: resource-field\nreason: because\nmatch: { key: spec, has: version, lacks: image }\nbuild: { repository: [base, "=quay.io/a/b"], tag: version }\nwhen: later\n${EXAMPLES}` });
    const found = (spec: string): Candidate[] => matchDocument(yaml(`{ apiVersion: a.b/v1, kind: X, spec: ${spec} }`), packs);
    expect(found('{ version: "1" }').map(({ sink, when, reference }) => ({ sink, when, reference }))).toEqual([{ sink: 'catalog', when: 'later', reference: 'quay.io/a/b:1' }]);
    expect(found('{ version: "1" }')[0]!.parts.repository!.entry).toBeNull();
    expect(found('{ version: "1" }')[0]!.parts.tag!.entry!.value).toBe('1');
    expect(found('{ version: "1", base: c/d }').map(({ reference }) => reference)).toEqual(['c/d:1']);
    for (const silent of ['{ version: "" }', '{ version: null }', '{ version: "1", image: x }']) expect(found(silent)).toEqual([]);
  });

  it('leave hosts, paths and tags out', () => {
    const packs = packsOf({ any: `id: p/any\nkind: text\nreason: because\nmatch: { anchor: "/", position: anywhere, value: qualified, not_host: no.io, not_path: "v*", not_tag: "No*" }\n${EXAMPLES}` });
    const text = 'no.io/a:1 quay.io/v1/a:1 quay.io/a:NoSchedule quay.io/a/v1:1';
    expect(matchDocument(configMap(text), packs).map(({ reference }) => reference)).toEqual(['quay.io/a/v1:1']);
  });

  it('have several anchors find what follows each', () => {
    const packs = packsOf({ two: `id: p/two\nkind: text\nreason: because\nmatch: { anchor: ["run ", "pull "], position: after, value: tagged }\nwhen: later\n${EXAMPLES}` });
    const found = matchDocument(configMap('pull a:1, run b:2, walk c:3'), packs);
    expect(found.map(({ sink, when, reference }) => `${sink} ${when} ${reference}`)).toEqual(['catalog later b:2', 'catalog later a:1']);
  });

  it('take lists find each item of a flag', () => {
    const found = brief('{ apiVersion: v1, kind: Pod, spec: { args: ["--images=a:1,web=b/c:2,plain", --image, "d:3"] } }');
    expect(found).toEqual(['argument spec.args.0 a:1', 'argument spec.args.0 b/c:2', 'argument spec.args.2 d:3']);
  });
});

describe('hostile documents', () => {
  it('end in a limit, not in a flood', () => {
    const document = new GoMap().set('kind', 'ConfigMap').set('apiVersion', 'v1');
    document.set('data', new GoMap().set('a', Array.from({ length: 50_000 }, (_, at) => `quay.io/a/b:${at}`).join('\n')));
    const problems: Diagnostic[] = [];
    expect(matchDocument(document, PACKS, (problem) => problems.push(problem)).length).toBeLessThanOrEqual(2000);
    expect(problems.map(({ code }) => code)).toEqual(['limit-reached']);
  });

  it('may be nested without end', () => {
    let inner = new GoMap().set('image', 'quay.io/a/b:1');
    for (let depth = 0; depth < 100_000; depth++) inner = new GoMap().set('a', inner);
    inner.set('apiVersion', 'example.com/v1').set('kind', 'Deep');
    expect(matchDocument(inner, PACKS)).toEqual([]);
  });

  it('meet patterns that would be slow elsewhere', () => {
    const packs = packsOf({ slow: `id: p/slow\nkind: text\nreason: because\nmatch: { anchor: a, pattern: '(?P<reference>(a+)+)$' }\n${EXAMPLES}` });
    const document = new GoMap().set('apiVersion', 'v1').set('kind', 'ConfigMap').set('data', new GoMap().set('a', `${'a'.repeat(5000)}!`));
    expect(matchDocument(document, packs)).toEqual([]);
  });

  it('never throw', () => {
    const leaf = fc.oneof(fc.string(), fc.constantFrom('quay.io/a:1', '--image=', 'image: [', '{"image":', '\n---\n', '{{'), fc.constant(null));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('image', 'env', 'args', 'name', 'value', 'repository', 'tag', 'containers', 'data'), tie('tree'), { maxKeys: 3 })),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('spec', 'data', 'items'), tree), fc.constantFrom('v1', 'a.b/v1'), fc.constantFrom('ConfigMap', 'List', 'X'), (body, apiVersion, kind) => {
        const text = JSON.stringify({ ...body, apiVersion, kind });
        for (const candidate of matchDocument(yaml(text), PACKS)) if (candidate.span !== undefined && candidate.sink !== 'text') expect(covered(candidate)).toBe(candidate.reference);
      }),
    );
  });
});

describe('RulePacks', () => {
  const variable = (name: string): string => `id: p/one\nkind: environment\nreason: because\nmatch: { name: ${name}, value: tagged }\n${EXAMPLES}`;
  const document = yaml('{ apiVersion: v1, kind: Pod, spec: { env: [{ name: A, value: "x:1" }, { name: B, value: "y:2" }] } }');

  it('take the first of two rules with one id', () => {
    const [first, second] = [packsOf({ one: variable('A') }), packsOf({ one: variable('B') })];
    const both = new (Object.getPrototypeOf(first).constructor)([...first.packs, ...second.packs]);
    expect(matchDocument(document, both).map(({ reference }) => reference)).toEqual(['x:1']);
  });

  it.each([
    ['kind: Service\nspec: { ports: [{ port: 80 }] }', false],
    ['kind: Role\nmetadata: { labels: { app.kubernetes.io/name: x } }', false],
    ['kind: Deployment\nspec: { image: x }', true],
    ['kind: ConfigMap\ndata: { a: "quay.io/a/b:1" }', true],
    ['kind: ConfigMap\ndata: { a: "https://quay.io/a/b:1" }', false],
    ['kind: Pod\nspec: { env: [{ name: WORKER_IMAGE }] }', true],
  ])('know whether %s is worth parsing', (text, expected) => expect(PACKS.mayMatch(text)).toBe(expected));
});
