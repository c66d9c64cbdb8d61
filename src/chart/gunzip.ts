import { constants, gunzipSync } from 'node:zlib';
import type { Budget } from './loading.js';
import { DEFLATE_MAX_RATIO, MAX_ARCHIVE_BYTES, MAX_COMPRESSION_RATIO, SMALL_ARCHIVE_BYTES } from './limits.js';

export interface Unzipped {
  /** What could be unpacked. */
  readonly bytes: Buffer;
  readonly problem: 'truncated' | 'corrupt' | 'limit' | null;
}

const NOTHING = Buffer.alloc(0);

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Unpacks in memory, at most to what the limits and the budget allow; all work is paid from the budget. */
export function gunzip(packed: Uint8Array, budget: Budget): Unzipped {
  const ratio = Math.max(SMALL_ARCHIVE_BYTES, packed.length * MAX_COMPRESSION_RATIO);
  const limit = Math.min(MAX_ARCHIVE_BYTES, budget.bytes, ratio);
  if (limit < 1) return { bytes: NOTHING, problem: 'limit' };
  try {
    const bytes = gunzipSync(packed, { maxOutputLength: limit, chunkSize: chunkSize(packed, limit) });
    budget.bytes -= bytes.length;
    return { bytes, problem: null };
  } catch (error) {
    // What was unpacked before the failure is unknown, so the most it can have been is paid.
    budget.bytes -= Math.min(limit, packed.length * DEFLATE_MAX_RATIO);
    return { bytes: readableStart(packed, limit, codeOf(error)), problem: problemOf(codeOf(error)) };
  }
}

/** The first bytes of a gzip stream, whatever may follow. */
export function gunzipStart(packed: Uint8Array): Buffer {
  try {
    return gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return NOTHING;
  }
}

function readableStart(packed: Uint8Array, limit: number, code: string): Buffer {
  if (code === 'Z_BUF_ERROR') return gunzipStart(packed);
  // As many packed bytes as surely stay within the limit: a chart in front of a bomb is still read.
  if (code === 'ERR_BUFFER_TOO_LARGE') return gunzipStart(packed.subarray(0, Math.floor(limit / DEFLATE_MAX_RATIO)));
  // Where only the checksum at the end is wrong, everything before it can be had.
  return gunzipStart(packed.subarray(0, -8));
}

function problemOf(code: string): Unzipped['problem'] {
  if (code === 'ERR_BUFFER_TOO_LARGE') return 'limit';
  return code === 'Z_BUF_ERROR' ? 'truncated' : 'corrupt';
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

/** gzip ends with the unpacked size: one allocation instead of many, where it is plausible. */
function chunkSize(packed: Uint8Array, limit: number): number {
  const at = packed.length - 4;
  if (at < 0) return 64 * 1024;
  const told = new DataView(packed.buffer, packed.byteOffset + at, 4).getUint32(0, true);
  return Math.min(limit, Math.max(64 * 1024, told > SMALL_ARCHIVE_BYTES ? 1024 * 1024 : told + 1));
}
