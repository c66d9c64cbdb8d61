const SURROGATE = /[\ud800-\udfff]/;

/** The order of `LC_ALL=C sort`: UTF-8 bytes, which differs from the order of UTF-16 units beyond the basic plane. */
export function compareBytes(a: string, b: string): number {
  if (!SURROGATE.test(a) && !SURROGATE.test(b)) return a < b ? -1 : a > b ? 1 : 0;
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    if (a.charCodeAt(at) === b.charCodeAt(at)) continue;
    return codePointAround(a, at) - codePointAround(b, at);
  }
  return a.length - b.length;
}

/** Both texts agree before `at`, so a second half of a pair there has its first half in both. */
function codePointAround(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const start = unit >= 0xdc00 && unit <= 0xdfff && at > 0 ? at - 1 : at;
  return text.codePointAt(start)!;
}

export const sortedUnique = (texts: Iterable<string>): string[] => [...new Set(texts)].sort(compareBytes);
