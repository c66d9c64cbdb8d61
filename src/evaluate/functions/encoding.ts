import { GoError } from '../../value/index.js';
import { fromByteText, toByteText } from './byte-text.js';
import { fn, type FunctionTable } from './spec.js';

/** A text that does not decode gives the error's text instead: sprig aborts nothing here. */
export const encodingFunctions: FunctionTable = {
  b64enc: fn(['string'], (text: string) => Buffer.from(text, 'utf8').toString('base64')),
  b64dec: fn(['string'], (text: string) => decoded(() => decodeBase64(text).toString('utf8'))),
  b32enc: fn(['string'], encodeBase32),
  b32dec: fn(['string'], (text: string) => decoded(() => decodeBase32(text))),
};

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch (error) {
    if (error instanceof GoError) return error.message;
    throw error;
  }
}

/** Go's base64.StdEncoding: padding is demanded, line breaks are skipped. Throws GoError with the offset of the first bad byte. */
export function decodeBase64(text: string): Buffer {
  const data = text.search(/[^A-Za-z0-9+/]/);
  const padding = data < 0 ? '' : text.slice(data);
  if (text.length % 4 !== 0 || !['', '=', '=='].includes(padding)) checkBase64(toByteText(text));
  return Buffer.from(text, 'base64');
}

function checkBase64(bytes: string): void {
  const skipBreaks = (at: number): number => {
    while (bytes[at] === '\n' || bytes[at] === '\r') at++;
    return at;
  };
  let filled = 0;
  let at = 0;
  while ((at = skipBreaks(at)) < bytes.length) {
    const byte = bytes[at++]!;
    if (/[A-Za-z0-9+/]/.test(byte)) {
      filled = (filled + 1) % 4;
      continue;
    }
    if (byte !== '=' || filled < 2) corrupt('base64', at - 1);
    if (filled === 2) {
      at = skipBreaks(at);
      if (at === bytes.length) corrupt('base64', at);
      if (bytes[at] !== '=') corrupt('base64', at - 1);
      at++;
    }
    at = skipBreaks(at);
    if (at < bytes.length) corrupt('base64', at);
    return;
  }
  // Line breaks count where the data ends too early: the offset is that of the end less the bytes read.
  if (filled > 0) corrupt('base64', bytes.length - filled);
}

function corrupt(encoding: string, at: number): never {
  throw new GoError(`illegal ${encoding} data at input byte ${at}`);
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function encodeBase32(text: string): string {
  let out = '';
  let bits = 0;
  let value = 0;
  for (const byte of Buffer.from(text, 'utf8')) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) out += BASE32[(value >> (bits - 5)) & 31];
  }
  if (bits > 0) out += BASE32[(value << (5 - bits)) & 31];
  return out.padEnd(Math.ceil(out.length / 8) * 8, '=');
}

/** Go's base32.StdEncoding; offsets count the text without its line breaks. */
function decodeBase32(text: string): string {
  const bytes = toByteText(text).replace(/[\r\n]/g, '');
  const end = base32End(bytes);
  let out = '';
  let bits = 0;
  let value = 0;
  for (let at = 0; at < end; at++) {
    value = ((value << 5) | BASE32.indexOf(bytes[at]!)) & 0xfff;
    bits += 5;
    if (bits >= 8) out += String.fromCharCode((value >> (bits -= 8)) & 255);
  }
  return fromByteText(out);
}

/** Where the data ends and the padding starts. */
function base32End(bytes: string): number {
  const length = bytes.length;
  for (let at = 0; at < length; at++) {
    const filled = at % 8;
    const left = length - at - 1;
    if (bytes[at] === '=' && filled >= 2 && left < 8) {
      if (left + filled < 7) corrupt('base32', length);
      for (let more = 0; more < 7 - filled && more < left; more++) if (bytes[at + 1 + more] !== '=') corrupt('base32', at + more);
      if (filled === 3 || filled === 6) corrupt('base32', at);
      return at;
    }
    if (!BASE32.includes(bytes[at]!)) corrupt('base32', at);
  }
  if (length % 8 !== 0) corrupt('base32', length - (length % 8));
  return length;
}
