import type { Chart } from '../chart/index.js';
import type { ChartNode } from './chart-node.js';
import { pathOf } from './places.js';
import { isObject, parsedSchema, resolve, type Json } from './schema-pointer.js';

/** Against schemas that refer to themselves. */
const MAX_DEPTH = 24;
const MAX_SCHEMAS = 2000;

/** What an enumeration is worth trying with. */
export type SchemaChoice = string | number;

type Path = readonly (string | number)[];

/** A schema, and where the values of its chart stand. */
interface Placed {
  readonly below: Path;
  readonly schema: Json;
}

interface Walk {
  readonly root: Json;
  readonly found: unknown[];
  /** Subschemas still to be looked at. */
  left: number;
}

/** What the `values.schema.json` files of a family of charts let a value be, where they name the texts and numbers that there are to choose from. */
export class SchemaChoices {
  /** Read only when somebody asks: most charts have no choice to make. */
  #schemas: readonly Placed[] | null = null;
  readonly #known = new Map<string, readonly SchemaChoice[]>();

  constructor(readonly root: ChartNode) {}

  /** Whether no schema names anything: then nobody need ask. */
  get none(): boolean {
    this.#schemas ??= schemasOf(this.root);
    return this.#schemas.length === 0;
  }

  /**
   * The choices for one value, in the order of the schemas; none where they leave it open.
   *
   * @param path steps from the root chart's `.Values`
   */
  at(path: Path): readonly SchemaChoice[] {
    if (this.none) return [];
    const key = JSON.stringify(path);
    let choices = this.#known.get(key);
    if (choices === undefined) this.#known.set(key, (choices = choicesOf(this.#schemas!, path)));
    return choices;
  }
}

function choicesOf(schemas: readonly Placed[], path: Path): readonly SchemaChoice[] {
  const choices = new Set<SchemaChoice>();
  for (const { below, schema } of schemas) {
    const inner = stepsBelow(path, below);
    if (inner === null) continue;
    const walk: Walk = { root: schema, found: [], left: MAX_SCHEMAS };
    collect(schema, inner, MAX_DEPTH, walk);
    for (const choice of walk.found) if (isScalar(choice)) choices.add(choice);
  }
  return [...choices];
}

/** The steps that a chart's own schema sees: `global` is the root's for every chart. */
function stepsBelow(path: Path, below: Path): Path | null {
  if (path[0] === 'global') return path;
  return below.every((step, at) => path[at] === step) ? path.slice(below.length) : null;
}

function schemasOf(node: ChartNode): Placed[] {
  const schema = parsed(node.chart);
  const own = schema === null ? [] : [{ below: pathOf(node.place), schema }];
  return [...own, ...node.children.flatMap(schemasOf)];
}

function parsed({ schema }: Chart): Json | null {
  if (schema === null || !/"(?:enum|const)"/.test(schema.source.text)) return null;
  try {
    const value = parsedSchema(schema.source.text);
    return isObject(value) ? value : null;
  } catch {
    // Not JSON: checkSchemas says so.
    return null;
  }
}

function collect(schema: Json, path: Path, depth: number, walk: Walk): void {
  if (depth === 0 || walk.left-- <= 0) return;
  if (path.length === 0) walk.found.push(...named(schema));
  const same = [resolve(schema['$ref'], walk.root), ...['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => listed(schema[keyword])), schema['then'], schema['else']];
  for (const other of same) if (isObject(other)) collect(other, path, depth - 1, walk);
  const [step, ...rest] = path;
  if (step === undefined) return;
  for (const inner of typeof step === 'number' ? itemsAt(schema, step) : propertiesAt(schema, step)) {
    if (isObject(inner)) collect(inner, rest, depth - 1, walk);
  }
}

/** What a schema names itself. */
function named(schema: Json): readonly unknown[] {
  return Array.isArray(schema['enum']) ? schema['enum'] : 'const' in schema ? [schema['const']] : [];
}

/** The schemas for a property. Patterns are not matched: what any of them allows may be allowed. */
function propertiesAt(schema: Json, step: string): readonly unknown[] {
  const own = isObject(schema['properties']) && Object.hasOwn(schema['properties'], step) ? schema['properties'][step] : undefined;
  if (own !== undefined) return [own];
  return [...(isObject(schema['patternProperties']) ? Object.values(schema['patternProperties']) : []), schema['additionalProperties']];
}

function itemsAt(schema: Json, step: number): readonly unknown[] {
  const prefix = [...listed(schema['prefixItems']), ...listed(schema['items'])];
  return [prefix[step] ?? (Array.isArray(schema['items']) ? schema['additionalItems'] : schema['items'])];
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isScalar = (value: unknown): value is SchemaChoice => typeof value === 'string' || typeof value === 'number';
