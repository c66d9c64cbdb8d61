import { gunzipSync } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { describe, expect, test } from 'vitest';
import { readTar } from '../../src/chart/tar.js';
import { chartTgz, tarOf, type PackEntry } from './pack.js';

const LONG = 'l'.repeat(80);

/** What the `tar` package reads. */
function referenceOf(bytes: Buffer): [string, string][] {
  const entries: [string, string][] = [];
  const onReadEntry = (entry: ReadEntry): void => {
    const chunks: Buffer[] = [];
    entry.on('data', (chunk: Buffer) => chunks.push(chunk));
    entry.on('end', () => {
      if (entry.type !== 'Directory') entries.push([entry.path, Buffer.concat(chunks).toString()]);
    });
  };
  new Parser({ onReadEntry }).end(bytes);
  return entries;
}

const readOf = (bytes: Buffer): [string, string][] => readTar(bytes, 1000).entries.map(({ path, data }) => [path, Buffer.from(data).toString()]);

const ARCHIVES: Readonly<Record<string, readonly PackEntry[]>> = {
  empty: [],
  plain: [['c/Chart.yaml', 'name: c'], ['c/empty', ''], ['c/block', 'x'.repeat(512)], ['c/more', 'x'.repeat(513)]],
  'prefix field': [[`c/${LONG}/${LONG}`, 'x'], ['c/after', 'y']],
  'extended header': [[`c/${LONG}/${LONG}${LONG}`, 'x'], ['c/after', 'y']],
  'other letters': [['c/ünï/ø', 'x'], [`c/ünï/${LONG}${LONG}`, 'y']],
  'without data': [['c/link', { type: 'SymbolicLink' }], ['c/hard', { type: 'Link' }], ['c/folder/', { type: 'Directory' }], ['c/after', 'y']],
  'one name twice': [['c/a', '1'], ['c/a', '2']],
};

describe('reads what the tar package reads', () => {
  test.each(Object.entries(ARCHIVES))('%s', (_, entries) => {
    const bytes = tarOf(entries);
    expect(readTar(bytes, 1000).problem).toBeNull();
    expect(readOf(bytes)).toEqual(referenceOf(bytes));
  });

  test('the long names of GNU tar', () => {
    const [long] = [`c/${LONG}/${LONG}/${LONG}`];
    const name = tarOf([['././@LongLink', `${long}\0`]]).subarray(0, 1024);
    retype(name, 'L');
    const bytes = Buffer.concat([name, tarOf([['c/cut', 'x'], ['c/after', 'y']])]);
    expect(readOf(bytes)).toEqual([[long, 'x'], ['c/after', 'y']]);
    expect(readOf(bytes)).toEqual(referenceOf(bytes));
  });

  test('sizes in base 256', () => {
    const bytes = tarOf([['c/a', 'abc'], ['c/b', 'y']]);
    bytes.fill(0, 124, 136);
    bytes[124] = 0x80;
    bytes[135] = 3;
    resum(bytes);
    expect(readOf(bytes)).toEqual([['c/a', 'abc'], ['c/b', 'y']]);
    expect(readOf(bytes)).toEqual(referenceOf(bytes));
  });
});

test('a pipe is an empty file, as for helm; the tar package passes over it', () => {
  expect(readOf(tarOf([['c/pipe', { type: 'FIFO' }], ['c/after', 'y']]))).toEqual([['c/pipe', ''], ['c/after', 'y']]);
});

test('a value of an extended header may hold line breaks', () => {
  const extended = tarOf([['x', '13 path=c/a\n\n']]);
  retype(extended, 'x');
  expect(readOf(Buffer.concat([extended.subarray(0, 1024), tarOf([['c/cut', 'x']])]))).toEqual([['c/a\n', 'x']]);
});

test('global extended headers say nothing about names', () => {
  const extended = tarOf([['x', '12 path=c/a\n']]);
  retype(extended, 'g');
  expect(readOf(Buffer.concat([extended.subarray(0, 1024), tarOf([['c/b', 'x']])]))).toEqual([['c/b', 'x']]);
});

describe('what cannot be read', () => {
  const bytes = gunzipSync(chartTgz({ a: 'x'.repeat(600), b: 'y' }));

  test.each([
    [100, 'truncated', 0],
    [512, 'truncated', 0],
    [512 + 599, 'truncated', 0],
    [512 + 1024, null, 1],
    [512 + 1024 + 7, 'truncated', 1],
    [512 + 1024 + 512, 'truncated', 1],
    [512 + 1024 + 512 + 1, null, 2],
    [512 + 1024 + 1024 + 512, null, 2],
  ])('cut after %i bytes', (length, problem, files) => {
    const read = readTar(bytes.subarray(0, length), 1000);
    expect([read.problem, read.entries.length]).toEqual([problem, files]);
  });

  test('a broken checksum ends the archive', () => {
    const broken = Buffer.from(bytes);
    broken[512 + 1024]! ^= 1;
    expect(readTar(broken, 1000)).toMatchObject({ problem: 'invalid', entries: [{ path: 'chart/a' }] });
  });

  test.each([
    ['not octal', '9'.repeat(11)],
    ['negative', '\xff'.repeat(12)],
    ['beyond what a number holds', '\x80' + '\x7f'.repeat(11)],
  ])('a size that is %s', (_, size) => {
    const broken = Buffer.from(bytes);
    broken.write(size, 124, 'latin1');
    resum(broken);
    expect(readTar(broken, 1000)).toEqual({ entries: [], problem: 'invalid' });
  });

  test.each(['5 x=1\n', 'path=c/a\n', '99 path=c/a\n', '12 path=c/ab\n', '9 size=x\n'])('extended header %j', (record) => {
    const extended = tarOf([['x', record]]);
    retype(extended, 'x');
    expect(readTar(extended, 1000).problem).toBe('invalid');
  });

  test('more entries than allowed', () => {
    expect(readTar(bytes, 1)).toMatchObject({ problem: 'limit', entries: [{ path: 'chart/a' }] });
    expect(readTar(bytes, 2).problem).toBeNull();
  });
});

function retype(bytes: Buffer, type: string): void {
  bytes.write(type, 156, 'latin1');
  resum(bytes);
}

function resum(bytes: Buffer): void {
  bytes.write('        ', 148, 'latin1');
  const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
}
