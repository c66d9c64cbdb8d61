import { describe, expect, test } from 'vitest';
import { changesAt, Evaluator, HELM, Reads, TemplateCache } from '../../src/evaluate/index.js';
import type { Release } from '../../src/release/index.js';
import { SourceFile } from '../../src/source/index.js';
import { CHART_YAML, releaseOf } from '../release/render.js';

const templates = new TemplateCache();

/** Renders texts with some values, and tells what each looked at. */
class Looking {
  readonly release: Release;

  constructor(values: string, helpers = '') {
    this.release = releaseOf({ 'Chart.yaml': CHART_YAML, 'templates/_h.tpl': helpers }, values, templates, () => {});
  }

  at(text: string): { readonly shows: string; readonly reads: Reads } {
    this.release.reset();
    const problems: string[] = [];
    const evaluator = new Evaluator(({ message }) => void problems.push(message), templates, null, false);
    evaluator.reads = new Reads();
    const written = this.release.renderText(new SourceFile('t', text), evaluator);
    // Holes have numbers of their own in each rendering.
    return { shows: [written, ...problems].join('\n').replace(/zqh\d+qz/gi, 'zqhqz'), reads: evaluator.reads };
  }

  sees(reads: Reads, path: readonly string[]): boolean {
    return reads.see(changesAt(this.release.root.place, [path]));
  }
}

const VALUES = { m: { a: 1, n: { b: 'x' } }, l: [1, { c: 2 }], s: 't', e: {} };
const CHANGES: [path: readonly string[], values: unknown][] = [
  [['m', 'a'], { ...VALUES, m: { ...VALUES.m, a: 2 } }],
  [['m', 'z'], { ...VALUES, m: { ...VALUES.m, z: 1 } }],
  [['m', 'n', 'b'], { ...VALUES, m: { ...VALUES.m, n: { b: 'y' } } }],
  [['m', 'n', 'q'], { ...VALUES, m: { ...VALUES.m, n: { b: 'x', q: 1 } } }],
  [['m'], { ...VALUES, m: 'text' }],
  [['l'], { ...VALUES, l: [2] }],
  [['s'], { ...VALUES, s: 'u' }],
  [['e', 'k'], { ...VALUES, e: { k: true } }],
];
const base = new Looking(JSON.stringify(VALUES));
const changed = CHANGES.map(([path, values]) => ({ path, looking: new Looking(JSON.stringify(values)) }));

/** Changes that show in a text although nothing says that they can be seen. */
function unseen(text: string): string[] {
  const { shows, reads } = base.at(text);
  return changed.filter(({ path, looking }) => looking.at(text).shows !== shows && !base.sees(reads, path)).map(({ path }) => `${path.join('.')} in ${text}`);
}

/** They give something else each time, or take long. */
const RESTLESS = /^(?:gen|rand|uuid|now$|ago$|bcrypt|htpasswd|derivePassword|encryptAES|buildCustomCert|shuffle|getHostByName|fail$)/;
const OPERANDS = ['.Values.m', '.Values.m.n', '.Values.l', '.Values.e', '(dict "x" .Values.m)', '(list .Values.m .Values.l)', '.Values.s', '"a"', '"n"', '0'];
const SOME = ['.Values.m', '.Values.l', '"n"', '0'];
const MERGED = ['.Values.m', '(dict "n" .Values.m.n "a" .Values.e)', '(dict "n" (dict "q" 2))', '(dict)', '(omit .Values "l")', '(dict "x" .Values.m)'];

describe('a change that shows in what a function makes is one that can be seen', () => {
  const names = [...HELM.functions.keys(), ...HELM.engine.keys(), 'and', 'or'].filter((name) => !RESTLESS.test(name));
  const calls = (name: string): string[] => [
    ...OPERANDS.map((one) => `${name} ${one}`),
    ...OPERANDS.flatMap((one) => OPERANDS.map((other) => `${name} ${one} ${other}`)),
    ...SOME.flatMap((one) => SOME.flatMap((other) => SOME.map((third) => `${name} ${one} ${other} ${third}`))),
  ];
  test.each(names)('%s', (name) => {
    const missed = calls(name).flatMap((call) => unseen(`{{ ${call} }}{{ if ${call} }}1{{ end }}{{ with ${call} }}{{ .b }}{{ .n.b }}{{ end }}{{ range $k, $v := ${call} }}{{ $k }}{{ end }}`));
    expect(missed).toEqual([]);
  });
});

describe('and so is one that shows in what is merged', () => {
  test.each(['merge', 'mergeOverwrite', 'mustMerge', 'mustMergeOverwrite'])('%s', (name) => {
    const missed = MERGED.flatMap((target) =>
      MERGED.flatMap((one) =>
        MERGED.flatMap((other) => {
          const call = `${name} ${target} ${one} ${other}`;
          return unseen(`{{ with ${call} }}{{ .a }}{{ .n.b }}{{ .n.q }}{{ .m.n.b }}{{ .x.a }}{{ range $k, $v := . }}{{ $k }}{{ end }}{{ end }}{{ .Values.s }}`);
        }),
      ),
    );
    expect(missed).toEqual([]);
  });
});

