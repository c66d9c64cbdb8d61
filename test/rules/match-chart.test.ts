import { describe, expect, it } from 'vitest';
import { matchChart, type ChartFacts } from '../../src/rules/index.js';
import type { Diagnostic } from '../../src/source/index.js';
import { EXAMPLES, packsOf, repositoryPacks, yaml } from './repository-packs.js';

const EVIDENCE = 'evidence: [{ repository: a, path: b, ref: c, says: d }]';
const catalog = (id: string, version: string, image: string, match = ''): string =>
  `id: p/${id}\nkind: catalog\nreason: because\nmatch: { chart: operator, name_also: [op], version: '${version}'${match} }\nimages: [${image}]\n${EVIDENCE}\n${EXAMPLES}`;
const CHART: ChartFacts = { name: 'operator', version: '1.2.3', appVersion: 'v4.5', home: 'https://example.com/acme', sources: [], annotations: {} };

function match(files: Readonly<Record<string, string>>, chart: Partial<ChartFacts> = {}, values = '{}'): { images: string[]; problems: string[] } {
  const problems: Diagnostic[] = [];
  const found = matchChart({ ...CHART, ...chart }, yaml(values), packsOf(files), (problem) => problems.push(problem));
  return { images: found.map(({ reference, when }) => `${reference} when ${when}`), problems: problems.map(({ code, message }) => `${code}: ${message}`) };
}

describe('catalogs', () => {
  const SIMPLE = "{ repository: quay.io/a/b, tag: '{appVersion}', source: binary-default, when: asked, overridden_by: worker.image }";

  it('fill in versions and values', () => {
    const image = "{ repository: 'quay.io/{values:org}/b', tags: ['{version}-linux', '{values:a.tag}'], source: values, when: asked }";
    expect(match({ one: catalog('one', '>=1.0.0', image) }, {}, '{ org: acme, a: { tag: 7 } }').images).toEqual([
      'quay.io/acme/b:1.2.3-linux when asked',
      'quay.io/acme/b:7 when asked',
    ]);
  });

  it('say that the version of a chart is unknown, once a pack, and name no image', () => {
    const files = { one: catalog('one', '<1.0.0', SIMPLE), two: catalog('two', '>=2.0.0', SIMPLE) };
    expect(match(files)).toEqual({
      images: [],
      problems: ['catalog-version-unknown: the catalog p knows the chart operator, but not its version 1.2.3: images that it pulls later are missing'],
    });
    expect(match(files, { version: 'not a version' }).problems).toHaveLength(1);
    expect(match({ ...files, three: catalog('three', '=1.2.3', SIMPLE) })).toEqual({ images: ['quay.io/a/b:v4.5 when asked'], problems: [] });
  });

  it('go by appVersion where the rule says so, by other names, and by the home of the chart', () => {
    expect(match({ one: catalog('one', '>=4.0.0', SIMPLE, ', by: appVersion') }).images).toHaveLength(1);
    expect(match({ one: catalog('one', '*', SIMPLE) }, { name: 'op' }).images).toHaveLength(1);
    expect(match({ one: catalog('one', '*', SIMPLE, ', home_contains: acme') }).images).toHaveLength(1);
    expect(match({ one: catalog('one', '*', SIMPLE, ', home_contains: other') })).toEqual({ images: [], problems: [] });
  });

  it('give way to what the chart states', () => {
    const files = { one: catalog('one', '*', SIMPLE) };
    expect(match(files, {}, '{ worker: { image: mine } }').images).toEqual([]);
    expect(match(files, {}, '{ worker: { image: "" } }').images).toHaveLength(1);
  });

  it('never guess: a part that is empty is told', () => {
    expect(match({ one: catalog('one', '*', SIMPLE) }, { appVersion: '' })).toEqual({
      images: [],
      problems: ['catalog-version-unknown: the catalog rule p/one cannot name quay.io/a/b: a value or version that its tag is made of is empty'],
    });
  });
});

describe('annotations', () => {
  const PACKS = repositoryPacks('annotations', 'bitnami');
  const found = (annotations: Readonly<Record<string, string>>) => matchChart({ ...CHART, annotations }, yaml('{}'), PACKS);

  it('give their images with the place in their text', () => {
    const [image] = found({ 'artifacthub.io/images': '- name: a\n  image: quay.io/a/b:1\n' });
    expect(image).toMatchObject({ rule: 'annotations/artifacthub', sink: 'annotation', path: ['annotations', 'artifacthub.io/images'], reference: 'quay.io/a/b:1' });
    expect((image!.span!.entry.value as string).slice(image!.span!.start, image!.span!.end)).toBe('quay.io/a/b:1');
  });

  it.each(['- image: https://quay.io/a', '- image: 1', 'image: a/b:1', '- [', '', '- image: "{{ .Values.image }}"'])('pass over %s', (images) => {
    expect(found({ images })).toEqual([]);
  });
});
