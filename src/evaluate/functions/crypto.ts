import { GoError, GoInt, type GoValue } from '../../value/index.js';
import { derivePassword } from './derive-password.js';
import { decodeBase64 } from './encoding.js';
import { fn, type FunctionTable } from './spec.js';

export const cryptoFunctions: FunctionTable = {
  sha1sum: fn(['string'], (text: string) => digest('sha1', text)),
  sha256sum: fn(['string'], (text: string) => digest('sha256', text)),
  sha512sum: fn(['string'], (text: string) => digest('sha512', text)),
  adler32sum: fn(['string'], adler32),
  decryptAES: fn(['string', 'string'], decryptAes),
  derivePassword: fn(['any', 'string', 'string', 'string', 'string'], (counter: GoValue, type: string, password: string, user: string, site: string) =>
    derivePassword(counterOf(counter), type, password, user, site),
  ),
};

// Loading crypto takes 2 ms; a static import would have every run pay them.
const crypto = (): typeof import('node:crypto') => process.getBuiltinModule('node:crypto');

const digest = (algorithm: string, text: string): string => crypto().createHash(algorithm).update(text, 'utf8').digest('hex');

function adler32(text: string): string {
  let low = 1;
  let high = 0;
  for (const byte of Buffer.from(text, 'utf8')) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return String(high * 65536 + low);
}

/** sprig's key is the password cut or filled with zeros to 32 bytes; the last byte of the text says how many to drop. */
function decryptAes(password: string, text: string): string {
  if (text === '') return '';
  const data = decodeBase64(text);
  if (data.length < 16) throw new GoError(`runtime error: slice bounds out of range [:16] with capacity ${Math.floor(text.length / 4) * 3}`);
  if (data.length % 16 !== 0) throw new GoError('crypto/cipher: input not full blocks');
  const key = Buffer.alloc(32);
  key.write(password, 'utf8');
  const cipher = crypto().createDecipheriv('aes-256-cbc', key, data.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([cipher.update(data.subarray(16)), cipher.final()]);
  const last = plain.at(-1);
  if (last === undefined) throw new GoError('runtime error: index out of range [-1]');
  if (last > plain.length) throw new GoError(`runtime error: slice bounds out of range [:${plain.length - last}]`);
  return plain.subarray(0, plain.length - last).toString('utf8');
}

/** The parameter is a uint32, which only a literal fits. */
function counterOf(value: GoValue): number {
  if (value instanceof GoInt && value.kind === 'int' && value.value >= 0n && value.value <= 0xffffffffn) return Number(value.value);
  throw new GoError('wrong type for value; expected uint32');
}
