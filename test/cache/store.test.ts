import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cacheInfo, clearCache, defaultFolder, sha256, Store } from '../../src/cache/index.js';

let folder: string;
beforeEach(() => (folder = join(mkdtempSync(join(tmpdir(), 'astrago-scan-cache-')), 'cache')));
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const KEY = sha256('key');
const OTHER = sha256('other');
const body = (store: Store, key = KEY): string | undefined => store.get('result', key)?.toString();
const entries = (): string => join(folder, 'v1');
const file = (key = KEY): string => join(entries(), `result-${key}`);

function filled(text = 'the answer'): Store {
  const store = new Store({ folder });
  store.put('result', KEY, Buffer.from(text));
  return store;
}

test('gives back what it got, also to a later run', () => {
  expect(body(filled())).toBe('the answer');
  expect(body(new Store({ folder }))).toBe('the answer');
});

test('what is not there is not there', () => {
  expect(body(new Store({ folder }))).toBeUndefined();
  filled();
  expect(body(new Store({ folder }), OTHER)).toBeUndefined();
  expect(new Store({ folder }).get('stat', KEY)).toBeNull();
});

test('looking makes no folder', () => {
  body(new Store({ folder }));
  expect(existsSync(folder)).toBe(false);
});

test('only the user can read it, and backups leave it out', () => {
  filled();
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(statSync(entries()).mode & 0o777).toBe(0o700);
  expect(readFileSync(join(folder, 'CACHEDIR.TAG'), 'utf8')).toMatch(/^Signature: 8a477f597d28d172789f06886806bc55\n/);
});

describe('an entry is ignored that is', () => {
  const edit = (change: (bytes: Buffer) => Buffer | string): void => writeFileSync(file(), change(readFileSync(file())));
  test.each<[string, (bytes: Buffer) => Buffer | string]>([
    ['empty', () => ''],
    ['truncated', (bytes) => bytes.subarray(0, -1)],
    ['cut in its first line', (bytes) => bytes.subarray(0, 30)],
    ['longer than it was', (bytes) => `${bytes.toString()} `],
    ['changed', (bytes) => bytes.toString().replace('answer', 'unswer')],
    ['of another time', (bytes) => bytes.toString().replace(/ (\d+) /, ' 1$1 ')],
    ['of another form', (bytes) => bytes.toString().replace('cache 1', 'cache 2')],
    ['something else', () => '{"result": {}}\n'],
    ['zeros, as after a crash', (bytes) => Buffer.alloc(bytes.length)],
  ])('%s', (_, change) => {
    filled();
    edit(change);
    expect(body(new Store({ folder }))).toBeUndefined();
    expect(body(filled('again'))).toBe('again');
  });

  test('that of another key', () => {
    filled();
    renameSync(file(), file(OTHER));
    expect(body(new Store({ folder }), OTHER)).toBeUndefined();
  });

  test('a folder', () => {
    filled();
    rmSync(file());
    mkdirSync(file());
    expect(body(new Store({ folder }))).toBeUndefined();
  });
});

test.runIf(process.platform !== 'win32')('a folder that anybody can write to is not used', () => {
  filled();
  chmodSync(entries(), 0o777);
  const store = new Store({ folder });
  expect(body(store)).toBeUndefined();
  store.put('result', OTHER, Buffer.from('x'));
  expect(readdirSync(entries())).toHaveLength(1);
});

test('where nothing can be kept, nothing fails', () => {
  mkdirSync(join(folder, '..'), { recursive: true });
  writeFileSync(folder, 'a file');
  const store = filled();
  expect(body(store)).toBeUndefined();
  store.close();
});

test('what is older than its time is not given', () => {
  filled();
  const now = Date.now();
  expect(body(new Store({ folder, maxAge: 60_000 }, now + 59_000))).toBe('the answer');
  expect(body(new Store({ folder, maxAge: 60_000 }, now + 61_000))).toBeUndefined();
  expect(body(new Store({ folder, maxAge: 0 }))).toBeUndefined();
});

test('a clock that was wrong once', () => {
  const store = new Store({ folder }, Date.now() + 365 * 24 * 3600 * 1000);
  store.put('result', KEY, Buffer.from('from the future'));
  expect(body(new Store({ folder }))).toBeUndefined();
});

describe('after writing', () => {
  const age = (path: string, seconds: number): void => utimesSync(path, Date.now() / 1000 - seconds, Date.now() / 1000 - seconds);

  test('the oldest go until the rest fits', () => {
    const store = new Store({ folder, maxBytes: 5000 });
    const keys = [1, 2, 3, 4].map((number) => sha256(String(number)));
    keys.forEach((key, at) => {
      store.put('result', key, Buffer.alloc(1500));
      age(file(key), 100 - at);
    });
    store.close();
    expect(keys.map((key) => existsSync(file(key)))).toEqual([false, false, true, true]);
    expect(cacheInfo(folder).bytes).toBeLessThanOrEqual(5000);
  });

  test('what is too old goes, and what broken runs left', () => {
    filled();
    const left = [`${file(OTHER)}.1.0.tmp`, `${file(OTHER)}.2.0.tmp`];
    left.forEach((path) => writeFileSync(path, 'half'));
    age(left[0]!, 2 * 3600);
    age(file(), 40 * 24 * 3600);
    const store = new Store({ folder });
    store.put('result', OTHER, Buffer.from('new'));
    store.close();
    expect(readdirSync(entries()).sort()).toEqual([`result-${OTHER}`, `result-${OTHER}.2.0.tmp`]);
  });
});

test('info and clear', () => {
  expect(cacheInfo(folder)).toEqual({ folder, entries: 0, bytes: 0 });
  filled();
  mkdirSync(join(folder, 'v0'));
  writeFileSync(join(folder, 'mine.txt'), 'not of this program');
  const { size } = statSync(file());
  expect(cacheInfo(folder)).toEqual({ folder, entries: 1, bytes: size });
  expect(clearCache(folder)).toEqual({ folder, entries: 1, bytes: size });
  expect(readdirSync(folder).sort()).toEqual(['CACHEDIR.TAG', 'mine.txt']);
  expect(clearCache(folder)).toMatchObject({ entries: 0 });
});

test.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
  ['linux', { XDG_CACHE_HOME: '/x' }, '/x/astrago-scan'],
  ['linux', { XDG_CACHE_HOME: 'relative' }, '/.cache/astrago-scan'],
  ['linux', {}, '/.cache/astrago-scan'],
  ['darwin', {}, '/Library/Caches/astrago-scan'],
  ['darwin', { XDG_CACHE_HOME: '/x' }, '/x/astrago-scan'],
  ['win32', { LOCALAPPDATA: '/local' }, '/local/astrago-scan/Cache'],
])('the folder on %s with %j', (platform, env, expected) => {
  expect(defaultFolder(env, platform).endsWith(expected)).toBe(true);
});

test('a folder that holds other files, too, keeps them', () => {
  filled();
  for (const name of ['v1', 'v2']) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'main.go'), 'package main');
    utimesSync(join(folder, name, 'main.go'), 1, 1);
  }
  const store = new Store({ folder });
  store.put('result', OTHER, Buffer.from('new'));
  store.close();
  clearCache(folder);
  expect(['v1', 'v2'].map((name) => readdirSync(join(folder, name)))).toEqual([['main.go'], ['main.go']]);
});
