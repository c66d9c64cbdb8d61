import { MAX_TAR_META_BYTES } from './limits.js';
import { readTarHeader, type TarHeader } from './tar-header.js';

export interface TarEntry {
  readonly path: string;
  /** A view of the archive; empty for links, devices and the like. */
  readonly data: Uint8Array;
}

export interface TarContent {
  /** Everything but folders and extended headers, in order; links are files without content, as helm takes them. */
  readonly entries: readonly TarEntry[];
  readonly problem: 'truncated' | 'invalid' | 'limit' | null;
}

const BLOCK = 512;
/** Link, symbolic link, character device, block device, folder, fifo: whatever size they claim. */
const WITHOUT_DATA = '123456';

/** What extended headers say about the file after them. */
interface Extension {
  path?: string;
  size?: number;
}

/**
 * Reads a tar archive in memory: ustar, with the long names of GNU and the extended headers of PAX (`path` and `size`). Every
 * other type than folders is a file, as for helm. What follows a broken header is not guessed at, as in Go.
 * @param limit how many entries, folders and headers included
 */
export function readTar(bytes: Buffer, limit: number): TarContent {
  const entries: TarEntry[] = [];
  let extension: Extension | null = null;
  let at = 0;
  for (let seen = 0; at < bytes.length; seen++) {
    if (at + BLOCK > bytes.length) return { entries, problem: 'truncated' };
    const header = readTarHeader(bytes, at);
    if (header === 'end') break;
    if (header === null) return { entries, problem: 'invalid' };
    if (seen === limit) return { entries, problem: 'limit' };
    const meta = header.type === 'x' || header.type === 'L' || header.type === 'K' || header.type === 'g';
    const size: number = WITHOUT_DATA.includes(header.type) ? 0 : ((meta ? undefined : extension?.size) ?? header.size);
    const start = at + BLOCK;
    if (start + size > bytes.length) return { entries, problem: 'truncated' };
    at = start + Math.ceil(size / BLOCK) * BLOCK;
    const data = bytes.subarray(start, start + size);
    if (meta) {
      const read: Extension | null = size > MAX_TAR_META_BYTES ? null : extend(extension ?? {}, header, data);
      if (read === null) return { entries, problem: 'invalid' };
      extension = read;
      continue;
    }
    const path = extension?.path ?? header.path;
    extension = null;
    if (!isFolder(header, path)) entries.push({ path, data });
  }
  return { entries, problem: null };
}

// The oldest archives have no type for folders, only a slash at the end of the name.
const isFolder = (header: TarHeader, path: string): boolean => header.type === '5' || (header.type === '\0' && path.endsWith('/'));

/** @returns null for a malformed extended header */
function extend(extension: Extension, header: TarHeader, data: Buffer): Extension | null {
  if (header.type === 'x') return readPax(extension, data);
  if (header.type === 'L') {
    const end = data.indexOf(0);
    extension.path = data.toString('utf8', 0, end < 0 ? data.length : end);
  }
  return extension;
}

/** Records of `<length> <key>=<value>\n`; the length counts the whole record. */
function readPax(extension: Extension, data: Buffer): Extension | null {
  for (let at = 0; at < data.length; ) {
    const space = data.indexOf(0x20, at);
    const digits = space < 0 ? '' : data.toString('latin1', at, space);
    const end = at + Number(digits);
    const equals = data.indexOf(0x3d, space);
    if (!/^\d{1,7}$/.test(digits) || end > data.length || equals < space || equals >= end || data[end - 1] !== 0x0a) return null;
    const key = data.toString('utf8', space + 1, equals);
    const value = data.toString('utf8', equals + 1, end - 1);
    if (key === 'path' && value !== '') extension.path = value;
    else if (key === 'size' && value !== '') {
      if (!/^\d{1,15}$/.test(value)) return null;
      extension.size = Number(value);
    }
    at = end;
  }
  return extension;
}
