import { GoError, Hole, printValue, type GoInt } from '../../value/index.js';
import { fn, type FunctionTable } from './spec.js';

/** Functions whose result differs from run to run. */
export const randomFunctions: FunctionTable = {
  randAlphaNum: fn(['int'], (count: GoInt) => randomText('randAlphaNum', count)),
  randAlpha: fn(['int'], (count: GoInt) => randomText('randAlpha', count)),
  randNumeric: fn(['int'], (count: GoInt) => randomText('randNumeric', count)),
  randAscii: fn(['int'], (count: GoInt) => randomText('randAscii', count)),
  randBytes: fn(['int'], (count: GoInt) => {
    if (count.value < 0n) throw new GoError('runtime error: makeslice: len out of range');
    return randomText('randBytes', count);
  }),
  randInt: fn(['int', 'int'], (from: GoInt, to: GoInt) => {
    if (from.value >= to.value) throw new GoError('invalid argument to Intn');
    return random('randInt', from.value > 0n || to.value <= 0n);
  }),
  uuidv4: fn([], () => random('uuidv4')),
  // One character has one order.
  shuffle: fn(['string'], (text: string) => (Array.from(text).length < 2 ? text : random('shuffle'))),
  bcrypt: fn(['string'], bcrypt),
  htpasswd: fn(
    ['string', 'string'],
    (user: string, password: string) => (user.includes(':') ? `invalid username: ${user}` : `${user}:${printValue(bcrypt(password))}`),
    { holds: 'chance' },
  ),
  encryptAES: fn(['string', 'string'], (_password: string, text: string) => (text === '' ? '' : random('encryptAES'))),
};

/** A hole for what a function would make by chance; Go takes it for true unless told otherwise. */
export const random = (name: string, truthy = true): Hole => new Hole('not-deterministic', `the result of ${name} differs from run to run`, truthy);

const randomText = (name: string, count: GoInt): string | Hole => (count.value <= 0n ? '' : random(name));

function bcrypt(password: string): string | Hole {
  if (Buffer.byteLength(password) > 72) return 'failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes';
  return random('bcrypt');
}
