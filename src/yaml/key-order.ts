const LETTER = /\p{L}/u;

/**
 * go-yaml's order of map keys: digits as numbers (`a2` before `a10`), whatever is no letter before letters, otherwise by
 * code point.
 */
export const compareKeys = (a: string, b: string): number => compare(a, b, false);

/** go-yaml v3's order: after a digit a letter comes first (`10a` before `100`). */
export const compareKeysV3 = (a: string, b: string): number => compare(a, b, true);

function compare(a: string, b: string, digitFirst: boolean): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) {
    if (a.charCodeAt(at) !== b.charCodeAt(at)) return compareAt(a, b, startOfCharacter(a, at), digitFirst);
  }
  return a.length - b.length;
}

/** Two halves of one character differ only in the second: compare the whole. */
function startOfCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

function compareAt(a: string, b: string, at: number, digitFirst: boolean): number {
  const x = a.codePointAt(at)!;
  const y = b.codePointAt(at)!;
  const xLetter = isLetter(x);
  const yLetter = isLetter(y);
  if (xLetter && yLetter) return x - y;
  if (xLetter || yLetter) return (digitFirst && at > 0 && isDigit(a.charCodeAt(at - 1)) ? xLetter : yLetter) ? -1 : 1;
  const padded = (x === 48 || y === 48) && followsNumber(a, at);
  const [xNumber, xEnd] = numberAt(a, at, padded);
  const [yNumber, yEnd] = numberAt(b, at, padded);
  if (xNumber !== yNumber) return xNumber < yNumber ? -1 : 1;
  return xEnd !== yEnd ? xEnd - yEnd : x - y;
}

/** Zeros after a digit other than zero are part of its number. */
function followsNumber(text: string, at: number): boolean {
  for (let before = at - 1; before >= 0 && isDigit(text.charCodeAt(before)); before--) {
    if (text.charCodeAt(before) !== 48) return true;
  }
  return false;
}

function numberAt(text: string, at: number, padded: boolean): [number: bigint, end: number] {
  let end = at;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  return [BigInt.asIntN(64, BigInt(`${padded ? '1' : '0'}${text.slice(at, end)}`)), end];
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function isLetter(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  return LETTER.test(String.fromCodePoint(code));
}
