export interface TarHeader {
  readonly path: string;
  /** Bytes of data after the header. */
  readonly size: number;
  /** One character: `0` a file, `5` a folder, `x` an extended header; `\0` in the oldest archives. */
  readonly type: string;
}

// Where the fields of a header block stand: offset and length in bytes.
const NAME = [0, 100] as const;
const SIZE = [124, 12] as const;
const CHECKSUM = [148, 8] as const;
const TYPE = 156;
const MAGIC = 257;
const PREFIX = [345, 155] as const;
const BLOCK = 512;

/**
 * Reads the header block at an offset.
 * @returns 'end' for a block of zeros, null for one whose checksum or size is wrong
 */
export function readTarHeader(bytes: Buffer, at: number): TarHeader | 'end' | null {
  let sum = 0;
  for (let i = at; i < at + BLOCK; i++) sum += bytes[i]!;
  if (sum === 0) return 'end';
  // The checksum is taken with its own field as spaces.
  for (let i = at + CHECKSUM[0]; i < at + CHECKSUM[0] + CHECKSUM[1]; i++) sum += 0x20 - bytes[i]!;
  if (readNumber(bytes, at, CHECKSUM) !== sum) return null;
  const size = readNumber(bytes, at, SIZE);
  if (size === null) return null;
  const name = readText(bytes, at, NAME);
  // GNU's magic (`ustar` and two spaces) has other fields in the place of the prefix.
  const prefix = bytes.toString('latin1', at + MAGIC, at + MAGIC + 6) === 'ustar\0' ? readText(bytes, at, PREFIX) : '';
  return { path: prefix === '' ? name : `${prefix}/${name}`, size, type: String.fromCharCode(bytes[at + TYPE]!) };
}

type Field = readonly [offset: number, length: number];

function readText(bytes: Buffer, at: number, [offset, length]: Field): string {
  const start = at + offset;
  let end = start;
  while (end < start + length && bytes[end] !== 0) end++;
  return end === start ? '' : bytes.toString('utf8', start, end);
}

/** Octal digits between spaces and zeros, or a big-endian number behind a set first bit; null for anything else. */
function readNumber(bytes: Buffer, at: number, [offset, length]: Field): number | null {
  const start = at + offset;
  const end = start + length;
  if ((bytes[start]! & 0x80) !== 0) return readBinary(bytes, start, end);
  const octal = /^[\0 ]*([0-7]*)(?:[\0 ]*$|\0)/.exec(bytes.toString('latin1', start, end));
  return octal === null ? null : octal[1] === '' ? 0 : parseInt(octal[1]!, 8);
}

function readBinary(bytes: Buffer, start: number, end: number): number | null {
  let number = bytes[start]! & 0x7f;
  if ((number & 0x40) !== 0) return null;
  for (let i = start + 1; i < end; i++) number = number * 256 + bytes[i]!;
  return Number.isSafeInteger(number) ? number : null;
}
