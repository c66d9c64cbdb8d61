import type { Form } from './form.js';
import { PACK_FORM, RULE_KINDS, ruleForm } from './rule-form.js';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
type Schema = Readonly<Record<string, unknown>>;

/** JSON Schema of a rule file, for editors; made from the form that the reader checks with. */
export function ruleSchema(): Schema {
  return {
    $schema: DIALECT,
    title: 'astrago-scan rule',
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: RULE_KINDS } },
    allOf: RULE_KINDS.map((kind) => ({ if: { properties: { kind: { const: kind } } }, then: schemaOf(ruleForm(kind)) })),
  };
}

/** JSON Schema of `pack.yaml`. */
export const packSchema = (): Schema => ({ $schema: DIALECT, title: 'astrago-scan rule pack', ...schemaOf(PACK_FORM) });

function schemaOf(form: Form): Schema {
  switch (form.is) {
    case 'anything':
      return {};
    case 'text':
      return { type: 'string', minLength: 1, ...(form.oneOf ? { enum: form.oneOf } : {}), ...(form.pattern ? { pattern: form.pattern } : {}) };
    case 'list': {
      const list = { type: 'array', minItems: 1, items: schemaOf(form.of) };
      return form.orOne ? { anyOf: [schemaOf(form.of), list] } : list;
    }
    case 'map':
      return mapSchema(form);
  }
}

function mapSchema(form: Extract<Form, { is: 'map' }>): Schema {
  const fields = Object.entries(form.keys);
  const having = (keys: readonly string[]): Schema[] => keys.map((key) => ({ required: [key] }));
  return {
    type: 'object',
    additionalProperties: false,
    required: fields.filter(([, { optional }]) => !optional).map(([key]) => key),
    properties: Object.fromEntries(fields.map(([key, { form: inner, about }]) => [key, { description: about, ...schemaOf(inner) }])),
    ...(form.exactlyOne ? { oneOf: having(form.exactlyOne) } : {}),
    ...(form.atLeastOne ? { anyOf: having(form.atLeastOne) } : {}),
  };
}
