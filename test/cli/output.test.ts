import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { endQuietlyOnClosedPipe } from '../../src/commands/closed-pipe.js';
import { OutputError, writeResult } from '../../src/commands/output.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'astrago-scan-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

test.each([[undefined], ['-']])('%s is standard output', (file) => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  writeResult('text', file);
  expect(write.mock.calls).toEqual([['text']]);
});

test('folders are made, and nothing is left beside the file', () => {
  const file = join(folder, 'a', 'b', 'c.txt');
  writeResult('one', file);
  writeResult('two', file);
  expect(readFileSync(file, 'utf8')).toBe('two');
  expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['c.txt']);
});

test('a link stays a link', () => {
  const target = join(folder, 'target');
  writeFileSync(target, 'old');
  symlinkSync(target, join(folder, 'link'));
  writeResult('new', join(folder, 'link'));
  expect(readFileSync(target, 'utf8')).toBe('new');
  expect(readdirSync(folder).sort()).toEqual(['link', 'target']);
});

test('what is no file is written to, not replaced', () => {
  writeResult('text', '/dev/null');
  expect(readFileSync('/dev/null', 'utf8')).toBe('');
});

const failures: [string, (root: string) => string, string][] = [
  ['a folder', (root) => root, 'it is a folder'],
  ['below a file', (root) => (writeFileSync(join(root, 'file'), ''), join(root, 'file', 'x')), 'a part of its path is a file'],
];

test.each(failures)('%s cannot be written', (_, fileIn, why) => {
  const file = fileIn(folder);
  expect(() => writeResult('text', file)).toThrow(new OutputError(`cannot write ${file}: ${why}`));
});

test('a folder that the system refuses to make ends in an error, not in a loop', () => {
  const file = existsSync('/proc/self') ? '/proc/no-such-folder/x' : '\0/x';
  expect(() => writeResult('text', file)).toThrow(OutputError);
});

test('the old file stays where the new one cannot be made, and what a killed run left is cleared away', () => {
  const file = join(folder, 'x');
  writeFileSync(file, 'old');
  writeFileSync(`${file}.${process.pid}.tmp`, 'half');
  expect(() => writeResult('new', file)).toThrow(OutputError);
  expect(readFileSync(file, 'utf8')).toBe('old');
  writeResult('new', file);
  expect(readFileSync(file, 'utf8')).toBe('new');
});

test('a closed pipe ends the program quietly, any other failure of a stream does not', () => {
  const on = vi.spyOn(process.stdout, 'on');
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  endQuietlyOnClosedPipe();
  const listener = on.mock.calls.at(-1)![1] as (error: Error) => void;
  const failed = (code: string): Error => Object.assign(new Error(code), { code });
  expect(() => listener(failed('EIO'))).toThrow('EIO');
  expect(exit).not.toHaveBeenCalled();
  expect(() => listener(failed('EPIPE'))).not.toThrow();
  expect(exit).toHaveBeenCalledOnce();
  for (const stream of [process.stdout, process.stderr]) stream.off('error', listener);
});
