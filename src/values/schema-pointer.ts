export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a reference within a schema (`#/definitions/port`) points at; null for any other, and where nothing is. */
export function resolve(reference: unknown, root: Json): Json | null {
  if (reference === '#') return root;
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return null;
  let at: unknown = root;
  for (const step of reference.slice(2).split('/')) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return isObject(at) ? at : null;
}

const MAX_CACHED = 16;
const parsed = new Map<string, unknown>();

/** The text of a schema, read once for all who ask; nobody may change it. @throws SyntaxError as JSON.parse does */
export function parsedSchema(text: string): unknown {
  let schema = parsed.get(text);
  if (schema === undefined) {
    schema = JSON.parse(text) as unknown;
    if (parsed.size >= MAX_CACHED) parsed.clear();
    parsed.set(text, schema);
  }
  return schema;
}
