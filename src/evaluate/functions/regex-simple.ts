import type { Pattern } from './regex-engine.js';

/**
 * Patterns that mean the same in Go and here: characters, classes and anchors without groups, at most one loop a branch.
 * Everything else is for the RE2 engine; so is, for a text that is not short, what may take quadratic time: a loop with something
 * after it.
 */
export function simplePattern(expression: string, isShort: boolean): Pattern | undefined {
  const branches: string[] = [''];
  let loops = 0;
  let optionals = 0;
  let hasInnerLoop = false;
  for (let at = 0; at < expression.length; ) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(expression);
    if (token === null) return undefined;
    at = TOKEN.lastIndex;
    if (loops > 0 && token.groups!['bar'] === undefined) hasInnerLoop = true;
    const { bar, anchor, atom, repeat } = token.groups as Partial<Record<string, string>>;
    if (bar !== undefined) {
      branches.push('');
      loops = 0;
      continue;
    }
    if ((repeat === '*' || repeat === '+') && ++loops > 1) return undefined;
    if (repeat === '?' && ++optionals > MAX_OPTIONALS) return undefined;
    branches[branches.length - 1] += anchor ?? translated(atom!) + (repeat ?? '');
  }
  if (branches.includes('') || (hasInnerLoop && !isShort)) return undefined;
  const regex = built(branches.join('|'));
  return regex && { expression, groupCount: 1, names: {}, readsAhead: hasInnerLoop, find: (text, from) => findShort(regex, text, from) };
}

/** Every `?` may double the ways to try. */
const MAX_OPTIONALS = 3;

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
