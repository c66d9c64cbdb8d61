import { DIALECT, schemaOf, type Schema } from '../form/index.js';
import { PACK_FORM, RULE_KINDS, ruleForm } from './rule-form.js';

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
