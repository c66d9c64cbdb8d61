import { Spot } from '../../source/index.js';
import { CallOrigin, DerivedSource, FieldOrigin, GoMap, TextOrigin, type Origin } from '../../value/index.js';

/** Where a map stands within the state values; null where it does not. */
export type FindMap = (map: GoMap) => readonly string[] | null;

/** The action that wrote a text, and the state value that it printed. */
export interface Switch {
  readonly expression: string;
  readonly spot: Spot;
  /** Path of the state value; null where the text is made of more than one value. */
  readonly path: () => readonly string[] | null;
}

/**
 * What wrote the text at a place; null where it is literal.
 *
 * @param find the path of a map within the state values
 */
export function switchBehind(spot: Spot, find: FindMap): Switch | null {
  const { file } = spot;
  if (!(file instanceof DerivedSource)) return null;
  if (file.origin instanceof Spot) return switchBehind(file.origin, find);
  if (!(file.origin instanceof TextOrigin)) return null;
  let at = 0;
  for (const chunk of file.origin.chunks) {
    const end = at + chunk.text.length;
    const isLiteral = chunk.origin === null && chunk.node.end - chunk.node.start === chunk.text.length;
    if (end > spot.start && at < spot.end && !isLiteral) {
      const action = new Spot(file.origin.source, chunk.node.start, chunk.node.end);
      return { expression: file.origin.source.text.slice(action.start, action.end), spot: action, path: () => pathOf(chunk.origin, find) };
    }
    at = end;
  }
  return null;
}

/** Path of the state value that an origin says was read. */
function pathOf(origin: Origin | null, find: FindMap): readonly string[] | null {
  if (origin instanceof FieldOrigin && origin.container instanceof GoMap) {
    const above = find(origin.container);
    // `get` names an absent key with everything that was looked for below it.
    return above === null ? null : [...above, ...(origin.origin === null ? String(origin.key).split('.') : [String(origin.key)])];
  }
  if (origin instanceof CallOrigin) {
    const paths = origin.origins.map((argument) => pathOf(argument, find)).filter((path) => path !== null);
    return paths.length === 1 ? paths[0]! : null;
  }
  return null;
}

/** `{a: {b: true}}` for the path `a.b`. */
export function valuesAt(path: readonly string[], value: unknown): Record<string, unknown> {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Record<string, unknown>;
}
