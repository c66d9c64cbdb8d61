/** How many plain patterns the alternatives `{a,b}` of one glob may stand for. */
const MAX_ALTERNATIVES = 1000;

type Token = { readonly kind: 'char'; readonly test: (char: string) => boolean } | { readonly kind: 'run'; readonly slashes: boolean };

/**
 * The glob of `.Files.Glob` (gobwas/glob with `/` as separator): `*` and `?` stay within a path segment, `**` crosses them, `[a-c]`,
 * `[!a]`, `{x,y}`, `\` escapes; the whole path has to match. An invalid pattern matches everything, as in helm.
 */
export function fileGlob(pattern: string): (path: string) => boolean {
  const patterns = expand(pattern);
  const compiled = patterns?.map(tokens);
  if (compiled === undefined || compiled.includes(null)) return () => true;
  return (path) => compiled.some((list) => matches(list!, [...path]));
}

/** Plain patterns for `{a,b}`, nested ones too; undefined where the braces do not close or stand for too many. */
function expand(pattern: string): string[] | undefined {
  const open = indexOfPlain(pattern, '{');
  if (open < 0) return [pattern];
  const parts: string[] = [];
  let depth = 0;
  let from = open + 1;
  for (let at = open; at < pattern.length; at++) {
    const char = pattern[at];
    if (char === '\\') at++;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) {
      parts.push(pattern.slice(from, at));
      const all = parts.flatMap((part) => expand(pattern.slice(0, open) + part + pattern.slice(at + 1)) ?? []);
      return all.length <= MAX_ALTERNATIVES ? all : undefined;
    } else if (char === ',' && depth === 1) {
      parts.push(pattern.slice(from, at));
      from = at + 1;
    }
  }
  return undefined;
}

function indexOfPlain(pattern: string, wanted: string): number {
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++;
    else if (pattern[at] === wanted) return at;
  }
  return -1;
}

/** null: invalid. */
function tokens(pattern: string): Token[] | null {
  const out: Token[] = [];
  const chars = [...pattern];
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at]!;
    if (char === '*') {
      const slashes = chars[at + 1] === '*';
      if (slashes) at++;
      out.push({ kind: 'run', slashes });
    } else if (char === '?') {
      out.push({ kind: 'char', test: (c) => c !== '/' });
    } else if (char === '[') {
      const close = chars.indexOf(']', at + 2);
      if (close < 0) return null;
      out.push({ kind: 'char', test: characterClass(chars.slice(at + 1, close)) });
      at = close;
    } else {
      const literal = char === '\\' ? chars[++at] : char;
      if (literal === undefined) return null;
      out.push({ kind: 'char', test: (c) => c === literal });
    }
  }
  return out;
}

function characterClass(body: readonly string[]): (char: string) => boolean {
  const negated = body[0] === '!';
  const items = negated ? body.slice(1) : body;
  const within = (char: string): boolean =>
    items.length === 3 && items[1] === '-' ? char >= items[0]! && char <= items[2]! : items.includes(char);
  return (char) => within(char) !== negated;
}

/** Set of reachable token positions, character by character: linear in the path for any pattern. */
function matches(list: readonly Token[], path: readonly string[]): boolean {
  let states = skipRuns(list, new Set([0]));
  for (const char of path) {
    const next = new Set<number>();
    for (const state of states) {
      const token = list[state];
      if (token === undefined) continue;
      if (token.kind === 'char') {
        if (token.test(char)) next.add(state + 1);
      } else if (token.slashes || char !== '/') next.add(state);
    }
    if (next.size === 0) return false;
    states = skipRuns(list, next);
  }
  return states.has(list.length);
}

function skipRuns(list: readonly Token[], states: Set<number>): Set<number> {
  for (const state of states) if (list[state]?.kind === 'run') states.add(state + 1);
  return states;
}
