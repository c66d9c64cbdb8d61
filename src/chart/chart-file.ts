import { SourceFile } from '../source/index.js';
import type { ChartFile } from './chart.js';

/** A file of a chart in memory: a view of what was read, decoded only when asked for. */
export class StoredFile implements ChartFile {
  #source: SourceFile | undefined;
  readonly bytes: Uint8Array;

  /**
   * @param name path inside its chart
   * @param shown what the user calls it
   * @param bytes as read; helm strips one leading byte order mark of every file
   */
  constructor(
    readonly name: string,
    readonly shown: string,
    bytes: Uint8Array,
  ) {
    this.bytes = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  }

  get source(): SourceFile {
    return (this.#source ??= new SourceFile(this.shown, decode(this.bytes)));
  }

  /** The same file as part of a chart inside this one. */
  renamed(name: string): StoredFile {
    return new StoredFile(name, this.shown, this.bytes);
  }
}

// Buffer's decoder keeps a second byte order mark, as Go does, and is faster than TextDecoder on short texts.
function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
