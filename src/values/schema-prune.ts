import { isObject, resolve, type Json } from './schema-pointer.js';

/** Keywords that may change what a reference means; then nothing is pruned. */
const ANCHORS = /"\$(?:id|anchor|dynamicRef|dynamicAnchor|recursiveRef|recursiveAnchor)"|"id"\s*:\s*"/;
/** References and levels of values in a row. */
const MAX_DEPTH = 100;
/** Beyond, references made it larger instead of smaller: it is taken as it is. */
const MAX_SCHEMAS = 20_000;
const SAME_VALUE = ['allOf', 'anyOf', 'oneOf'];
const SAME_VALUE_ONE = ['not', 'if', 'then', 'else'];

/**
 * The schema without what it says of keys that the values do not have, which cannot make a difference. Compiling is most of the
 * cost, and schemas describe far more than is set: half of Kubernetes below an empty `affinity`.
 */
export function pruneSchema(schema: unknown, values: unknown): unknown {
  if (!isObject(schema) || ANCHORS.test(JSON.stringify(schema))) return schema;
  const draft = schema['$schema'];
  const refAlone = typeof draft === 'string' && /draft-0[4-7]/.test(draft);
  const context = { root: schema, refAlone, left: MAX_SCHEMAS };
  const pruned = prune(schema, values, context, 0);
  return context.left > 0 ? pruned : schema;
}

interface Context {
  readonly root: Json;
  /** Before 2019-09 a reference overrides what stands beside it. */
  readonly refAlone: boolean;
  /** Subschemas that may still be pruned. */
  left: number;
}

function prune(schema: unknown, value: unknown, context: Context, depth: number): unknown {
  if (!isObject(schema) || depth > MAX_DEPTH || context.left-- <= 0) return schema;
  const target = resolve(schema['$ref'], context.root);
  if (target !== null) {
    const { $ref: _, ...beside } = schema;
    const inlined = prune(target, value, context, depth + 1);
    // The definitions of the root stay, for references that are not followed here.
    if (depth === 0) {
      const { $schema, $defs, definitions } = schema;
      return { ...(context.refAlone ? withoutUndefined({ $schema, $defs, definitions }) : beside), allOf: [inlined, ...(context.refAlone ? [] : [beside['allOf'] ?? []].flat())] };
    }
    return context.refAlone ? inlined : { allOf: [inlined, prune(beside, value, context, depth + 1)] };
  }
  const pruned: Record<string, unknown> = { ...schema };
  if (isObject(schema['properties'])) pruned['properties'] = pruneProperties(schema['properties'], value, context, depth);
  for (const keyword of SAME_VALUE) {
    const branches = schema[keyword];
    if (Array.isArray(branches)) pruned[keyword] = branches.map((branch) => prune(branch, value, context, depth + 1));
  }
  for (const keyword of SAME_VALUE_ONE) if (keyword in schema) pruned[keyword] = prune(schema[keyword], value, context, depth + 1);
  if (isObject(schema['items']) && !(Array.isArray(value) && value.length > 0)) delete pruned['items'];
  if (isObject(schema['additionalProperties']) && !isObject(value)) delete pruned['additionalProperties'];
  return pruned;
}

function pruneProperties(properties: Json, value: unknown, context: Context, depth: number): Json {
  const kept: Record<string, unknown> = {};
  if (!isObject(value)) return kept;
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(properties, key)) kept[key] = prune(properties[key], value[key], context, depth + 1);
  }
  return kept;
}

const withoutUndefined = (record: Json): Json => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
