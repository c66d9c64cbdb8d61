import { Spot, type SourceFile } from '../source/index.js';
import type { GoValue } from '../value/index.js';
import { readBlocks } from './block-reader.js';
import { readDocument } from './document-reader.js';
import { FLAVOURS, type FlavourName } from './flavour.js';

/** Why a text is no YAML for helm. */
export interface YamlProblem {
  /** In go-yaml's words where they are known: `did not find expected key`. */
  readonly message: string;
  readonly spot: Spot;
  /** The whole error as go-yaml or the JSON encoder prints it: `yaml: line 3: did not find expected key`. */
  readonly goText: string;
}

export interface YamlResult {
  /** With a problem: what could be read, or null. */
  readonly value: GoValue;
  readonly problem: YamlProblem | null;
}

/**
 * Reads the first document of a text, or of a range of it, as helm does: go-yaml v2, then JSON. Numbers are float64, keys
 * are text, the origin of each entry is the {@link Spot} of its value (for an absent value the place behind the key).
 * Another flavour keeps integers.
 *
 * @param options.quick gives up at what only the full parser reads: for text that is likely broken, and read otherwise then
 */
export function readYaml(file: SourceFile, options: { readonly offset?: number; readonly end?: number; readonly flavour?: FlavourName; readonly quick?: boolean } = {}): YamlResult {
  const start = options.offset ?? 0;
  const end = options.end ?? file.text.length;
  const flavour = FLAVOURS[options.flavour ?? 'json'];
  const blocks = readBlocks(file, start, end, flavour);
  if (blocks === null && options.quick) return { value: null, problem: { message: 'not read', spot: new Spot(file, start, start), goText: '' } };
  return blocks === null ? readDocument(file, start, end, flavour) : { value: blocks.value, problem: null };
}
