import { describe, expect, test } from 'vitest';
import { readGitops } from '../../../src/deploy/gitops/index.js';
import { readUserValues } from '../../../src/values/index.js';
import { toJson } from '../../../src/yaml/index.js';
import { listen, writeTree } from '../../chart/tree.js';

interface Reference {
  readonly path?: string;
  readonly text: string;
  readonly literal?: true;
}

/** Merges as a HelmRelease does whose references are keys of one ConfigMap. */
function merge(own: string, references: readonly Reference[]): string {
  const from = references.map(({ path, literal }, at) => ({ kind: 'ConfigMap', name: 'c', valuesKey: `k${at}`, ...(path === undefined ? {} : { targetPath: path }), ...(literal ? { literal } : {}) }));
  const data = Object.fromEntries(references.map(({ text }, at) => [`k${at}`, text]));
  const root = writeTree({
    'all.yaml': [
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: n}\ndata: ${JSON.stringify(data)}\n`,
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: r, namespace: n}\nspec:\n  chart: {spec: {chart: c, sourceRef: {kind: HelmRepository, name: h}}}\n  valuesFrom: ${JSON.stringify(from)}\n  values: {${own}}\n`,
    ].join('---\n'),
  });
  const { report } = listen();
  const { units } = readGitops({ roots: [root], chartDir: [], helmCache: null }, report);
  return toJson(readUserValues({ valuesFiles: units[0]!.values }, report), { escapeHtml: false });
}

/** From fluxcd/pkg/chartutil v1.27.1. */
describe('values of a HelmRelease', () => {
  test.each<[own: string, references: Reference[], expected: string]>([
    ['image: {tag: own}', [{ path: 'image.tag', text: 'x' }], '{"image":{"tag":"x"}}'],
    ['image: {tag: own}', [{ text: 'image: {name: n}' }, { path: 'image.tag', text: 'x' }], '{"image":{"name":false,"tag":"own"}}'],
    ['image: {tag: own, name: own}', [{ path: 'image.tag', text: 'x' }, { path: 'image.name', text: 'y' }], '{"image":{"name":"own","tag":"x"}}'],
    ['', [{ path: 'image.tag', text: '12' }, { path: 'image.name', text: "'12'" }], '{"image":{"name":"12","tag":12}}'],
    ['a: null', [{ text: 'a: {b: 1}' }, { path: 'c', text: '{x,y}' }], '{"a":null,"c":["x","y"]}'],
    ['', [{ path: 'c', text: '{x,y},z=1', literal: true }, { path: 'd[1].e', text: 'true' }], '{"c":"{x,y},z=1","d":[null,{"e":true}]}'],
    ['', [{ path: 'a', text: '1,b=2' }, { text: 'a: late' }], '{"a":"late","b":2}'],
    ['', [{ path: 'a', text: `"'q'"` }, { path: 'b', text: "'" }], '{"a":"q","b":""}'],
    ['a: 1', [{ text: 'a: 2\nb: 3' }, { text: 'b: null' }], '{"a":1,"b":null}'],
  ])('%s over %j', (own, references, expected) => {
    expect(merge(own, references)).toBe(expected);
  });
});
