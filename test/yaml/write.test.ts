import { describe, expect, test } from 'vitest';
import { Entry, GoBytes, GoList, GoMap, Hole, int, int64 } from '../../src/value/index.js';
import { SourceFile } from '../../src/source/index.js';
import { readYaml, toJson, toYaml, toYamlPretty, toYamlWithMap } from '../../src/yaml/index.js';
import { toGo } from './from-json.js';
import cases from './write-cases.json' with { type: 'json' };

type Case = { value: unknown; yaml: string; pretty?: string; json?: string };

/** Values with what Go writes; `pretty` and `json` only where they differ from `yaml` and from plain JSON. */
describe.each((cases as Case[]).map((item): [string, Case] => [JSON.stringify(item.value).slice(0, 80), item]))('%s', (_, { value, yaml, pretty, json }) => {
  test('toYaml', () => expect(toYaml(toGo(value))).toBe(yaml));
  test('toYamlPretty', () => expect(toYamlPretty(toGo(value))).toBe(pretty ?? yaml));
  test('toJson', () => expect(toJson(toGo(value), { escapeHtml: true })).toBe(json ?? JSON.stringify(value)));
});

describe('values that YAML files do not have', () => {
  const hole = new Hole('unset', 'not known');
  test.each([
    [int(1000000), '1000000', '1000000'],
    [int64(-(2n ** 63n)), '-9223372036854775808', '-9223372036854775808'],
    [undefined, 'null', 'null'],
    [hole, hole.marker, `"${hole.marker}"`],
    [GoMap.of({ a: hole }), `a: ${hole.marker}`, `{"a":"${hole.marker}"}`],
    [new GoBytes(new TextEncoder().encode('hello')), 'aGVsbG8=', '"aGVsbG8="'],
    [Infinity, '', ''],
    [NaN, '', ''],
  ])('%o', (value, yaml, json) => {
    expect(toYaml(value)).toBe(yaml);
    expect(toJson(value, { escapeHtml: true })).toBe(json);
  });

  test('a map that holds itself gives nothing', () => {
    const map = new GoMap();
    map.set('self', map);
    expect(toYaml(map)).toBe('');
    expect(toYamlPretty(map)).toBe('');
    expect(toJson(map, { escapeHtml: true })).toBe('');
  });

  test('a value that grows without end gives nothing', () => {
    let list = GoList.of(['x']);
    for (let level = 0; level < 40; level++) list = GoList.of([list, list]);
    expect(toYaml(list)).toBe('');
    expect(toJson(list, { escapeHtml: false })).toBe('');
  });
});

test('toJson: html and indentation are choices', () => {
  const value = toGo({ b: '<&>\u2028', a: [1, {}], c: [] });
  expect(toJson(value, { escapeHtml: false })).toBe('{"a":[1,{}],"b":"<&>\\u2028","c":[]}');
  expect(toJson(value, { escapeHtml: true, indent: '  ' })).toBe(
    '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": "\\u003c\\u0026\\u003e\\u2028",\n  "c": []\n}',
  );
});

test('toYamlWithMap names the entry of every scalar', () => {
  const file = new SourceFile('v', 'images:\n- nginx:1.2\n- "true"\ntext: |\n  a\n  b\nempty: {}\nport: 80\nnothing:\n');
  const value = readYaml(file).value as GoMap;
  const { text, spans } = toYamlWithMap(value);
  expect(text).toBe(toYaml(value));
  expect(spans.map(({ start, end, entry }) => [text.slice(start, end), entry.value])).toEqual([
    ['nginx:1.2', 'nginx:1.2'],
    ['"true"', 'true'],
    ['null', null],
    ['80', 80],
    ['|\n  a\n  b', 'a\nb\n'],
  ]);
  expect(spans[3]!.entry).toBe(value.entries.get('port') as Entry);
});
