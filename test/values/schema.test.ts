import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/source/index.js';
import { checkSchemas, coalesceValues, enableDependencies, kubeVersionProblem, SchemaChoices } from '../../src/values/index.js';
import { surelySatisfies } from '../../src/values/schema-satisfied.js';
import { chartOf, yamlMap, type ChartSketch } from './chart-of.js';

const silent = (): void => {};

function check(sketch: ChartSketch, user = ''): Diagnostic[] {
  const found: Diagnostic[] = [];
  const { root, userValues } = enableDependencies(chartOf(sketch), yamlMap(user, 'user.yaml'), silent, 'as-given');
  checkSchemas(root, coalesceValues(root, userValues, silent), (diagnostic) => found.push(diagnostic));
  return found;
}

const messages = (schema: object, values: string): string[] =>
  check({ name: 'p', values, schema: JSON.stringify(schema) }).map(({ message }) => message.replace(/^values don't meet the schema of chart p: /, ''));

const typed = (properties: object): object => ({ type: 'object', properties });

describe('checkSchemas', () => {
  // The messages are those of helm 3.21.4.
  it.each<[string, object, string, string[]]>([
    ['type', typed({ a: { type: 'string' } }), 'a: 1', ["at '/a': got number, want string"]],
    ['types', typed({ a: { type: ['string', 'null'] } }), 'a: []', ["at '/a': got array, want null or string"]],
    ['required', { required: ['x', 'b', 'a'] }, 'x: 1', ["at '': missing properties 'b', 'a'"]],
    ['one required', typed({ m: { required: ['a'] } }), 'm: {}', ["at '/m': missing property 'a'"]],
    ['additional', { ...typed({ a: {} }), additionalProperties: false }, '{a: 1, b: 2, c: 3}', ["at '': additional properties 'b', 'c' not allowed"]],
    ['enum', typed({ a: { enum: ['x', 1, null] } }), 'a: z', ["at '/a': value must be one of 'x', 1, <nil>"]],
    ['const', typed({ a: { const: 'x' } }), 'a: z', ["at '/a': value must be 'x'"]],
    ['pattern', typed({ a: { pattern: '^[a-z]+$' } }), 'a: X1', ["at '/a': 'X1' does not match pattern '^[a-z]+$'"]],
    ['two patterns', typed({ a: { pattern: '^a' }, b: { pattern: '^b' } }), '{a: a, b: a}', ["at '/b': 'a' does not match pattern '^b'"]],
    ['a schema of itself', { $defs: { t: { properties: { a: { type: 'string' }, t: { $ref: '#/$defs/t' } } } }, $ref: '#/$defs/t' }, 't: {t: {a: 1}}', ["at '/t/t/a': got number, want string"]],
    ['$ref beside keywords, before 2019', { $schema: 'http://json-schema.org/draft-07/schema#', definitions: { s: {} }, ...typed({ a: { $ref: '#/definitions/s', type: 'string' } }) }, 'a: 1', []],
    ['minimum', typed({ a: { minimum: 1 } }), 'a: 0', ["at '/a': minimum: got 0, want 1"]],
    ['minLength', typed({ a: { minLength: 2 } }), 'a: é', ["at '/a': minLength: got 1, want 2"]],
    ['anyOf', typed({ a: { anyOf: [{ type: 'string' }, { type: 'null' }] } }), 'a: 1', ["at '/a': 'anyOf' failed"]],
    ['items', typed({ a: { items: { type: 'number' } } }), 'a: [1, x]', ["at '/a/1': got string, want number"]],
    ['then', { if: { required: ['a'] }, then: { required: ['b'] } }, 'a: 1', ["at '': missing property 'b'"]],
    ['$ref', { $defs: { s: { type: 'string' } }, properties: { a: { $ref: '#/$defs/s' } } }, 'a: 1', ["at '/a': got number, want string"]],
    ['draft 4', { $schema: 'http://json-schema.org/draft-04/schema#', ...typed({ a: { minimum: 1, exclusiveMinimum: true } }) }, 'a: 1', ["at '/a': exclusiveMinimum: got 1, want 1"]],
    ['draft 7', { $schema: 'http://json-schema.org/draft-07/schema#', ...typed({ a: { items: [{ type: 'string' }] } }) }, 'a: [1]', ["at '/a/0': got number, want string"]],
    ['2019-09', { $schema: 'https://json-schema.org/draft/2019-09/schema', ...typed({ a: { type: 'integer' } }) }, 'a: 1.5', ["at '/a': got number, want integer"]],
    ['satisfied', { $schema: 'http://json-schema.org/schema#', ...typed({ a: { type: 'integer' } }) }, 'a: 1', []],
  ])('%s', (_, schema, values, expected) => {
    expect(messages(schema, values)).toEqual(expected);
  });

  it('compares no long list item by item by itself', () => {
    const values = `l:\n${Array.from({ length: 60_000 }, (_, at) => `- ${at}`).join('\n')}\n`;
    const schema = typed({ l: { uniqueItems: true, items: { type: 'number' } } });
    expect(surelySatisfies(JSON.stringify(schema), { l: Array.from({ length: 60_000 }, (_, at) => at) })).toBe(false);
    expect(messages(schema, values)).toEqual([]);
  });

  it('points at the value that is wrong', () => {
    const [found] = check({ name: 'p', schema: JSON.stringify(typed({ a: { type: 'string' } })) }, 'a: 42');
    expect(found).toMatchObject({ code: 'schema-violation', severity: 'error' });
    expect(found?.spot?.file.text.slice(found.spot.start, found.spot.end)).toBe('42');
  });

  it('checks the subcharts', () => {
    const schema = JSON.stringify(typed({ a: { type: 'string' } }));
    expect(check({ name: 'p', charts: [{ name: 's', values: 'a: 1', schema }] })).toHaveLength(1);
  });

  it('follows no reference out of the schema, and says so', () => {
    const schema = JSON.stringify(typed({ a: { $ref: 'https://example.com/x.json' }, b: { type: 'string' } }));
    expect(check({ name: 'p', values: '{a: 1, b: 1}', schema }).map(({ code, severity }) => [code, severity])).toEqual([
      ['schema-invalid', 'info'],
      ['schema-violation', 'error'],
    ]);
  });

  it.each(['{', '[]', '{"type": "nonsense"}', '{"pattern": "("}', '{"$ref": "#/nowhere"}'])('does not break on %s', (schema) => {
    expect(check({ name: 'p', values: 'a: 1', schema }).map(({ code }) => code)).toEqual(['schema-invalid']);
  });

  it('ends on a schema that refers to itself without end', () => {
    const schema = '{"$defs": {"a": {"allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}]}}, "properties": {"a": {"$ref": "#/$defs/a"}}}';
    expect(check({ name: 'p', values: 'a: 1', schema })).toHaveLength(1);
  });

  it('is not slowed by a hostile pattern', () => {
    const schema = JSON.stringify(typed({ a: { pattern: '^(a+)+$' } }));
    expect(check({ name: 'p', values: `a: ${'a'.repeat(5000)}b`, schema })).toHaveLength(1);
  });
});

it('a schema that nests too deep is left alone', () => {
  const nested = (levels: number): object => (levels === 0 ? { type: 'string' } : { anyOf: [{ properties: { a: nested(levels - 1) } }, { enum: ['x'] }] });
  expect(messages(nested(60), 'a: {a: 1}')).toEqual([]);
  expect(messages(nested(80), '{}')).toEqual([]);
  const found = check({ name: 'p', values: `${'a: {'.repeat(90)}x: 1${'}'.repeat(90)}`, schema: JSON.stringify(nested(90)) });
  expect(found.map(({ severity, message }) => [severity, message])).toEqual([['warning', 'the schema of chart p cannot be applied: it nests more than 300 levels deep']]);
});

describe('SchemaChoices', () => {
  const choicesOf = (schema: unknown, ...paths: readonly (readonly (string | number)[])[]): unknown[] => {
    const { root } = enableDependencies(chartOf({ name: 'p', schema: typeof schema === 'string' ? schema : JSON.stringify(schema) }), yamlMap(''), silent, 'as-given');
    const choices = new SchemaChoices(root);
    return paths.map((path) => choices.at(path));
  };

  it('finds enumerations, through references and alternatives too', () => {
    const schema = {
      $defs: { kind: { type: 'string', enum: ['a', 'b', null] }, self: { properties: { again: { $ref: '#/$defs/self' } }, enum: ['s'] } },
      properties: {
        k: { $ref: '#/$defs/kind' },
        m: { properties: { x: { oneOf: [{ const: 1 }, { enum: [2] }] } }, additionalProperties: { enum: ['any'] } },
        list: { items: { properties: { y: { const: 'item' } } } },
        loop: { $ref: '#/$defs/self' },
        on: { type: 'boolean', enum: [true, false] },
      },
    };
    const found = choicesOf(schema, ['k'], ['m', 'x'], ['m', 'other'], ['list', 3, 'y'], ['loop', 'again', 'again'], ['on'], ['absent', 'key']);
    expect(found).toEqual([['a', 'b'], [1, 2], ['any'], ['item'], ['s'], [], []]);
  });

  it('finds none where there is no schema, or no JSON', () => {
    expect(choicesOf('{"enum"', ['k'])).toEqual([[]]);
    expect(choicesOf({ properties: { k: { type: 'string' } } }, ['k'])).toEqual([[]]);
  });
});

describe('kubeVersionProblem', () => {
  it.each([
    ['', 'v1.36.0', true],
    ['>=1.20', 'v1.36.0', true],
    ['>=1.20.0-0', 'v1.27', true],
    ['<1.20', 'v1.36.0', false],
    ['nonsense', 'v1.36.0', false],
  ])('%j with %s', (kubeVersion, version, fits) => {
    expect(kubeVersionProblem(chartOf({ name: 'p', kubeVersion }), version) === null).toBe(fits);
  });
});
