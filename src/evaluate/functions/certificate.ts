import { Entry, GoError, GoStruct, MARKER, typeOf, type GoValue } from '../../value/index.js';
import { decodeBase64 } from './encoding.js';
import { random } from './random.js';
import { fn, type FunctionTable } from './spec.js';

/** sprig's certificates: fields `Cert` and `Key`, both PEM. */
export const certificateFunctions: FunctionTable = {
  genPrivateKey: fn(['string'], (type: string) => (['', 'rsa', 'dsa', 'ecdsa', 'ed25519'].includes(type) ? random('genPrivateKey') : `Unknown type ${type}`)),
  genCA: fn(['string', 'int'], () => generated('genCA')),
  genCAWithKey: fn(['string', 'int', 'string'], (_name: GoValue, _days: GoValue, key: string) => withKey('genCAWithKey', key)),
  genSelfSignedCert: fn(['string', 'list', 'list', 'int'], () => generated('genSelfSignedCert')),
  genSelfSignedCertWithKey: fn(['string', 'list', 'list', 'int', 'string'], (...args: GoValue[]) => withKey('genSelfSignedCertWithKey', args[4] as string)),
  genSignedCert: fn(['string', 'list', 'list', 'int', 'any'], (...args: GoValue[]) => signed('genSignedCert', args[4])),
  genSignedCertWithKey: fn(['string', 'list', 'list', 'int', 'any', 'string'], (...args: GoValue[]) => {
    checkKey(args[5] as string, 'parsing private key');
    return signed('genSignedCertWithKey', args[4]);
  }),
  buildCustomCert: fn(['string', 'string'], buildCustomCert),
};

/** Longer texts are no keys anyone has; they are not looked at. */
const MAX_KEY_LENGTH = 100_000;

const TYPE = 'sprig.certificate';

function certificate(cert: GoValue, key: GoValue): GoStruct {
  return new GoStruct(TYPE, new Map([
    ['Cert', new Entry(cert, null)],
    ['Key', new Entry(key, null)],
  ]));
}

const generated = (name: string): GoStruct => certificate(random(name), random(name));

function withKey(name: string, key: string): GoStruct {
  checkKey(key, 'parsing private key');
  return generated(name);
}

function signed(name: string, authority: GoValue): GoStruct {
  if (authority instanceof GoStruct && authority.type === TYPE) return generated(name);
  throw new GoError(`wrong type for value; expected ${TYPE}; got ${typeOf(authority)}`);
}

/** The marker of a hole, numbered by the evaluator. */
const holdsHole = (text: string): boolean => MARKER.test(text);

/** A key that stands for a random one is a good one. */
function checkKey(key: string, problem: string): void {
  if (key.length > MAX_KEY_LENGTH || holdsHole(key)) return;
  const block = pemBlock(key);
  if (block === undefined) throw new GoError(`${problem}: no PEM data in input`);
  if (!/^(?:(?:RSA|EC|DSA) )?PRIVATE KEY$/.test(block)) {
    const kind = block.endsWith(' PRIVATE KEY') ? `invalid private key type ${block}` : `no private key data in PEM block of type ${block}`;
    throw new GoError(`${problem}: ${kind}`);
  }
}

/** Type of the first PEM block; its contents are taken on trust. */
function pemBlock(text: string): string | undefined {
  return /(?:^|\n)-----BEGIN ([^\n-]*)-----[ \t]*\r?\n[^]*?\n?-----END \1-----/.exec(text)?.[1];
}

function buildCustomCert(cert: string, key: string): GoStruct {
  const certText = decodedPem(cert, 'unable to decode base64 certificate');
  const keyText = decodedPem(key, 'unable to decode base64 private key');
  if (!holdsHole(certText) && pemBlock(certText) === undefined) throw new GoError('unable to decode certificate');
  checkKey(keyText, 'error parsing private key');
  return certificate(certText, keyText);
}

function decodedPem(text: string, problem: string): string {
  if (holdsHole(text)) return text;
  try {
    return decodeBase64(text).toString('utf8');
  } catch {
    throw new GoError(problem);
  }
}
