import { hash } from 'node:crypto';

/** What the cache keeps: the results of charts, and what a path held when it was last looked at. */
export type Kind = 'result' | 'stat';

/** Changes with the form of an entry or of what is in it; entries of another form are not found. */
export const FORM = 1;

const MAGIC = `astrago-scan-cache ${FORM}`;
const LINE_BREAK = 0x0a;
const LONGEST_HEADER = 256;

export const sha256 = (data: string | Uint8Array): string => hash('sha256', data, 'hex');

/** An entry's bytes: one line that says what it is, when it was made and what it must hash to, then the body. */
export function encodeEntry(kind: Kind, key: string, body: Uint8Array, created: number): Buffer {
  return Buffer.concat([Buffer.from(`${header(kind, key, created)} ${checksum(kind, key, created, body)}\n`), body]);
}

export interface Decoded {
  readonly body: Buffer;
  /** Milliseconds of the epoch. */
  readonly created: number;
}

/** @returns null for what is truncated, damaged, of another form, or the entry of another key */
export function decodeEntry(kind: Kind, key: string, bytes: Buffer): Decoded | null {
  const end = bytes.subarray(0, LONGEST_HEADER).indexOf(LINE_BREAK);
  if (end < 0) return null;
  const line = bytes.toString('latin1', 0, end);
  const [created, sum] = line.slice(MAGIC.length + kind.length + key.length + 3).split(' ');
  const body = bytes.subarray(end + 1);
  const at = Number(created);
  return line === `${header(kind, key, at)} ${sum}` && sum === checksum(kind, key, at, body) ? { body, created: at } : null;
}

const header = (kind: Kind, key: string, created: number): string => `${MAGIC} ${kind} ${key} ${created}`;

const checksum = (kind: Kind, key: string, created: number, body: Uint8Array): string => sha256(`${header(kind, key, created)} ${sha256(body)}`);
