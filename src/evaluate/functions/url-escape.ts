import { GoError } from '../../value/index.js';
import { fromByteText, isAscii, toByteText } from './byte-text.js';
import { goQuote } from './quote.js';

/** Part of a URL; each leaves other characters as they are. */
export type UrlPart = 'path' | 'host' | 'zone' | 'user' | 'query' | 'fragment';

const HOST = /[\w.~!$&'()*+,;=:[\]<>"-]/;

const PLAIN: Readonly<Record<UrlPart, RegExp>> = {
  path: /[\w.~$&+,/:;=@-]/,
  host: HOST,
  zone: HOST,
  user: /[\w.~$&+,;=-]/,
  query: /[\w.~-]/,
  fragment: /[\w.~$&+,/:;=?@!()*-]/,
};

const mustEscape = (byte: string, part: UrlPart): boolean => !PLAIN[part].test(byte);

/** net/url's escape. */
export function escapeUrl(text: string, part: UrlPart): string {
  let out = '';
  for (const byte of toByteText(text)) {
    if (!mustEscape(byte, part)) out += byte;
    else if (byte === ' ' && part === 'query') out += '+';
    else out += `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

/** net/url's unescape, for all parts but the query. Throws where Go gives an EscapeError or InvalidHostError. */
export function unescapeUrl(text: string, part: Exclude<UrlPart, 'query'>): string {
  const bytes = toByteText(text);
  let out = '';
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === '%') {
      out += unescapedByte(bytes.slice(at, at + 3), part);
      at += 2;
      continue;
    }
    if ((part === 'host' || part === 'zone') && isAscii(byte) && mustEscape(byte, part)) {
      throw new GoError(`invalid character ${goQuote(byte)} in host name`);
    }
    out += byte;
  }
  return fromByteText(out);
}

function unescapedByte(escape: string, part: UrlPart): string {
  const code = /^%[0-9A-Fa-f]{2}$/.test(escape) ? Number.parseInt(escape.slice(1), 16) : -1;
  const byte = String.fromCharCode(code);
  // A host may hold escapes of other than ASCII only (RFC 6874: and of the percent sign itself); a zone also of what is plain there.
  const isRefused =
    code < 0 ||
    (part === 'host' && code < 0x80 && escape !== '%25') ||
    (part === 'zone' && escape !== '%25' && byte !== ' ' && mustEscape(byte, 'host'));
  if (isRefused) throw new GoError(`invalid URL escape ${goQuote(fromByteText(escape))}`);
  return byte;
}
