import { gzipSync } from 'node:zlib';
import { Header } from 'tar/header';
import { Pax } from 'tar/pax';

/** An entry of a test archive: content, or the type of an entry without any. */
export type PackEntry = readonly [path: string, content: string | Uint8Array | { readonly type: 'SymbolicLink' | 'Link' | 'Directory' | 'FIFO' }];

/** A tar archive, written with the `tar` package; names that do not fit get an extended header. */
export function tarOf(entries: readonly PackEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap(([path, content]) => blocksOf(path, content)), Buffer.alloc(1024)]);
}

export const tgzOf = (entries: readonly PackEntry[]): Buffer => gzipSync(tarOf(entries));

/** A chart archive: the files below one folder. */
export const chartTgz = (files: Readonly<Record<string, string | Uint8Array>>, folder = 'chart'): Buffer =>
  tgzOf(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));

function blocksOf(path: string, content: PackEntry[1]): Buffer[] {
  const plain = typeof content === 'string' || content instanceof Uint8Array;
  const data = plain ? Buffer.from(content) : Buffer.alloc(0);
  const type = plain ? 'File' : content.type;
  const header = new Header({ path, size: data.length, type, mode: 0o644, mtime: new Date(0), linkpath: plain ? '' : 'Chart.yaml' });
  const block = Buffer.alloc(512);
  const blocks = header.encode(block) ? [new Pax({ path, size: data.length, mtime: new Date(0) }).encode()] : [];
  return [...blocks, block, data, Buffer.alloc((512 - (data.length % 512)) % 512)];
}
