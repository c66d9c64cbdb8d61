import { afterEach, describe, expect, test, vi } from 'vitest';
import { Release } from '../../src/release/index.js';
import { Trials } from '../../src/scan/trial/trials.js';
import { chartYaml, type Tree } from '../chart/tree.js';
import { imageOf, pod, scanTree, subchart } from './scan-tree.js';

afterEach(() => vi.restoreAllMocks());

/** The overlay that is proved for `a:1`, and the files that were run in order to prove it. */
async function proof(files: Tree): Promise<readonly [overlay: unknown, run: string[]]> {
  const run = new Set<string>();
  let isTrial = false;
  const { attempt } = Trials.prototype;
  vi.spyOn(Trials.prototype, 'attempt').mockImplementation(function (this: Trials, ...args) {
    isTrial = true;
    const trial = attempt.apply(this, args);
    isTrial = false;
    return trial;
  });
  const { render } = Release.prototype;
  vi.spyOn(Release.prototype, 'render').mockImplementation(function (this: Release, file, evaluator) {
    if (isTrial) run.add(file.id.replace(/^c\/(?:charts\/)?/, '').replace('templates/', ''));
    return render.call(this, file, evaluator);
  });
  const result = await scanTree(files);
  return [imageOf(result, 'a:1').enabled_by, [...run]];
}

const USED = `{{ if .Values.use }}\n${pod('a:1')}{{ end }}`;
const chart = (values: string, files: Tree): Tree => ({ 'values.yaml': values, 'templates/a.yaml': USED, ...files });
/** The image is one of a dependency, which is off and has another file. */
const withDependency = (other: string): Tree => ({
  'Chart.yaml': chartYaml('c', 'dependencies: [{name: s, version: "*", condition: s.enabled}]\n'),
  'values.yaml': 's: {enabled: false}\n',
  ...subchart('s', { 'templates/p.yaml': pod('a:1'), 'templates/q.txt': other }),
});

describe('for a proof only the files are run that can see it', () => {
  test.each<[string, Tree, overlay: unknown, run: string[]]>([
    ['what looks at other values', chart('use: false\nx: 1\n', { 'templates/b.txt': '{{ .Values.x }}' }), { use: true }, ['a.yaml']],
    ['what hands all values on, of which others are read', chart('use: false\nx: 1\n', { 'templates/b.txt': '{{ include "x" .Values }}', 'templates/_h.tpl': '{{ define "x" }}{{ .x }}{{ end }}' }), { use: true }, ['a.yaml']],
    ['what writes all values', chart('use: false\nx: 1\n', { 'templates/b.txt': '{{ include "x" .Values }}', 'templates/_h.tpl': '{{ define "x" }}{{ toYaml . }}{{ end }}' }), { use: true }, ['a.yaml', 'b.txt']],
    ['what sets a value that is read here', chart('use: false\nx: 1\n', { 'templates/b.txt': '{{ $_ := set .Values "y" .Values.x }}', 'templates/a.yaml': `# {{ .Values.y }}\n${USED}` }), { use: true }, ['a.yaml']],
    ['what sets it by what is changed', chart('use: false\n', { 'templates/b.txt': '{{ $_ := set .Values "y" .Values.use }}', 'templates/a.yaml': `{{ if .Values.y }}\n${pod('a:1')}{{ end }}` }), { use: true }, ['b.txt', 'a.yaml']],
    ['what sets it by what was set by what is changed', chart('use: false\n', { 'templates/d.txt': '{{ $_ := set .Values "x" .Values.use }}', 'templates/c.txt': '{{ $_ := set .Values "y" .Values.x }}', 'templates/b.txt': '{{ $_ := set .Values "z" 1 }}', 'templates/a.yaml': `# {{ .Values.y }}{{ .Values.z }}\n${USED}` }), { use: true }, ['d.txt', 'c.txt', 'a.yaml']],
    ['a dependency that is off, and whose other files refuse nothing', withDependency('{{ .Values.x }}'), { s: { enabled: true } }, ['s/p.yaml']],
    ['a dependency that is off, and refuses', withDependency('{{ required "x is needed" .Values.x }}'), { s: { enabled: true, x: true } }, ['s/p.yaml', 's/q.txt']],
    [
      'a template around a dependency that is off, which reads what that defaults to',
      {
        ...withDependency(''),
        'templates/a.yaml': pod('{{ .Values.s.image | default "none:1" }}'),
        'templates/b.txt': '{{ .Values.x }}',
        ...subchart('s', { 'values.yaml': 'image: a:1\n', 'templates/p.yaml': '' }),
      },
      { s: { enabled: true } },
      ['a.yaml'],
    ],
  ])('%s', async (_, files, overlay, run) => expect(await proof(files)).toEqual([overlay, run]));
});

test('what refused other values is run before what did not', async () => {
  const attempts: string[][] = [];
  const { attempt } = Trials.prototype;
  vi.spyOn(Trials.prototype, 'attempt').mockImplementation(function (this: Trials, ...args) {
    attempts.push([]);
    return attempt.apply(this, args);
  });
  const { render } = Release.prototype;
  vi.spyOn(Release.prototype, 'render').mockImplementation(function (this: Release, file, evaluator) {
    attempts.at(-1)?.push(file.id.replace('c/templates/', ''));
    return render.call(this, file, evaluator);
  });
  const seeing = '{{ .Values.use }}';
  const refusing = '{{ if .Values.use }}{{ if not .Values.x }}{{ fail "x is needed" }}{{ end }}{{ if not .Values.y }}{{ fail "y is needed" }}{{ end }}{{ end }}';
  const result = await scanTree(chart('use: false\nx: false\ny: false\n', { 'templates/b.txt': seeing, 'templates/c.txt': refusing, 'templates/d.txt': seeing, 'templates/e.txt': seeing }));
  expect(imageOf(result, 'a:1').enabled_by).toEqual({ use: true, x: true, y: true });
  expect(attempts.slice(0, 3).map((files) => [...new Set(files)])).toEqual([
    ['a.yaml', 'e.txt', 'd.txt', 'c.txt'],
    ['a.yaml', 'c.txt'],
    ['a.yaml', 'c.txt', 'e.txt', 'd.txt', 'b.txt'],
  ]);
});

test('what a dependency that is off would export is found where it is read, and switched on', async () => {
  const result = await scanTree({
    'Chart.yaml': chartYaml('c', 'dependencies: [{name: s, version: "*", condition: s.enabled, import-values: [{child: out, parent: imported}]}]\n'),
    'values.yaml': 's: {enabled: false}\n',
    'templates/a.yaml': `{{ if .Values.imported }}\n${pod('{{ .Values.imported.image }}')}{{ end }}`,
    ...subchart('s', { 'values.yaml': 'out: {image: "a:1"}\n' }),
  });
  expect(imageOf(result, 'a:1')).toMatchObject({ status: 'optional', enabled_by: { s: { enabled: true } } });
  expect(result.unresolved).toEqual([]);
});
