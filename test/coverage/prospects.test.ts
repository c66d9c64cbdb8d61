import { afterEach, describe, expect, test, vi } from 'vitest';
import { Release } from '../../src/release/index.js';
import { scan } from '../../src/index.js';
import type { Tree } from '../chart/tree.js';
import { Prospects } from '../../src/coverage/prospects.js';
import { PassReplay } from '../../src/coverage/replay.js';
import { pod, scanTree } from '../scan/scan-tree.js';

afterEach(() => vi.restoreAllMocks());

const T = 'templates/t.yaml';
const one = (template: string, values = '', helpers = ''): Tree => ({ 'values.yaml': values, [T]: template, ...(helpers === '' ? {} : { 'templates/_h.tpl': helpers }) });
const inPod = (text: string): string => `kind: Pod\nspec:\n  containers:\n  - image: a:1\n${text}`;

/** References with their status, and how often the file was rendered. */
async function found(files: Tree): Promise<readonly [images: Record<string, string>, renderings: number]> {
  const render = vi.spyOn(Release.prototype, 'render');
  const { images } = await scanTree(files);
  return [Object.fromEntries(images.map(({ reference, status }) => [reference, status])), render.mock.calls.length];
}

const RENDER = '{{ define "render" }}{{ tpl (toYaml .value) .context }}{{ end }}';
const LIST = '{{ define "list" }}{{ toYaml .Values.extraContainers }}{{ end }}';

describe('a side that writes only what the values hold is worth a pass where they hold something', () => {
  const list = (items: string): string => `extraContainers: ${items}`;
  const sides: [name: string, text: string, values: (items: string) => string, helpers?: string][] = [
    ['toYaml', '{{ if .Values.use }}{{ toYaml .Values.extraContainers | nindent 2 }}{{ end }}', list],
    ['a part of a value', '{{ if .Values.use }}{{ index .Values "x" "sidecars" | toYaml | nindent 2 }}{{ end }}', (items) => `x: {sidecars: ${items}}`],
    ['a helper that renders', '{{ if .Values.use }}{{ include "render" (dict "value" .Values.extraContainers "context" $) | nindent 2 }}{{ end }}', list, RENDER],
    ['a helper that writes values', '{{ if .Values.use }}{{ include "list" . | nindent 2 }}{{ end }}', list, LIST],
    ['template instead of include', '{{ if .Values.use }}\n  {{ template "list" . }}{{ end }}', list, LIST],
    ['a variable', '{{ $containers := .Values.extraContainers }}{{ if .Values.use }}{{ toYaml $containers | nindent 2 }}{{ end }}', list],
    ['a variable of the side', '{{ if .Values.use }}{{ $containers := .Values.extraContainers }}{{ toYaml $containers | nindent 2 }}{{ end }}', list],
    ['else', '{{ if .Values.hide }}{{ else }}{{ toYaml .Values.extraContainers | nindent 2 }}{{ end }}', (items) => `hide: true\n${list(items)}`],
    ['a loop in a side', '{{ if .Values.use }}{{ range $container := .Values.extraContainers }}{{ list $container | toYaml | nindent 2 }}{{ end }}{{ end }}', list],
  ];
  test.each(sides)('%s: nothing', async (_, text, values, helpers) => {
    expect(await found(one(inPod(text), values('[]'), helpers))).toEqual([{ 'a:1': 'rendered' }, 1]);
  });
  test.each(sides)('%s: an image', async (_, text, values, helpers) => {
    const [images, renderings] = await found(one(inPod(text), values('[{image: "b:1"}]'), helpers));
    expect([images, renderings > 1]).toEqual([{ 'a:1': 'rendered', 'b:1': 'optional' }, true]);
  });
});

