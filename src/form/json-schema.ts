import type { Form, MapForm } from './form.js';

export const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
export type Schema = Readonly<Record<string, unknown>>;

/** JSON Schema of a form, for editors. */
export function schemaOf(form: Form): Schema {
  switch (form.is) {
    case 'anything':
      return {};
    case 'switch':
      return { type: 'boolean' };
    case 'number':
      return { type: 'integer', minimum: form.min, maximum: form.max };
    case 'text':
      return { type: 'string', minLength: 1, ...(form.oneOf ? { enum: form.oneOf } : {}), ...(form.pattern ? { pattern: form.pattern } : {}) };
    case 'list': {
      const list = { type: 'array', ...(form.orNone ? {} : { minItems: 1 }), items: schemaOf(form.of) };
      return form.orOne ? { anyOf: [schemaOf(form.of), list] } : list;
    }
    case 'table':
      return { type: 'object', additionalProperties: schemaOf(form.of) };
    case 'map':
      return mapSchema(form);
  }
}

function mapSchema(form: MapForm): Schema {
  const fields = Object.entries(form.keys);
  const having = (keys: readonly string[]): Schema[] => keys.map((key) => ({ required: [key] }));
  return {
    type: 'object',
    ...(form.open ? {} : { additionalProperties: false }),
    required: fields.filter(([, { optional }]) => !optional).map(([key]) => key),
    properties: Object.fromEntries(fields.map(([key, { form: inner, about }]) => [key, { description: about, ...schemaOf(inner) }])),
    ...(form.exactlyOne ? { oneOf: having(form.exactlyOne) } : {}),
    ...(form.atLeastOne ? { anyOf: having(form.atLeastOne) } : {}),
  };
}
