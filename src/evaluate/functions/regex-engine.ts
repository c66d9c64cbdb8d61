import type { RE2JS } from 're2js';
import { GoError } from '../../value/index.js';
import { simplePattern } from './regex-simple.js';

/** A compiled pattern of Go's regexp syntax. */
export interface Pattern {
  readonly expression: string;
  /** Number of groups, the whole match counted. */
  readonly groupCount: number;
  readonly names: Readonly<Record<string, number>>;
  /** Whether a search may read far beyond its match; taken for granted where a loop is. */
  readonly readsAhead: boolean;
  /** Leftmost match at or after an offset: start and end of each group, -1 for those without part in it. */
  find(text: string, from: number): readonly number[] | null;
}

/** Texts up to here may go to the built-in engine, whose worst case on the patterns it gets is quadratic. */
const SHORT_TEXT = 4096;
const MAX_PATTERNS = 256;

const cache = new Map<string, Pattern | GoError>();

/** Compiles a pattern for a text of this length. Throws {@link GoError} with Go's text where it does not parse. */
export function compile(expression: string, length: number): Pattern {
  const isShort = length <= SHORT_TEXT;
  const key = (isShort ? 's' : 'l') + expression;
  let found = cache.get(key);
  if (found === undefined) {
    if (cache.size >= MAX_PATTERNS) cache.clear();
    found = simplePattern(expression, isShort) ?? linear(expression);
    cache.set(key, found);
  }
  if (found instanceof GoError) throw found;
  return found;
}

let engine: typeof RE2JS | undefined;

/** RE2's engine takes 8 ms to load, and most charts need none of it. */
function loadEngine(): typeof RE2JS {
  if (engine === undefined) {
    const { createRequire } = process.getBuiltinModule('node:module');
    engine = (createRequire(import.meta.url)('re2js') as { RE2JS: typeof RE2JS }).RE2JS;
  }
  return engine;
}

function linear(expression: string): Pattern | GoError {
  let compiled: RE2JS;
  try {
    compiled = loadEngine().compile(expression);
  } catch (error) {
    const { message } = error as Error;
    return new GoError(message.endsWith('at end of expression') ? `${message}: \`\`` : message);
  }
  const groupCount = compiled.groupCount() + 1;
  return {
    expression,
    groupCount,
    names: compiled.namedGroups(),
    readsAhead: /[*+]|\{\d+,\}/.test(expression),
    find: (text, from) => findLinear(compiled, groupCount, text, from),
  };
}

function findLinear(compiled: RE2JS, groupCount: number, text: string, from: number): number[] | null {
  const matcher = compiled.matcher(text);
  if (!matcher.find(from)) return null;
  const match: number[] = [];
  for (let group = 0; group < groupCount; group++) match.push(matcher.start(group), matcher.end(group));
  return match;
}
