import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/source/index.js';
import { SourceFile } from '../../src/source/index.js';
import { IgnoreRules } from '../../src/chart/helmignore.js';

const FILES = [
  'Chart.yaml', 'README.md', 'bar/foo/z', 'charts/s/.helmignore', 'charts/s/Chart.yaml', 'charts/s/templates/.hid3', 'foo/README.md',
  'foo/bar/x.txt', 'templates/.hid', 'templates/_h.tpl', 'templates/a.yaml', 'templates/sub/.hid2',
];

// What helm 3.21.4 leaves out of a chart with these files; `templates/.hid` always.
const CASES: readonly [rules: string, ignored: string][] = [
  ['*.md', 'README.md foo/README.md'],
  ['foo/', 'bar/foo/z foo/README.md foo/bar/x.txt'],
  ['foo', 'bar/foo/z foo/README.md foo/bar/x.txt'],
  ['/foo', 'foo/README.md foo/bar/x.txt'],
  ['foo/bar', 'foo/bar/x.txt'],
  ['bar/', 'bar/foo/z foo/bar/x.txt'],
  ['/README.md', 'README.md'],
  ['foo/*', 'foo/README.md foo/bar/x.txt'],
  ['foo/*.md', 'foo/README.md'],
  ['[a-f]oo', 'bar/foo/z foo/README.md foo/bar/x.txt'],
  ['[^a-f]oo/', ''],
  ['# x\n\\#y\n  *.txt  ', 'foo/bar/x.txt'],
  ['templates/', 'charts/s/templates/.hid3 templates/_h.tpl templates/a.yaml templates/sub/.hid2'],
  ['*/', 'bar/foo/z charts/s/.helmignore charts/s/Chart.yaml charts/s/templates/.hid3 foo/README.md foo/bar/x.txt templates/_h.tpl templates/a.yaml templates/sub/.hid2'],
  ['charts/s/templates', 'charts/s/templates/.hid3'],
  ['?.txt', 'foo/bar/x.txt'],
  ['f*o/', 'bar/foo/z foo/README.md foo/bar/x.txt'],
  ['/', ''],
  ['.*', 'charts/s/.helmignore charts/s/templates/.hid3 templates/sub/.hid2'],
  ['[!f]oo', 'bar/foo/z foo/README.md foo/bar/x.txt'],
  ['bar/foo', 'bar/foo/z'],
  ['*.t?t', 'foo/bar/x.txt'],
  ['foo/[a-z]ar', 'foo/bar/x.txt'],
  ['f\\oo', 'bar/foo/z foo/README.md foo/bar/x.txt'],
  ['*o*o', 'bar/foo/z foo/README.md foo/bar/x.txt'],
  ['//foo', 'foo/README.md foo/bar/x.txt'],
  ['/foo/', 'foo/README.md foo/bar/x.txt'],
  ['/*/*', 'bar/foo/z charts/s/.helmignore charts/s/Chart.yaml charts/s/templates/.hid3 foo/README.md foo/bar/x.txt templates/_h.tpl templates/a.yaml templates/sub/.hid2'],
  ['.hid*', 'charts/s/templates/.hid3 templates/sub/.hid2'],
  ['_*', 'templates/_h.tpl'],
  ['\uFEFF*.md\r\nfoo/\r\n', 'README.md bar/foo/z foo/README.md foo/bar/x.txt'],
  ['x*[', ''],
];

function ignoredOf(rules: IgnoreRules): string {
  const pruned = (path: string): boolean => {
    const parts = path.split('/');
    return parts.some((_, at) => rules.ignores(parts.slice(0, at + 1).join('/'), at < parts.length - 1));
  };
  return FILES.filter(pruned).filter((path) => path !== 'templates/.hid').join(' ');
}

test.each(CASES)('%j', (text, ignored) => {
  const told: Diagnostic[] = [];
  const rules = new IgnoreRules(new SourceFile('.helmignore', text.replace(/^\uFEFF/, '')), (diagnostic) => told.push(diagnostic));
  expect(ignoredOf(rules)).toBe(ignored);
  expect(told).toEqual([]);
});

test('dot files directly in templates/ are ignored without any rule', () => {
  const rules = new IgnoreRules(null, () => {});
  expect(rules.ignores('templates/.hid', false)).toBe(true);
  expect(ignoredOf(rules)).toBe('');
});

// helm: what a negated rule does not match is ignored at once.
test.each([
  ['!README.md', 'README.md foo/README.md'],
  ['*.md\n!README.md', ''],
  ['!foo/', ''],
  ['!*', FILES.filter((file) => file !== 'templates/.hid').join(' ')],
])('%j keeps only %j', (text, kept) => {
  const rules = new IgnoreRules(new SourceFile('.helmignore', text), () => {});
  const left = FILES.filter((path) => !rules.ignores(path, false) && path !== 'templates/.hid');
  expect(left.join(' ')).toBe(kept);
});

test.each(['**/x', 'foo/**', 'a\\', '[a', '[]a]', '[a-]'])('%j is refused and left out', (rule) => {
  const told: Diagnostic[] = [];
  const rules = new IgnoreRules(new SourceFile('c/.helmignore', `# first\n  ${rule}\n*.md`), (diagnostic) => told.push(diagnostic));
  expect(told.map(({ code, spot }) => [code, spot?.file.position(spot.start).line])).toEqual([['helmignore-invalid', 2]]);
  expect(ignoredOf(rules)).toBe('README.md foo/README.md');
});
