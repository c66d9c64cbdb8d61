import { isSpace, isUpper, lowerText, toLower, toUpper } from './rune.js';

// xstrings 1.5: letters without the Chinese, Japanese and Korean ideographs.
const SMALL = String.raw`(?:(?![\p{Lu}\u3400-\u4d85\u4e00-\u9fcc\u{20000}-\u{2b81d}])\p{L})`;
const SPACE = String.raw`\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
const ANY_WORD = String.raw`\p{P}|\p{N}|\p{Lu}|${SMALL}|[${SPACE}]`;

/** Capitals followed by small letters keep the last capital for the next word: `HTTPServer` is `HTTP`, `Server`. */
const WORD_SOURCE = [
  String.raw`(?<connector>[-_${SPACE}]+)`,
  String.raw`(?<punct>\p{P}+)`,
  String.raw`(?<upper>\p{Lu}+(?!${SMALL})|\p{Lu}${SMALL}*)`,
  String.raw`(?<alphabet>${SMALL}+)`,
  String.raw`(?<number>\p{N}+)`,
  String.raw`(?<other>(?:(?!${ANY_WORD})[^])+)`,
].join('|');

type WordKind = 'connector' | 'punct' | 'upper' | 'alphabet' | 'number' | 'other' | 'none';

interface Word {
  readonly kind: WordKind;
  readonly text: string;
}

const NO_WORD: Word = { kind: 'none', text: '' };

function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(new RegExp(WORD_SOURCE, 'gu')), (match) => {
    const [kind] = Object.entries(match.groups!).find(([, found]) => found !== undefined)!;
    return { kind: kind as WordKind, text: match[0] };
  });
}

/** xstrings' ToSnakeCase and ToKebabCase: small letters, words joined by the connector; digits stay with what precedes them. */
export function separateWords(text: string, connector: string): string {
  const words = wordsOf(text);
  let at = 0;
  let out = '';
  const current = (): Word => words[at] ?? NO_WORD;
  const emit = (word: Word): void => void (out += lowered(word, connector));
  const emitTail = (): void => {
    while (current().kind === 'alphabet' || current().kind === 'number') emit(words[at++]!);
    if (startsWord(current())) out += connector;
  };
  while (at < words.length - 1) {
    const word = words[at++]!;
    emit(word);
    if (word.kind === 'number') emitTail();
    else if (word.kind === 'connector' || word.kind === 'punct') continue;
    else if (current().kind !== 'number') out += startsWord(current()) ? connector : '';
    else if (at < words.length - 1) {
      const digits = words[at++]!;
      if (current().kind === 'alphabet') {
        out += connector;
        emit(digits);
        emitTail();
      } else {
        emit(digits);
        if (startsWord(current())) out += connector;
      }
    }
  }
  emit(current());
  return out;
}

const startsWord = (word: Word): boolean => word.kind !== 'none' && word.kind !== 'connector' && word.kind !== 'punct';

function lowered(word: Word, connector: string): string {
  if (word.kind === 'connector') return connector.repeat([...word.text].length);
  return word.kind === 'upper' ? lowerText(word.text) : word.text;
}

/**
 * xstrings' ToPascalCase. Leading connectors stay, and of several in a row all but one; a word that starts with two capitals
 * is lowered up to its first small letter (`GOLANG_IS` is `GolangIs`).
 */
export function camelCase(text: string): string {
  const runes = Array.from(text);
  let at = 0;
  let out = '';
  while (at < runes.length && isConnector(runes[at]!)) out += runes[at++];
  if (at >= runes.length - 1) return camelTail(out, runes, at);
  let capitals = isUpper(runes[at]!);
  let last = toUpper(runes[at++]!);
  for (; at < runes.length; at++) {
    let rune = runes[at]!;
    if (isConnector(rune) && isConnector(last)) {
      out += last;
      last = rune;
      continue;
    }
    if (isConnector(last)) {
      capitals = isUpper(rune);
      rune = toUpper(rune);
    } else {
      if (capitals && isUpper(rune)) rune = toLower(rune);
      else capitals = false;
      out += last;
    }
    last = rune;
  }
  return out + last;
}

/** A text that ends right after its leading connectors: xstrings writes a last connector twice. */
function camelTail(out: string, runes: readonly string[], at: number): string {
  const last = runes[at] ?? runes.at(-1);
  return last === undefined ? '' : out + toUpper(last);
}

const isConnector = (rune: string): boolean => rune === '-' || rune === '_' || isSpace(rune);
