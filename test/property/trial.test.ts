import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadChartFromFiles } from '../../src/chart/index.js';
import { Evaluator, Reads, TemplateCache } from '../../src/evaluate/index.js';
import { DEFAULT_RELEASE, type TemplateFile } from '../../src/release/index.js';
import { makeFamily, type Family } from '../../src/scan/family.js';
import type { FileReads } from '../../src/scan/file-reads.js';
import { changedPaths } from '../../src/scan/trial/changes.js';
import { TrialFiles } from '../../src/scan/trial/trial-files.js';
import { fromPlain, GoMap } from '../../src/value/index.js';
import { CHART_YAML } from '../release/render.js';

/** Pieces of files that read and change values. */
const piece = fc.constantFrom(
  '{{ .Values.a.b }}', '{{ toYaml .Values.a }}', '{{ with .Values.a }}{{ .b }}{{ end }}', '{{ index .Values "a" "b" }}', '{{ .Values.s }}', '{{ .Values.k }}', '{{ (.Values.d).x }}',
  '{{ if .Values.e }}e{{ end }}', '{{ range .Values.l }}{{ . }}{{ end }}', '{{ include "s" . }}', '{{ include "b" .Values.a }}', '{{ $a := deepCopy .Values.a }}{{ $a.b }}', '{{ (.Values.g).b }}',
  '{{ $_ := set .Values "k" .Values.a.b }}', '{{ $_ := set .Values.a "b" "set" }}', '{{ $_ := set .Values "d" (dict "x" .Values.s) }}', '{{ $_ := mergeOverwrite .Values.a (dict "n" "merged") }}',
  '{{ if .Values.s }}{{ $_ := set .Values "k" "by s" }}{{ end }}', '{{ $_ := unset .Values "s" }}', '{{ $_ := set .Values "g" .Values.a }}', '{{ include "sets" . }}',
  '{{ $_ := set .Values "a" (deepCopy .Values.a) }}', '{{ $_ := set . "o" .Values.a.b }}{{ .o }}', '{{ required "no s" .Values.s }}', '{{ $d := dict }}{{ $_ := set .Values "d" $d }}{{ $_ := set $d "x" .Values.l }}',
);
const HELPERS = '{{ define "s" }}<{{ .Values.s }}>{{ end }}{{ define "b" }}<{{ .b }}>{{ end }}{{ define "sets" }}{{ $_ := set .Values "k" .Values.e }}{{ end }}';
const VALUES = 'a: {b: 1, n: {x: 2}}\ns: text\nl: [1, 2]\ne: {}\n';
const over = fc.constantFrom<Record<string, unknown>>(
  { a: { b: 2 } }, { a: { n: { x: 3 } } }, { a: { z: 1 } }, { s: '' }, { s: 'other' }, { l: [] }, { e: { on: true } }, { k: 'given' }, { a: { b: 2 }, s: 'other' }, { d: { x: 'given' } }, { unread: 1 },
);

const templates = new TemplateCache();

function familyOf(files: readonly string[]): Family {
  const texts = Object.fromEntries(files.map((text, at) => [`templates/t${at}.txt`, text]));
  const chart = loadChartFromFiles('c', { 'Chart.yaml': CHART_YAML, 'values.yaml': VALUES, 'templates/_h.tpl': HELPERS, ...texts }, () => {})!;
  return makeFamily(chart, new GoMap(), 'as-given', DEFAULT_RELEASE, templates, () => {});
}

/** What a rendering shows; holes have numbers of their own in each. */
const shown = (written: { toString(): string }, problems: readonly string[]): string => [written.toString(), ...problems].join('\n').replace(/zqh\d+qz/gi, 'zqhqz');

/** A rendering with nobody to ask which side to take. */
function evaluatorFor(problems: string[], reads: Reads | null): Evaluator {
  const evaluator = new Evaluator(({ message }) => void problems.push(message), templates, null, false);
  evaluator.reads = reads;
  return evaluator;
}

test('what cannot see a difference writes what it wrote, and what is only done again is done in the same way', () => {
  let saved = 0;
  let repeated = 0;
  fc.assert(
    fc.property(fc.array(fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join('')), { minLength: 2, maxLength: 5 }), over, (files, values) => {
      const family = familyOf(files);
      const { release } = family;
      const reads = new Map<string, FileReads>();
      const before = new Map<string, string>();
      for (const file of release.files) {
        const read = new Reads();
        const problems: string[] = [];
        const written = release.render(file, evaluatorFor(problems, read));
        before.set(file.id, shown(written, problems));
        reads.set(file.id, { reads: read, root: family.root.place });
      }
      release.reset();
      const changed = changedPaths(values, release.values);
      const known = new TrialFiles(family, { reads, widest: family, wide: new Map() });
      release.reset(fromPlain(values) as GoMap);
      const { files: differing, handing } = known.affected(family, changed);
      const now = (file: TemplateFile): string => {
        if (!differing.includes(file)) return before.get(file.id)!;
        const problems: string[] = [];
        const evaluator = evaluatorFor(problems, null);
        const written = known.isHanded(file) ? handing.render(file, evaluator) : release.render(file, evaluator);
        if (written === null) repeated++;
        return written === null ? before.get(file.id)! : shown(written, problems);
      };
      const texts = release.files.map(now);
      saved += release.files.length - differing.length;

      const anew = familyOf(files).release;
      anew.reset(fromPlain(values) as GoMap);
      const all = anew.files.map((file) => {
        const problems: string[] = [];
        return shown(anew.render(file, evaluatorFor(problems, null)), problems);
      });
      expect(texts).toEqual(all);
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(saved, repeated)).toBeGreaterThan(100);
});
