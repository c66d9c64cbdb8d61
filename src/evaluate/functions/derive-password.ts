import { Hole, type GoValue } from '../../value/index.js';

/** The Master Password algorithm, version 1, as sprig has it: a seed of user, site and counter picks a template and fills it. */
const TEMPLATES: Readonly<Record<string, string>> = {
  maximum: 'anoxxxxxxxxxxxxxxxxx axxxxxxxxxxxxxxxxxno',
  long:
    'CvcvnoCvcvCvcv CvcvCvcvnoCvcv CvcvCvcvCvcvno CvccnoCvcvCvcv CvccCvcvnoCvcv CvccCvcvCvcvno CvcvnoCvccCvcv CvcvCvccnoCvcv ' +
    'CvcvCvccCvcvno CvcvnoCvcvCvcc CvcvCvcvnoCvcc CvcvCvcvCvccno CvccnoCvccCvcv CvccCvccnoCvcv CvccCvccCvcvno CvcvnoCvccCvcc ' +
    'CvcvCvccnoCvcc CvcvCvccCvccno CvccnoCvcvCvcc CvccCvcvnoCvcc CvccCvcvCvccno',
  medium: 'CvcnoCvc CvcCvcno',
  short: 'Cvcn',
  basic: 'aaanaaan aannaaan aaannaaa',
  pin: 'nnnn',
};

const VOWELS = 'AEIOU';
const CONSONANTS = 'BCDFGHJKLMNPQRSTVWXYZ';
const LETTERS = VOWELS + VOWELS.toLowerCase() + CONSONANTS + CONSONANTS.toLowerCase();

const CHARACTERS: Readonly<Record<string, string>> = {
  V: VOWELS,
  C: CONSONANTS,
  v: VOWELS.toLowerCase(),
  c: CONSONANTS.toLowerCase(),
  a: LETTERS,
  n: '0123456789',
  o: "@&%?,=[]_:-+*$#!'^~;()/.",
  x: `${LETTERS}0123456789!@#$%^&*()`,
};

const SEED = 'com.lyndir.masterpassword';

/** A key takes a tenth of a second, so a process derives that many and no more. */
const MAX_KEYS = 32;
const keys = new Map<string, Buffer>();

export function derivePassword(counter: number, type: string, password: string, user: string, site: string): GoValue {
  const templates = TEMPLATES[type]?.split(' ');
  if (templates === undefined) return `cannot find password template ${type}`;
  const key = keyOf(password, user);
  if (key === undefined) return new Hole('limit', `more than ${MAX_KEYS} derived passwords`, true);
  const { createHmac } = process.getBuiltinModule('node:crypto');
  const message = Buffer.concat([Buffer.from(SEED), sized(site), uint32(counter)]);
  const seed = createHmac('sha256', key).update(message).digest();
  const template = templates[seed[0]! % templates.length]!;
  return Array.from(template, (kind, at) => {
    const choices = CHARACTERS[kind]!;
    return choices[seed[at + 1]! % choices.length]!;
  }).join('');
}

function keyOf(password: string, user: string): Buffer | undefined {
  const name = JSON.stringify([password, user]);
  let key = keys.get(name);
  if (key === undefined && keys.size < MAX_KEYS) {
    const { scryptSync } = process.getBuiltinModule('node:crypto');
    key = scryptSync(password, Buffer.concat([Buffer.from(SEED), sized(user)]), 64, { N: 32768, r: 8, p: 2, maxmem: 64 * 1024 * 1024 });
    keys.set(name, key);
  }
  return key;
}

const sized = (text: string): Buffer => Buffer.concat([uint32(Buffer.byteLength(text)), Buffer.from(text)]);

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
