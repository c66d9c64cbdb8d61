import { describe, expect, test } from 'vitest';
import { readGitops } from '../../../src/deploy/gitops/index.js';
import { readUserValues } from '../../../src/values/index.js';
import { toJson } from '../../../src/yaml/index.js';
import { listen, writeTree } from '../../chart/tree.js';

function read(value: string, from = ''): { values: string; codes: string[] } {
  const root = writeTree({
    'flux.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: k, namespace: f}\nspec:\n  path: ./apps\n  postBuild:\n    substitute: {a: 1v, e: "", num: "3"}\n${from}`,
    'vars.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: vars, namespace: f}\ndata: {c: from-map, a: hidden}\n',
    'apps/release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: r, namespace: n}\nspec:\n  chart: {spec: {chart: c, sourceRef: {kind: HelmRepository, name: h}}}\n  values: {v: ${JSON.stringify(value)}}\n`,
  });
  const { report, codes } = listen();
  const { units } = readGitops({ roots: [root], chartDir: [], helmCache: null }, report);
  return { values: toJson(readUserValues({ valuesFiles: units[0]!.values }, report), { escapeHtml: false }), codes: codes() };
}

describe('postBuild', () => {
  /** From fluxcd/pkg/envsubst. */
  test.each([
    ['${a}', '1v'],
    ['${a:=d}', '1v'],
    ['${b:=d}', 'd'],
    ['${b:-d}', 'd'],
    ['${b=d}', 'd'],
    ['$$a', '$a'],
    ['$${a}', '${a}'],
    ['$a', '$a'],
    ['x${a}y${b:=z}', 'x1vyz'],
    ['${e:=d}', 'd'],
    ['${e}', ''],
    ['${b:=}', ''],
    ['a$', 'a$'],
    ['${b:=${a}}', '1v'],
    ['$$$a', '$$a'],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual({ values: JSON.stringify({ v: expected }), codes: [] });
  });

  test('what becomes a number is one', () => {
    expect(read('${num}').values).toBe('{"v":3}');
  });

  test('variables of a ConfigMap, under those that are written', () => {
    expect(read('${c} ${a}', '    substituteFrom: [{kind: ConfigMap, name: vars}]\n')).toEqual({ values: '{"v":"from-map 1v"}', codes: [] });
  });

  test('a variable that only the cluster has stays', () => {
    expect(read('${a} ${x}', '    substituteFrom: [{kind: Secret, name: absent}]\n')).toEqual({ values: '{"v":"1v ${x}"}', codes: ['deploy-unknowable'] });
  });
});
