import { expect, test } from 'vitest';
import { answerText, type Explanation, type Paint } from '../../src/explain/index.js';

const plain: Paint = (_, text) => text;
const place = (line: number, column: number | null, text: string | null) => ({ file: 'shop.tgz!/templates/web.yaml', line, column, text });

const optional: Explanation = {
  reference: 'exporter:1',
  normalized: 'docker.io/library/exporter:1',
  status: 'optional',
  chart: { path: 'shop.tgz', name: 'shop', version: '1.0.0' },
  uses: [
    { kind: 'container', rule: 'kubernetes/pod', resource: { kind: 'Pod', name: 'web' }, document_path: 'spec.containers[1].image', place: place(9, 7, '\t    image: "{{ .x }}"') },
    { kind: 'argument', rule: 'arguments/image', resource: null, document_path: null, place: null },
  ],
  parts: [
    {
      components: [{ component: 'repository', text: 'library/exporter' }, { component: 'tag', text: '1' }],
      steps: [{ ...place(9, 14, '\t    image: "{{ .x }}"'), path: null }, { file: 'my.yaml', line: 3, column: 4, text: 'x: exporter:1', path: 'metrics.x' }],
    },
  ],
  conditions: [{ kind: 'if', expression: '.Values.metrics.on', place: place(8, 7, '{{ if .Values.metrics.on }}'), values: [{ path: 'metrics.on', present: 'false' }] }],
  switch_on: { values: { metrics: { on: true, list: [{ 'a b': 'yes' }] } }, flags: ['--set=metrics.on=true', "--set-json=metrics.list=[{\"a b\":\"it's\"}]"], reason: null },
  switch_off: null,
};

const rendered: Explanation = { ...optional, status: 'rendered', uses: [], parts: [], conditions: [], switch_on: null, switch_off: { values: null, flags: null, reason: 'it is always there' } };

const answer = (images: readonly Explanation[], total = images.length, near: readonly string[] = []) => ({ query: 'exp', total, images, near });

test('an image that is off', () => {
  expect(answerText(answer([optional]), plain)).toBe(`exporter:1  optional
  pulled as docker.io/library/exporter:1
  in shop 1.0.0 (shop.tgz)

  used by
    Pod web, container, spec.containers[1].image
      templates/web.yaml:9:7
         9 | image: "{{ .x }}"
           |  ^
    argument, rule arguments/image

  decided by
    repository library/exporter, tag 1
      templates/web.yaml:9:14
         9 | image: "{{ .x }}"
           |         ^
      my.yaml:3:4  metrics.x
         3 | x: exporter:1
           |    ^

  off because of
    if .Values.metrics.on
        metrics.on is false
      templates/web.yaml:8:7
         8 | {{ if .Values.metrics.on }}
           |       ^

  switch on
    metrics:
      list:
      - a b: "yes"
      "on": true
    --set=metrics.on=true '--set-json=metrics.list=[{"a b":"it'\\''s"}]'
`);
});

test('an image that is on, and that there are more', () => {
  const text = `exporter:1  rendered
  pulled as docker.io/library/exporter:1
  in shop 1.0.0 (shop.tgz)

  switch off
    not known: it is always there
`;
  expect(answerText(answer([rendered, rendered], 3), plain)).toBe(`${text}\n${text}\n1 more matches; --limit shows more, a longer IMAGE fewer\n`);
  expect(answerText(answer([rendered], 3), plain)).toContain('2 more match;');
});

test('no image', () => {
  expect(answerText(answer([]), plain)).toBe('no image matches "exp"\n');
  expect(answerText(answer([], 0, ['a:1', 'b:1']), plain)).toBe('no image matches "exp"\n  near names:\n    a:1\n    b:1\n');
});

test('colours are around whole texts', () => {
  const marked = answerText(answer([optional]), (style, text) => `<${style}>${text}</>`);
  expect(marked).toContain('<bold>exporter:1</>  <yellow>optional</>\n');
  expect(marked).toContain('if <yellow>.Values.metrics.on</>\n');
  expect(marked.replaceAll(/<\/?\w*>/g, '')).toBe(answerText(answer([optional]), plain));
});

test('a chart cannot write to the terminal', () => {
  const evil = '\x1b]0;gone\x07\x9b2J\u202e';
  const use = { kind: evil, rule: evil, resource: { kind: evil, name: evil }, document_path: evil, place: { file: evil, line: 1, column: 1, text: evil } };
  const step = { file: evil, line: 1, column: 2, text: evil, path: evil };
  const text = answerText(
    answer([
      {
        ...optional,
        reference: evil,
        normalized: `x${evil}`,
        chart: { path: 'c', name: evil, version: evil },
        uses: [use],
        parts: [{ components: [{ component: 'tag', text: evil }], steps: [step] }],
        conditions: [{ kind: 'if', expression: evil, place: step, values: [{ path: evil, present: evil }] }],
        switch_on: { values: { [evil]: evil }, flags: [evil], reason: null },
      },
    ]),
    plain,
  );
  expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
});
