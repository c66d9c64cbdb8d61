import type { Chart } from '../chart/index.js';
import { isObject, resolve, type Json } from './schema-pointer.js';

/** What a values.schema.json says a value can be. */
export interface SchemaHint {
  /** Steps from the chart's `.Values`. */
  readonly path: readonly string[];
  readonly enum: readonly unknown[];
  /** As written; null where it is not. */
  readonly type: string | readonly string[] | null;
}

/** Against schemas that refer to themselves. */
const MAX_DEPTH = 24;
const MAX_SCHEMAS = 20_000;

/** The enumerations in the schema of a chart; none if it is no schema. */
export function schemaHints(chart: Chart): SchemaHint[] {
  if (chart.schema === null) return [];
  const hints: SchemaHint[] = [];
  try {
    const root = JSON.parse(chart.schema.source.text) as unknown;
    if (isObject(root)) collect(root, [], MAX_DEPTH, { root, hints, left: MAX_SCHEMAS });
  } catch {
    // Not JSON: checkSchemas says so.
  }
  return hints;
}

interface Walk {
  readonly root: Json;
  readonly hints: SchemaHint[];
  /** Subschemas still to be looked at. */
  left: number;
}

function collect(schema: Json, path: readonly string[], depth: number, walk: Walk): void {
  if (depth === 0 || walk.left-- <= 0) return;
  const allowed = Array.isArray(schema['enum']) ? schema['enum'] : 'const' in schema ? [schema['const']] : null;
  if (allowed !== null && path.length > 0) walk.hints.push({ path, enum: allowed, type: (schema['type'] as SchemaHint['type']) ?? null });
  const target = resolve(schema['$ref'], walk.root);
  if (target !== null) collect(target, path, depth - 1, walk);
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const branches = schema[keyword];
    if (!Array.isArray(branches)) continue;
    for (const branch of branches) if (isObject(branch)) collect(branch, path, depth - 1, walk);
  }
  if (!isObject(schema['properties'])) return;
  for (const [key, inner] of Object.entries(schema['properties'])) {
    if (isObject(inner)) collect(inner, [...path, key], depth - 1, walk);
  }
}
