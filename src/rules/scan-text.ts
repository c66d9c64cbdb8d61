/**
 * Finds qualified references in running text: a host with a dot or port, a path, and a tag or digest. Every character is
 * looked at a bounded number of times, whatever the text.
 */
export function* scanQualified(text: string): Generator<{ readonly start: number; readonly end: number }> {
  if (!text.includes(':') && !text.includes('@')) return;
  let done = 0;
  for (let slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', done)) {
    const start = hostStart(text, slash, done);
    const end = start < 0 ? -1 : referenceEnd(text, slash);
    if (end > 0) yield { start, end };
    done = Math.max(end, pathEnd(text, slash));
  }
}

/** Whether a text holds one at all. */
export const holdsQualified = (text: string): boolean => scanQualified(text).next().done !== true;

const MAX_HOST = 261;
const HOST = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*$/;
/** A name of the DNS, an address, or anything with a port; `run.d` and `v1.2` are none. */
const DOTTED = /\.(?:[a-zA-Z][a-zA-Z0-9-]*[a-zA-Z0-9])$|^\d+\.\d+\.\d+\.\d+$/;
/** A host directly after one of these belongs to a path, a URL, an address or a variable. */
const NOT_BEFORE = /[\w/@%$~+}\\)\]*?&#.]/;
const PORT = /:\d{1,5}$/;
const PATH = /(?:\/[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*)+/y;
const TAG = /:\w[\w.-]{0,127}/y;
const DIGEST = /@sha(?:256:[a-f0-9]{64}|384:[a-f0-9]{96}|512:[a-f0-9]{128})(?![a-fA-F0-9])/y;
/** A reference directly before one of these goes on in a way that no reference does. */
const NOT_AFTER = /[\w/:@%$~+{([*?#=-]/;

const ADDRESS = /\[[a-fA-F0-9:]{2,39}\](?::\d{1,5})?$/;
const MAX_ADDRESS = 47;

/** Start of `[2001:db8::1]:5000` that ends at the slash, or -1. */
function addressStart(text: string, slash: number, least: number): number {
  const from = Math.max(least, slash - MAX_ADDRESS);
  const match = ADDRESS.exec(text.slice(from, slash));
  if (match === null) return -1;
  const start = from + match.index;
  return start > 0 && NOT_BEFORE.test(text[start - 1]!) ? -1 : start;
}

/** Start of the host that ends at the slash, or -1. */
function hostStart(text: string, slash: number, least: number): number {
  let start = slash;
  const limit = Math.max(least, slash - MAX_HOST);
  while (start > limit && isHostCharacter(text.charCodeAt(start - 1))) start--;
  if (start > limit && text[start - 1] === ']') return addressStart(text, slash, least);
  if (start === slash) return -1;
  const run = text.slice(start, slash);
  const port = PORT.exec(run);
  const nameEnd = port === null ? run.length : port.index;
  // `key:host`, `${VARIABLE:-host}`
  const colon = run.lastIndexOf(':', nameEnd - 1);
  const nameStart = colon < 0 || nameEnd === 0 ? 0 : colon + (run[colon + 1] === '-' ? 2 : 1);
  const name = run.slice(nameStart, nameEnd);
  start += nameStart;
  if (!HOST.test(name) || (port === null && !DOTTED.test(name))) return -1;
  if (start > 0 && NOT_BEFORE.test(text[start - 1]!) && !isEscape(text, start)) return -1;
  return start;
}

/** Whether `\"` stands before the position: a text inside a quoted text. */
const isEscape = (text: string, at: number): boolean => text[at - 1] === '"' && text[at - 2] === '\\';

function isHostCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 45 && code <= 58 && code !== 47);
}

/** End of the reference whose path begins at the slash, or -1 where there is no tag or digest, or no image goes on so. */
function referenceEnd(text: string, slash: number): number {
  const path = after(PATH, text, slash);
  if (path < 0) return -1;
  let end = after(TAG, text, path);
  // In a sentence the point or dash after a tag is punctuation.
  while (end > path + 2 && /[.-]/.test(text[end - 1]!)) end--;
  const tag = end < 0 ? path : end;
  end = Math.max(after(DIGEST, text, tag), end);
  if (end < 0) return -1;
  const next = text[end];
  return next !== undefined && NOT_AFTER.test(next) ? -1 : end;
}

/** End of everything that reads like a path from the slash on: none of its slashes can follow a host. */
function pathEnd(text: string, slash: number): number {
  const end = after(PATH, text, slash);
  return end < 0 ? slash + 1 : end;
}

function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
