import type { Pattern } from './regex-engine.js';

/**
 * Patterns that mean the same in Go and here: characters, classes and anchors without groups, at most one loop a branch.
 * Everything else is for the RE2 engine.
 */
export function simplePattern(expression: string): Pattern | undefined {
  const branches: string[] = [''];
  let loops = 0;
  let hasLoop = false;
  for (let at = 0; at < expression.length; ) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(expression);
    if (token === null) return undefined;
    at = TOKEN.lastIndex;
    const { bar, anchor, atom, repeat } = token.groups as Partial<Record<string, string>>;
    if (bar !== undefined) {
      branches.push('');
      loops = 0;
      continue;
    }
    if (repeat === '*' || repeat === '+') {
      if (++loops > 1) return undefined;
      hasLoop = true;
    }
    branches[branches.length - 1] += anchor ?? translated(atom!) + (repeat ?? '');
  }
  if (branches.includes('')) return undefined;
  const regex = built(branches.join('|'));
  return regex && { expression, groupCount: 1, names: {}, hasLoop, find: (text, from) => findShort(regex, text, from) };
}

/** Undefined for a range in the wrong order. */
function built(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'gu');
  } catch {
    return undefined;
  }
}

const PLAIN = String.raw`[\w \n\t:/@,;<>='"!#%&~-]`;
const ESCAPE = String.raw`\\[.\-/+*?()|[\]{}^$\\dDwWnt]`;
const IN_CLASS = String.raw`(?:\w-\w|[\w .:/@,;=+*~#%!<>'"$()?|{}]|\\[.\-/\]^\\dw])`;
const TOKEN = new RegExp(
  `(?:(?<bar>\\|)|(?<anchor>[\\^$](?![*+?{]))|(?<atom>${PLAIN}|\\.|${ESCAPE}|\\[\\^?-?${IN_CLASS}+-?\\])(?<repeat>[*+?])?(?![*+?{]))`,
  'y',
);

/** The dot excludes the line feed only; an escaped minus or slash has no escape of its own outside a class. */
function translated(atom: string): string {
  if (atom === '.') return String.raw`[^\n]`;
  if (atom === String.raw`\-` || atom === String.raw`\/`) return atom[1]!;
  return atom;
}

function findShort(regex: RegExp, text: string, from: number): number[] | null {
  regex.lastIndex = from;
  const match = regex.exec(text);
  return match === null ? null : [match.index, match.index + match[0].length];
}