test('and so is one beside something too large to be followed', () => {
  const many = (a: number): string => JSON.stringify({ big: Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`k${at}`, at])), m: { a } });
  const text = '{{ $all := merge (dict "big" (dict) "m" (dict)) (dict "big" .Values.big "m" .Values.m) }}{{ $all.m.a }}';
  const [before, after] = [new Looking(many(1)), new Looking(many(2))];
  const { shows, reads } = before.at(text);
  expect([shows, after.at(text).shows, before.sees(reads, ['m', 'a'])]).toEqual(['1', '2', true]);
});

describe('and so is one that shows otherwise', () => {
  test.each([
    '{{ .Values.m.n.b }}',
    '{{ .Values.m }}',
    '{{ .Values.m.z }}',
    '{{ if .Values.m.z }}1{{ end }}',
    '{{ if .Values.e }}1{{ end }}',
    '{{ with .Values.e }}1{{ else }}2{{ end }}',
    '{{ with .Values.m }}{{ .a }}{{ end }}',
    '{{ with .Values.m }}{{ toYaml . }}{{ end }}',
    '{{ range .Values.l }}{{ . }}{{ end }}',
    '{{ range $k, $v := .Values.m }}{{ $k }}{{ end }}',
    '{{ range .Values.m }}{{ kindOf . }}{{ end }}',
    '{{ range list .Values.m }}{{ .a }}{{ end }}',
    '{{ $m := .Values.m }}{{ $m.n.b }}',
    '{{ $m := .Values.m }}{{ $m }}',
    '{{ $d := dict "m" .Values.m }}{{ $d.m.a }}',
    '{{ $d := dict "m" .Values.m }}{{ $d }}',
    '{{ $d := dict "d" (dict "m" .Values.m) }}{{ toJson $d }}',
    '{{ $c := deepCopy .Values.m }}{{ $c.n.b }}{{ $c.z }}',
    '{{ $c := deepCopy .Values.m }}{{ $_ := set $c "q" 1 }}{{ toJson $c }}',
    '{{ $_ := set .Values "k" .Values.m }}{{ .Values.k.n.b }}',
    '{{ $_ := set .Values "k" (dict "m" .Values.m) }}{{ .Values.k.m.a }}',
    '{{ $_ := set .Values.e "k" .Values.m }}{{ toJson .Values.e }}',
    '{{ $_ := set . "o" .Values.m }}{{ toJson .o }}',
    '{{ $d := dict }}{{ $_ := set .Values "x" $d }}{{ $_ := set $d "k" .Values.m }}{{ toJson .Values.x }}',
    '{{ $d := dict "k" .Values.m }}{{ $_ := set .Values "x" $d }}{{ toJson .Values.x }}',
    '{{ $_ := set .Values.e "k" (dict "a" .Values.s) }}{{ .Values.e.k.a }}{{ len .Values.e }}',
    '{{ $x := merge (dict) .Values.m }}{{ $x.n.b }}{{ $x.a }}',
    '{{ (.Values.e | default .Values.m).a }}',
    '{{ (coalesce .Values.e .Values.m).n.b }}',
    '{{ (ternary .Values.m .Values.e true).a }}',
    '{{ index .Values "m" "n" "b" }}',
    '{{ (index .Values.l 1).c }}{{ (first .Values.l) }}',
    '{{ (index (list .Values.m) 0).a }}',
    '{{ (get .Values "m").a }}{{ (get .Values.m "n").b }}',
    '{{ dig "n" "b" "none" .Values.m }}{{ dig "z" "none" .Values.m }}',
    '{{ hasKey .Values.m "z" }}{{ keys .Values.m }}',
    '{{ (pick .Values.m "n").n.b }}{{ omit .Values.m "a" }}',
    '{{ tpl "{{ .m.a }}" .Values }}{{ tpl .Values.s . }}',
    '{{ .Values.AsMap }}',
    '{{ .Values.m | toYaml | fromYaml | toJson }}',
    '{{ not .Values.e }}{{ empty .Values.e }}{{ and .Values.e 1 }}{{ or .Values.e 1 }}',
    '{{ eq .Values.s "t" }}{{ ne .Values.m.a 1 }}',
  ])('%s', (text) => expect(unseen(text)).toEqual([]));
});

describe('what is handed on is not looked at', () => {
  const helpers = '{{ define "a" }}{{ .a }}{{ end }}{{ define "m" }}{{ .m.a }}{{ end }}';
  test.each([
    '{{ with .Values.m }}{{ .a }}{{ end }}',
    '{{ $m := .Values.m }}{{ $m.a }}',
    '{{ include "a" .Values.m }}{{ template "a" .Values.m }}',
    '{{ include "m" (dict "m" .Values.m) }}',
    '{{ (index .Values "m").a }}{{ (get .Values "m").a }}{{ index .Values "m" "a" }}',
    '{{ (.Values.e | default .Values.m).a }}',
    '{{ (index (tuple $ .Values) 1).m.a }}',
    '{{ (deepCopy .Values.m).a }}{{ hasKey .Values.m "a" }}',
    '{{ $d := dict "m" .Values.m }}{{ hasKey $d "m" }}{{ (get $d "m").a }}{{ len $d }}',
  ])('%s', (text) => {
    const looking = new Looking(JSON.stringify(VALUES), helpers);
    const { reads } = looking.at(text);
    expect([looking.sees(reads, ['m', 'a']), looking.sees(reads, ['m', 'n', 'b'])]).toEqual([true, false]);
  });
});
