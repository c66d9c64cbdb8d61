import type { Chart } from '../chart/index.js';
import { Spot, type Report } from '../source/index.js';
import { GoInt, GoList, GoMap, type Entry, type GoValue } from '../value/index.js';
import type { ChartNode } from './chart-node.js';
import { violationsOf, type Violation } from './schema-messages.js';
import { surelySatisfies } from './schema-satisfied.js';
import { schemaValidator, type SchemaValidator } from './schema-validator.js';

/** Violations reported of one chart. */
const MAX_VIOLATIONS = 20;

/**
 * Checks the values of every chart against its values.schema.json. Costs nothing where no chart has one. A violation makes helm
 * abort.
 *
 * @param values of the chart `root`, coalesced
 * @param concerns charts whose values may have changed since the last check; others are left out
 */
export function checkSchemas(root: ChartNode, values: GoMap, report: Report, concerns: (node: ChartNode) => boolean = () => true): void {
  if (root.chart.schema !== null && concerns(root)) checkSchema(root.chart, root.chart.schema.source.text, values, report);
  for (const child of root.children) {
    const section = values.get(child.name);
    if (section instanceof GoMap) checkSchemas(child, section, report, concerns);
  }
}

function checkSchema(chart: Chart, text: string, values: GoMap, report: Report): void {
  const file = chart.schema?.source.name ?? chart.path;
  let validator: SchemaValidator;
  let violations: Violation[];
  try {
    const plain = toJson(values);
    if (surelySatisfies(text, plain)) return;
    validator = schemaValidator(text, plain);
    violations = violationsOf(validator.validate(plain));
  } catch (error) {
    const message = `the schema of chart ${chart.metadata.name} cannot be applied: ${(error as Error).message}`;
    // What is no JSON helm refuses; of what the library refuses beyond that, helm may accept some.
    report({ code: 'schema-invalid', severity: error instanceof SyntaxError ? 'error' : 'warning', message, file });
    return;
  }
  for (const reference of validator.unresolved) {
    const message = `the schema of chart ${chart.metadata.name} refers to ${reference}, which was not followed`;
    report({ code: 'schema-invalid', severity: 'info', message, file });
  }
  for (const { path, message } of violations.slice(0, MAX_VIOLATIONS)) {
    const spot = spotAt(values, path);
    report({
      code: 'schema-violation',
      severity: 'error',
      message: `values don't meet the schema of chart ${chart.metadata.name}: ${message}`,
      ...(spot === null ? { file } : { spot }),
    });
  }
}

/** Of the value at a path, or of the nearest one above that comes from a file. */
function spotAt(values: GoMap, path: readonly string[]): Spot | null {
  let spot: Spot | null = null;
  let at: GoValue = values;
  for (const step of path) {
    const entry: Entry | undefined = at instanceof GoMap ? at.entries.get(step) : at instanceof GoList ? at.entries[Number(step)] : undefined;
    if (entry === undefined) break;
    if (entry.origin instanceof Spot) spot = entry.origin;
    at = entry.value;
  }
  return spot;
}

function toJson(value: GoValue): unknown {
  if (value instanceof GoMap) {
    const object: Record<string, unknown> = {};
    for (const [key, entry] of value.entries) {
      if (key === '__proto__') Object.defineProperty(object, key, { value: toJson(entry.value), enumerable: true });
      else object[key] = toJson(entry.value);
    }
    return object;
  }
  if (value instanceof GoList) return value.entries.map((entry) => toJson(entry.value));
  if (value instanceof GoInt) return Number(value.value);
  return value ?? null;
}
