import type { SchemaError } from './schema-validator.js';

/** A violation in the words of helm's validator. */
export interface Violation {
  /** Steps from the chart's `.Values`. */
  readonly path: readonly string[];
  readonly message: string;
}

/** One violation a place and keyword. What lies below a failed `anyOf`, `oneOf` or `not` is left out: none of it need hold. */
export function violationsOf(errors: readonly SchemaError[]): Violation[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf' || keyword === 'not');
  const own = errors.filter(
    (error) => error.keyword !== 'if' && !choices.some((choice) => choice !== error && error.schemaPath.startsWith(`${choice.schemaPath}/`)),
  );
  const groups = new Map<string, SchemaError[]>();
  for (const error of own) {
    const key = `${error.instancePath}\n${error.schemaPath}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [error]);
    else group.push(error);
  }
  return [...groups.values()].map((group) => {
    const pointer = group[0]!.instancePath;
    return { path: steps(pointer), message: `at ${quote(pointer)}: ${describe(group)}` };
  });
}

const steps = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

const TYPES = ['null', 'boolean', 'number', 'integer', 'string', 'array', 'object'];

function describe(group: readonly SchemaError[]): string {
  const { keyword, params, data, message } = group[0]! as SchemaError & { params: Record<string, unknown> };
  const all = (name: string): string[] => group.map((error) => String((error.params as Record<string, unknown>)[name]));
  switch (keyword) {
    case 'type': {
      const wanted = new Set([params['type']].flat());
      return `got ${jsonType(data)}, want ${TYPES.filter((type) => wanted.has(type)).join(' or ')}`;
    }
    case 'required': {
      const missing = all('missingProperty');
      return `missing ${missing.length === 1 ? 'property' : 'properties'} ${missing.map(quote).join(', ')}`;
    }
    case 'additionalProperties':
      return `additional properties ${all('additionalProperty').sort().map(quote).join(', ')} not allowed`;
    case 'unevaluatedProperties':
      return `unevaluated properties ${all('unevaluatedProperty').sort().map(quote).join(', ')} not allowed`;
    case 'enum': {
      const allowed = params['allowedValues'] as unknown[];
      if (allowed.some((value) => typeof value === 'object' && value !== null)) return "'enum' failed";
      return `value must be ${allowed.length === 1 ? '' : 'one of '}${allowed.map(display).join(', ')}`;
    }
    case 'const':
      return typeof params['allowedValue'] === 'object' ? "'const' failed" : `value must be ${display(params['allowedValue'])}`;
    case 'pattern':
      return `${quote(String(data))} does not match pattern ${quote(String(params['pattern']))}`;
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `${keyword}: got ${String(data)}, want ${String(params['limit'])}`;
    case 'minLength':
    case 'maxLength':
    case 'minItems':
    case 'maxItems':
    case 'minProperties':
    case 'maxProperties':
      return `${keyword}: got ${sizeOf(data)}, want ${String(params['limit'])}`;
    case 'anyOf':
    case 'not':
      return `'${keyword}' failed`;
    case 'oneOf': {
      const passing = params['passingSchemas'] as number[] | null;
      return passing === null ? "'oneOf' failed, none matched" : `'oneOf' failed, subschemas ${passing.join(', ')} matched`;
    }
    case 'format':
      return `${display(data)} is not valid ${String(params['format'])}`;
    case 'false schema':
      return 'false schema';
    default:
      return `${keyword}: ${message ?? 'failed'}`;
  }
}

function jsonType(data: unknown): string {
  if (data === null) return 'null';
  return Array.isArray(data) ? 'array' : typeof data;
}

function sizeOf(data: unknown): number {
  if (typeof data === 'string') return [...data].length;
  return Array.isArray(data) ? data.length : Object.keys(data as object).length;
}

const display = (value: unknown): string => (typeof value === 'string' ? quote(value) : value === null ? '<nil>' : String(value));

const quote = (text: string): string => `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
