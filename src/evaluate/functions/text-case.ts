import { isAscii } from './byte-text.js';
import { isDigit, isLetter, isLower, isSpace, isTitle, isUpper, lowerText, mapRunes, toLower, toTitle, toUpper, upperText } from './rune.js';
import { fn, type FunctionTable } from './spec.js';
import { camelCase, separateWords } from './word-case.js';

const contains = { text: 'contains' } as const;

export const textCaseFunctions: FunctionTable = {
  upper: fn(['string'], upperText, contains),
  lower: fn(['string'], lowerText, contains),
  title: fn(['string'], title, contains),
  untitle: fn(['string'], untitle, contains),
  swapcase: fn(['string'], swapCase),
  camelcase: fn(['string'], camelCase),
  snakecase: fn(['string'], (text: string) => separateWords(text, '_'), contains),
  kebabcase: fn(['string'], (text: string) => separateWords(text, '-'), contains),
};

/** Go's strings.Title: a letter after a separator; beyond ASCII only spaces separate. */
function title(text: string): string {
  let atStart = true;
  return mapRunes(text, (rune) => {
    const changed = atStart ? toTitle(rune) : rune;
    atStart = isSeparator(rune);
    return changed;
  });
}

function isSeparator(rune: string): boolean {
  if (isAscii(rune)) return !/\w/.test(rune);
  return !isLetter(rune) && !isDigit(rune) && isSpace(rune);
}

function untitle(text: string): string {
  let atStart = true;
  return mapRunes(text, (rune) => {
    if (isSpace(rune)) {
      atStart = true;
      return rune;
    }
    const changed = atStart ? toLower(rune) : rune;
    atStart = false;
    return changed;
  });
}

/** goutils: the first small letter after a space becomes title case, every other letter swaps. */
function swapCase(text: string): string {
  let afterSpace = true;
  return mapRunes(text, (rune) => {
    if (isUpper(rune) || isTitle(rune)) {
      afterSpace = false;
      return toLower(rune);
    }
    if (isLower(rune)) {
      const changed = afterSpace ? toTitle(rune) : toUpper(rune);
      afterSpace = false;
      return changed;
    }
    afterSpace = isSpace(rune);
    return rune;
  });
}
