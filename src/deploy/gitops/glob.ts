import { MAX_PATTERN_LENGTH } from './limits.js';

/**
 * - `git`: a pathspec of `git ls-files`; `*` crosses folders.
 * - `match`: Go's path.Match; `*` stays within a folder.
 * - `doublestar`: `**` crosses folders, `{a,b}` are alternatives.
 */
export type GlobStyle = 'git' | 'match' | 'doublestar';

type Token =
  | { readonly kind: 'char'; readonly test: (char: string) => boolean }
  | { readonly kind: 'run'; readonly crosses: boolean }
  /** `**` and its slash: nothing, or folders. */
  | { readonly kind: 'folders' };

const MAX_ALTERNATIVES = 200;

export const isGlob = (path: string): boolean => /[*?[]/.test(path);

/** About how much a comparison costs: each star may be in progress at each character. */
export const globCost = (pattern: string): number => pattern.split('*').length ** 2;

/** Whether a whole path is matched. A malformed pattern matches nothing. */
export function globMatcher(pattern: string, style: GlobStyle): (path: string) => boolean {
  if (pattern.length > MAX_PATTERN_LENGTH) return () => false;
  const patterns = style === 'doublestar' ? alternatives(pattern) : [pattern];
  const lists = patterns.map((one) => tokens([...one], style)).filter((list) => list !== null);
  // Most paths of a checkout are turned down by where the pattern begins.
  const start = /^[^*?[{\\]*/.exec(pattern)![0];
  // git: a path without wildcards also stands for everything below it.
  const below = style === 'git' && !isGlob(pattern) ? `${pattern.replace(/\/$/, '')}/` : null;
  return (path) => (path.startsWith(start) && lists.some((list) => matches(list, path))) || (below !== null && path.startsWith(below));
}

function alternatives(pattern: string): string[] {
  let open: string[] = [''];
  const done: string[] = [pattern];
  for (let round = 0; round < 16; round++) {
    open = done.splice(0);
    let changed = false;
    for (const one of open) {
      const found = /\{([^{}]*)\}/.exec(one);
      if (found === null) done.push(one);
      else {
        changed = true;
        for (const part of found[1]!.split(',')) done.push(one.slice(0, found.index) + part + one.slice(found.index + found[0].length));
      }
    }
    if (!changed || done.length > MAX_ALTERNATIVES) break;
  }
  return done.slice(0, MAX_ALTERNATIVES);
}

function tokens(pattern: readonly string[], style: GlobStyle): Token[] | null {
  const out: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    if (char === '*') {
      const double = style === 'doublestar' && pattern[at + 1] === '*' && (at === 0 || pattern[at - 1] === '/');
      if (double && pattern[at + 2] === '/') {
        out.push({ kind: 'folders' });
        at += 2;
      } else {
        out.push({ kind: 'run', crosses: style === 'git' || (double && at + 2 === pattern.length) });
        while (pattern[at + 1] === '*') at++;
      }
    } else if (char === '?') out.push({ kind: 'char', test: (c) => style === 'git' || c !== '/' });
    else if (char === '[') {
      const read = readClass(pattern, at + 1);
      if (read === null) return null;
      out.push({ kind: 'char', test: read.test });
      at = read.end;
    } else {
      const literal = char === '\\' ? pattern[++at] : char;
      if (literal === undefined) return null;
      out.push({ kind: 'char', test: (c) => c === literal });
    }
  }
  return out;
}

/** @param from behind the opening bracket; `end` is the closing one */
function readClass(pattern: readonly string[], from: number): { test: (char: string) => boolean; end: number } | null {
  const negated = pattern[from] === '^' || pattern[from] === '!';
  const first = negated ? from + 1 : from;
  const end = pattern.indexOf(']', first + 1);
  if (end < 0) return null;
  const body = pattern.slice(first, end);
  const within = (char: string): boolean => {
    for (let at = 0; at < body.length; at++) {
      if (body[at + 1] === '-' && at + 2 < body.length) {
        if (char >= body[at]! && char <= body[at + 2]!) return true;
        at += 2;
      } else if (body[at] === char) return true;
    }
    return false;
  };
  return { test: (char) => char !== '/' && within(char) !== negated, end };
}

/** Positions reachable character by character: linear in the path for any pattern. */
function matches(list: readonly Token[], path: string): boolean {
  let states = withSkips(list, new Set([0]));
  // Inside a folder name that a `folders` token has begun.
  let inside = new Set<number>();
  for (const char of path) {
    const next = new Set<number>();
    const nextInside = new Set<number>();
    for (const state of states) {
      const token = list[state];
      if (token === undefined) continue;
      if (token.kind === 'char') {
        if (token.test(char)) next.add(state + 1);
      } else if (token.kind === 'run') {
        if (token.crosses || char !== '/') next.add(state);
      } else if (char !== '/') nextInside.add(state);
    }
    for (const state of inside) {
      if (char === '/') next.add(state);
      else nextInside.add(state);
    }
    if (next.size + nextInside.size === 0) return false;
    states = withSkips(list, next);
    inside = nextInside;
  }
  return states.has(list.length);
}

/** Runs and folders may be empty. */
function withSkips(list: readonly Token[], states: Set<number>): Set<number> {
  for (const state of states) {
    const token = list[state];
    if (token !== undefined && token.kind !== 'char') states.add(state + 1);
  }
  return states;
}
