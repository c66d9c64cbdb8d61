import { GoError } from '../../value/index.js';
import { goQuote } from './quote.js';
import { escapeUrl, unescapeUrl } from './url-escape.js';
import { isIpv6 } from './ip-address.js';

/** What Go's net/url makes of a text: parts are unescaped, but for the query and the opaque part. */
export interface GoUrl {
  scheme: string;
  opaque: string;
  /** Encoded; null where there is no `@`. */
  user: string | null;
  host: string;
  path: string;
  query: string;
  fragment: string;
}

/** net/url.Parse; throws {@link GoError} with its text, `parse "…": …`. */
export function parseUrl(text: string): GoUrl {
  const hash = text.indexOf('#');
  const main = hash < 0 ? text : text.slice(0, hash);
  const url = blaming(main, () => parseMain(main));
  if (hash >= 0) url.fragment = blaming(text, () => unescapeUrl(text.slice(hash + 1), 'fragment'));
  return url;
}

function blaming<T>(text: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    throw new GoError(`parse ${goQuote(text)}: ${error.message}`);
  }
}

function parseMain(text: string): GoUrl {
  if (/[\0-\x1f\x7f]/.test(text)) throw new GoError('net/url: invalid control character in URL');
  const url: GoUrl = { scheme: '', opaque: '', user: null, host: '', path: '', query: '', fragment: '' };
  if (text === '*') return { ...url, path: '*' };
  const { scheme, rest: afterScheme } = splitScheme(text);
  url.scheme = scheme.toLowerCase();
  let rest = afterScheme;
  const mark = rest.indexOf('?');
  if (mark >= 0) {
    url.query = rest.slice(mark + 1);
    rest = rest.slice(0, mark);
  }
  if (!rest.startsWith('/')) {
    if (url.scheme !== '') return { ...url, opaque: rest };
    if (cutAt(rest, '/').includes(':')) throw new GoError('first path segment in URL cannot contain colon');
  }
  if (rest.startsWith('//') && (url.scheme !== '' || !rest.startsWith('///'))) {
    const slash = rest.indexOf('/', 2);
    const authority = rest.slice(2, slash < 0 ? rest.length : slash);
    rest = slash < 0 ? '' : rest.slice(slash);
    parseAuthority(url, authority);
  }
  url.path = unescapeUrl(rest, 'path');
  return url;
}

const cutAt = (text: string, separator: string): string => {
  const at = text.indexOf(separator);
  return at < 0 ? text : text.slice(0, at);
};

function splitScheme(text: string): { scheme: string; rest: string } {
  if (text.startsWith(':')) throw new GoError('missing protocol scheme');
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text);
  return match === null ? { scheme: '', rest: text } : { scheme: match[1]!, rest: text.slice(match[0].length) };
}

function parseAuthority(url: GoUrl, authority: string): void {
  const at = authority.lastIndexOf('@');
  url.host = parseHost(url.scheme, authority.slice(at + 1));
  if (at < 0) return;
  const user = authority.slice(0, at);
  if (/[^\w.:~!$&'()*+,;=%@-]/.test(user)) throw new GoError('net/url: invalid userinfo');
  url.user = user
    .split(/:(.*)/s, 2)
    .map((part) => escapeUrl(unescapeUrl(part, 'user'), 'user'))
    .join(':');
}

function parseHost(scheme: string, host: string): string {
  const open = host.lastIndexOf('[');
  if (open > 0) throw new GoError('invalid IP-literal');
  if (open === 0) return parseIpLiteral(host);
  const first = host.indexOf(':');
  if (first >= 0) {
    const strict = scheme === 'http' || scheme === 'https';
    checkPort(host.slice(strict ? first : host.lastIndexOf(':')));
  }
  return unescapeUrl(host, 'host');
}

function parseIpLiteral(host: string): string {
  const close = host.lastIndexOf(']');
  if (close < 0) throw new GoError("missing ']' in host");
  const port = host.slice(close + 1);
  checkPort(port);
  const name = host.slice(1, close);
  const zone = name.indexOf('%25');
  const plain = zone < 0 ? unescapeUrl(name, 'host') : unescapeUrl(name.slice(0, zone), 'host') + unescapeUrl(name.slice(zone), 'zone');
  if (/^[0-9.]+$/.test(plain)) throw new GoError('invalid IP-literal');
  if (!isIpv6(plain)) throw new GoError(`invalid host: ParseAddr(${goQuote(plain)}): unable to parse IP`);
  return `[${plain}]${port}`;
}

function checkPort(port: string): void {
  if (!isPort(port)) throw new GoError(`invalid port ${goQuote(port)} after host`);
}

const isPort = (port: string): boolean => /^(?::[0-9]*)?$/.test(port);

/** The host without port and brackets. */
export function hostname(host: string): string {
  const colon = host.lastIndexOf(':');
  const name = colon >= 0 && isPort(host.slice(colon)) ? host.slice(0, colon) : host;
  return name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
}

/** net/url's URL.String. */
export function formatUrl(url: GoUrl): string {
  let text = url.scheme === '' ? '' : `${url.scheme}:`;
  text += url.opaque === '' ? authorityAndPath(url, text) : url.opaque;
  if (url.query !== '') text += `?${url.query}`;
  if (url.fragment !== '') text += `#${escapeUrl(url.fragment, 'fragment')}`;
  return text;
}

function authorityAndPath(url: GoUrl, before: string): string {
  let text = '';
  if ((url.scheme !== '' && url.path !== '') || url.host !== '' || url.user !== null) text += '//';
  if (url.user !== null) text += `${url.user}@`;
  text += escapeUrl(url.host, 'host');
  const path = url.path === '*' ? '*' : escapeUrl(url.path, 'path');
  if (path !== '' && !path.startsWith('/') && url.host !== '') text += '/';
  if (before + text === '' && cutAt(path, '/').includes(':')) text += './';
  return text + path;
}
