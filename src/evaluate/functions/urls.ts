import { GoError, GoMap, kindOf } from '../../value/index.js';
import { formatUrl, hostname, parseUrl } from './go-url.js';
import { fn, type FunctionTable } from './spec.js';

export const urlFunctions: FunctionTable = {
  urlParse: fn(['string'], urlParse),
  urlJoin: fn(['map'], urlJoin),
};

function urlParse(text: string): GoMap {
  const url = explaining('unable to parse url', () => parseUrl(text));
  return GoMap.of({
    scheme: url.scheme,
    host: url.host,
    hostname: hostname(url.host),
    path: url.path,
    query: url.query,
    opaque: url.opaque,
    fragment: url.fragment,
    userinfo: url.user ?? '',
  });
}

function urlJoin(parts: GoMap): string {
  const url = {
    scheme: part(parts, 'scheme'),
    host: part(parts, 'host'),
    path: part(parts, 'path'),
    query: part(parts, 'query'),
    opaque: part(parts, 'opaque'),
    fragment: part(parts, 'fragment'),
  };
  const userinfo = part(parts, 'userinfo');
  const user = userinfo === '' ? null : explaining('unable to parse userinfo in dict', () => parseUrl(`proto://${userinfo}@host`)).user;
  return formatUrl({ ...url, user });
}

/** A missing part is empty; one that is no text aborts. */
function part(parts: GoMap, key: string): string {
  if (!parts.has(key)) return '';
  const value = parts.get(key);
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) throw new GoError('runtime error: invalid memory address or nil pointer dereference');
  throw new GoError(`unable to parse ${key} key, must be of type string, but ${kindOf(value)} found`);
}

function explaining<T>(problem: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    throw new GoError(`${problem}: ${error.message}`);
  }
}
