import fc from 'fast-check';
import { expect, test } from 'vitest';
import { surelySatisfies } from '../../src/values/schema-satisfied.js';
import { schemaValidator } from '../../src/values/schema-validator.js';

const KEYS = ['a', 'b', 'ab'];
const scalar = fc.constantFrom<unknown>(null, true, false, 0, 1, 2.5, '', 'a', 'abc', '2026-01-31');
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 3, withCrossShrink: true }, scalar, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 3 })),
}));

const { schema } = fc.letrec<{ schema: unknown }>((tie) => {
  const inner = tie('schema');
  const table = fc.dictionary(fc.constantFrom(...KEYS), inner, { maxKeys: 3 });
  const count = fc.nat(3);
  const keys = fc.uniqueArray(fc.constantFrom(...KEYS), { maxLength: 2 });
  const type = fc.constantFrom('null', 'boolean', 'number', 'integer', 'string', 'array', 'object');
  const keywords = fc.record(
    {
      type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
      enum: fc.array(scalar, { minLength: 1, maxLength: 4 }),
      const: scalar,
      properties: table,
      patternProperties: fc.dictionary(fc.constantFrom('^a', 'b$'), inner, { maxKeys: 2 }),
      additionalProperties: inner,
      propertyNames: inner,
      required: keys,
      dependentRequired: fc.dictionary(fc.constantFrom(...KEYS), keys, { maxKeys: 2 }),
      dependentSchemas: table,
      items: inner,
      uniqueItems: fc.boolean(),
      contains: inner,
      minItems: count,
      maxItems: count,
      minProperties: count,
      maxProperties: count,
      minLength: count,
      maxLength: count,
      pattern: fc.constantFrom('^a', 'c$', '[0-9]'),
      format: fc.constantFrom('date', 'uri', 'unknown'),
      minimum: count,
      maximum: count,
      exclusiveMinimum: count,
      exclusiveMaximum: count,
      multipleOf: fc.constantFrom(1, 2),
      allOf: fc.array(inner, { minLength: 1, maxLength: 2 }),
      anyOf: fc.array(inner, { minLength: 1, maxLength: 3 }),
      oneOf: fc.array(inner, { minLength: 1, maxLength: 3 }),
      not: inner,
      if: inner,
      then: inner,
      else: inner,
      $ref: fc.constantFrom('#/$defs/a', '#/$defs/b'),
    },
    { requiredKeys: [] },
  );
  // Few keywords at a time: with all of them hardly any value would do.
  const few = fc.tuple(keywords, fc.subarray(['type', 'enum', 'const', 'properties', 'patternProperties', 'additionalProperties', 'propertyNames', 'required', 'dependentRequired', 'dependentSchemas', 'items', 'uniqueItems', 'contains', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'minLength', 'maxLength', 'pattern', 'format', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', '$ref'] as const, { maxLength: 4 }));
  return {
    schema: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.boolean(),
      few.map(([all, names]) => Object.fromEntries(names.filter((name) => name in all).map((name) => [name, all[name]]))),
    ),
  };
});

const whole = fc.tuple(schema, schema, schema, fc.constantFrom('http://json-schema.org/draft-07/schema#', 'https://json-schema.org/draft/2020-12/schema', undefined)).map(([top, a, b, $schema]) => ({
  ...(typeof top === 'object' ? (top as object) : {}),
  $defs: { a, b },
  ...($schema === undefined ? {} : { $schema }),
}));

function violations(text: string, values: unknown): readonly unknown[] | null {
  try {
    return schemaValidator(text, values).validate(values);
  } catch {
    return null;
  }
}

test('what is surely satisfied has no violation', () => {
  let sure = 0;
  fc.assert(
    fc.property(whole, value, (described, values) => {
      const text = JSON.stringify(described);
      if (!surelySatisfies(text, values)) return;
      sure++;
      // A reference that leads to itself is no schema that the full validator takes.
      const found = violations(text, values);
      if (found !== null) expect(found).toEqual([]);
    }),
    { numRuns: 500 },
  );
  expect(sure).toBeGreaterThan(80);
});
