/**
 * Go's string functions count bytes of UTF-8. A "byte text" is a string whose every unit is one such byte, so that `slice`,
 * `length` and `indexOf` mean what they mean in Go; for ASCII it is the text itself.
 */
export function toByteText(text: string): string {
  return isAscii(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

/** Back to text; bytes that are no UTF-8 (a character cut in half) become U+FFFD. */
export function fromByteText(bytes: string): string {
  return isAscii(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Applies a function that counts bytes. */
export function onBytes(text: string, change: (bytes: string) => string): string {
  return isAscii(text) ? change(text) : fromByteText(change(toByteText(text)));
}

export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** Order of the UTF-8 bytes, which is that of the code points; UTF-16 order differs for surrogates only. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    if (a.charCodeAt(at) !== b.charCodeAt(at)) return rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
  }
  return a.length - b.length;
}

const rank = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);
