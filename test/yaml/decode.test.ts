import { describe, expect, test } from 'vitest';
import { SourceFile, Spot } from '../../src/source/index.js';
import { GoInt, GoList, GoMap, typeOf } from '../../src/value/index.js';
import { fromJsonList, fromJsonMap, fromToml, fromYamlList, fromYamlMap, toToml } from '../../src/yaml/index.js';
import { toGo, toPlain } from './from-json.js';
import decodeCases from './decode-cases.json' with { type: 'json' };
import tomlCases from './toml-cases.json' with { type: 'json' };

const DOORS = { fromJson: fromJsonMap, fromJsonArray: fromJsonList, fromYaml: fromYamlMap, fromYamlArray: fromYamlList };

/** Texts with what helm's functions give for them, errors included. */
test.each((decodeCases as { door: keyof typeof DOORS; text: string; result: unknown }[]).map((item) => [item.door, item.text, item.result] as const))(
  '%s %j',
  (door, text, result) => expect(toPlain(DOORS[door](new SourceFile('text', text)))).toEqual(result),
);

test.each([fromYamlMap, fromJsonMap])('origins point into the text', (door) => {
  const text = '{"a": {"b": [1, "nginx:1.2"]}}';
  const list = (door(new SourceFile('text', text)).get('a') as GoMap).get('b') as GoList;
  const spot = list.entries[1]!.origin as Spot;
  expect(text.slice(spot.start, spot.end)).toBe('"nginx:1.2"');
});

describe('toml', () => {
  type Case = { value?: unknown; toml?: string; text?: string; result?: unknown };
  test.each((tomlCases as Case[]).map((item): [string, Case] => [JSON.stringify(item.text ?? item.value), item]))('%s', (_, item) => {
    if (item.toml !== undefined) expect(toToml(toGo(item.value))).toBe(item.toml);
    else expect(toPlain(fromToml(new SourceFile('text', item.text!)))).toEqual(item.result);
  });

  test('integers are int64, arrays of tables have their own type', () => {
    const value = fromToml(new SourceFile('text', 'n = 5\n[[t]]\na = 1\n'));
    expect((value.get('n') as GoInt).kind).toBe('int64');
    expect(typeOf(value.get('t'))).toBe('[]map[string]interface {}');
  });

  test.each(['a', 'a = ', 'a = 1 b', '[a', 'a = [1', 'a = "x', 'a = 1\na = 2', 'a = {b = 1', '= 1', 'a = 99999999999999999999'])('%j is an error', (text) => {
    expect(fromToml(new SourceFile('text', text)).get('Error')).toMatch(/^toml: line 1|^toml: line 2/);
  });
});