describe('and a side that may write one in any case is worth a pass', () => {
  test.each<[string, Tree]>([
    ['text', one(inPod('  {{- if .Values.use }}\n  - image: b:1\n  {{- end }}\n'))],
    ['text of a helper', one(inPod('{{ if .Values.use }}{{ include "side" . | nindent 2 }}{{ end }}'), '', '{{ define "side" }}- image: b:1{{ end }}')],
    ['a helper with a computed name', one(inPod('{{ if .Values.use }}{{ include (printf "sidecar%s" "") . | nindent 2 }}{{ end }}'), '', '{{ define "sidecar" }}- image: b:1{{ end }}')],
    ['a helper of images', one(`kind: Pod\nspec:\n  containers:\n  - {name: x, "im\\u0061ge": "{{ if .Values.use }}{{ include "the.image" . }}{{ else }}a:1{{ end }}"}\n`, '', '{{ define "the.image" }}b:1{{ end }}')],
    ['a variable that is written later', one('{{ $containers := list (dict "image" "a:1") }}{{ if .Values.use }}{{ $c := dict "image" (include "i" .) }}{{ $containers = append $containers $c }}{{ end }}\nkind: Pod\nspec:\n  containers: {{ toJson $containers }}\n', '', '{{ define "i" }}b:1{{ end }}')],
    ['items that differ from round to round', one('kind: Pod\nspec:\n  containers:\n  - image: a:1\n{{ range .Values.items }}{{ if .use }}{{ toYaml .containers | nindent 2 }}{{ end }}{{ end }}', 'items: [{use: false, containers: []}, {use: false, containers: [{image: "b:1"}]}]')],
    ['what is entered with its header', one('kind: Pod\nspec:\n{{ if .Values.use }}\n  containers:\n  {{- if .Values.other }}\n  - image: a:1\n  {{- else }}\n  - image: b:1\n  {{- end }}\n{{ end }}\n---\n' + pod('a:1'))],
  ])('%s', async (_, files) => {
    expect((await found(files))[0]).toMatchObject({ 'b:1': 'optional' });
  });
});

describe('a loop over files is worth a pass where it writes them', () => {
  const files = (body: string): Tree => ({ ...one(`${pod('a:1')}{{ if .Values.use }}\n---\n{{ range $path, $_ := .Files.Glob "files/*" }}${body}{{ end }}{{ end }}`), 'files/f.yaml': `${pod('b:1')}metadata: {name: f}\n` });
  test('and not where it writes a field of each', async () => {
    expect(await found(files('# {{ ($.Files.Get $path | fromYaml).metadata.name }}\n'))).toEqual([{ 'a:1': 'rendered' }, 1]);
  });
  test('as they are', async () => {
    expect((await found(files('{{ $.Files.Get $path }}\n---\n')))[0]).toEqual({ 'a:1': 'rendered', 'b:1': 'optional' });
  });
});

test('values that hold themselves are looked into all the same', async () => {
  const template = `{{ $containers := dict "n" 1 }}{{ $_ := set $containers "self" $containers }}{{ if .Values.use }}{{ if hasKey $containers "x" }}{{ toYaml $containers }}{{ end }}{{ end }}\n${pod('a:1')}`;
  expect((await found(one(template)))[0]).toEqual({ 'a:1': 'rendered' });
});

/** All that a scan says, but for how long it took. */
const answer = async (): Promise<unknown> => (await scan({ paths: ['fixtures'], workers: 1 })).charts;

/** The answer with a method replaced; a spy would keep all that it is called with. */
async function answerWith<P extends object>(prototype: P, method: keyof P, replaced: unknown): Promise<unknown> {
  const before = prototype[method];
  prototype[method] = replaced as P[keyof P];
  try {
    return await answer();
  } finally {
    prototype[method] = before;
  }
}

test('to leave out a pass changes nothing of an answer', async () => {
  expect(await answerWith(Prospects.prototype, 'promise', () => true)).toEqual(await answer());
}, 60_000);

test('to write again what was written before changes nothing of an answer', async () => {
  const { again } = PassReplay.prototype;
  let count = 0;
  const counted = function (this: PassReplay, ...args: Parameters<typeof again>): boolean {
    const isWritten = again.apply(this, args);
    if (isWritten) count++;
    return isWritten;
  };
  const withReplay = await answerWith(PassReplay.prototype, 'again', counted);
  expect(count).toBeGreaterThan(10);
  expect(await answerWith(PassReplay.prototype, 'again', () => false)).toEqual(withReplay);
}, 60_000);
