import { toJson, toToml, toYaml, toYamlPretty, type JsonStyle } from '../../yaml/index.js';
import { GoError, type GoValue } from '../../value/index.js';
import { fn, type FunctionSpec, type FunctionTable } from './spec.js';

const json = (style: JsonStyle): FunctionSpec => fn(['any'], (value: GoValue) => toJson(value, style), { text: 'codec' });

/** The encoder panics on nil, where the other ones write `null`. */
function tomlOf(value: GoValue): string {
  if (value === null || value === undefined) throw new GoError('reflect: call of reflect.Value.Type on zero Value');
  return toToml(value);
}

/** Values written as text; the readers are in the engine, which knows where the text came from. */
export const codecFunctions: FunctionTable = {
  toYaml: fn(['any'], (value: GoValue) => toYaml(value), { text: 'codec' }),
  toYamlPretty: fn(['any'], (value: GoValue) => toYamlPretty(value), { text: 'codec' }),
  toToml: fn(['any'], tomlOf, { text: 'codec' }),
  toJson: json({ escapeHtml: true }),
  mustToJson: json({ escapeHtml: true }),
  toPrettyJson: json({ escapeHtml: true, indent: '  ' }),
  mustToPrettyJson: json({ escapeHtml: true, indent: '  ' }),
  toRawJson: json({ escapeHtml: false }),
  mustToRawJson: json({ escapeHtml: false }),
};
