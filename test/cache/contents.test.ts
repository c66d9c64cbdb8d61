import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Contents, Store } from '../../src/cache/index.js';
import { fingerprint } from '../../src/cache/fingerprint.js';

let work: string;
let chart: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'astrago-scan-contents-'));
  chart = join(work, 'chart');
  write('Chart.yaml', 'name: a');
  write('templates/a.yaml', 'image: a');
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

const write = (name: string, text: string): void => {
  mkdirSync(join(chart, name, '..'), { recursive: true });
  writeFileSync(join(chart, name), text);
};
const store = (): Store => new Store({ folder: join(work, 'cache') });
const contents = (): Contents => new Contents(store());
const hash = (): string | null => contents().hashOf(chart);
/** Long enough for a change to show. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 120));

describe('the hash', () => {
  test('is that of the same bytes elsewhere', () => {
    const first = hash();
    chart = join(work, 'copy');
    write('Chart.yaml', 'name: a');
    write('templates/a.yaml', 'image: a');
    expect(hash()).toBe(first);
  });

  test.each<[string, () => void]>([
    ['a change of the same length', () => write('templates/a.yaml', 'image: b')],
    ['a change of the same length and time', () => {
      write('templates/a.yaml', 'image: b');
      utimesSync(join(chart, 'templates/a.yaml'), 1e9, 1e9);
    }],
    ['another file', () => write('templates/b.yaml', '')],
    ['another name', () => {
      rmSync(join(chart, 'templates/a.yaml'));
      write('templates/b.yaml', 'image: a');
    }],
    ['bytes moved to another file', () => {
      write('Chart.yaml', 'name: aimage: a');
      write('templates/a.yaml', '');
    }],
    ['a file less', () => rmSync(join(chart, 'templates/a.yaml'))],
    ['an empty folder', () => mkdirSync(join(chart, 'charts'))],
    ['a link', () => symlinkSync('a.yaml', join(chart, 'templates', 'link.yaml'))],
  ])('sees %s', async (_, change) => {
    utimesSync(join(chart, 'templates/a.yaml'), 1e9, 1e9);
    await settle();
    const before = hash();
    change();
    expect(hash()).not.toBe(before);
  });

  test.each<[string, () => void]>([
    ['is missing', () => rmSync(chart, { recursive: true })],
    ['has a link that leads nowhere', () => symlinkSync('nowhere', join(chart, 'link'))],
    ['holds a repository that the chart may see', () => mkdirSync(join(chart, '.git'))],
    ['has a name of two lines', () => write('a\nb', '')],
  ])('is not given where the folder %s', (_, change) => {
    change();
    expect(hash()).toBeNull();
  });

  test.each([
    ['.git/', true],
    ['# x\r\n.git\r\n*.md', true],
    ['.git/\n!.git/', false],
    ['*.md', false],
  ])("a repository's own data, with .helmignore %j", (rules, left) => {
    write('.helmignore', rules);
    mkdirSync(join(chart, '.git'));
    const before = hash();
    expect(before !== null).toBe(left);
    writeFileSync(join(chart, '.git', 'index'), 'x');
    expect(hash()).toBe(before);
  });

  test('of a single file', () => {
    expect(contents().hashOf(join(chart, 'Chart.yaml'))).toMatch(/^[0-9a-f]{64}$/);
    expect(contents().hashOfFolder(join(chart, 'Chart.yaml'))).toBeNull();
    expect(contents().hashOfFolder(join(chart, 'missing'))).toBeNull();
    expect(contents().hashOfFolder(chart)).toBe(hash());
  });
});

describe('what did not change', () => {
  /** Puts another hash in the place of the known one: whoever reads the files does not give it. */
  const forge = (): void => {
    const folder = join(work, 'cache', 'v1');
    const [name] = readdirSync(folder);
    store().put('stat', name!.slice('stat-'.length), Buffer.from('forged'));
  };

  test('is not read again', async () => {
    await settle();
    expect(contents().isKnown(chart)).toBe(false);
    hash();
    forge();
    expect(contents().isKnown(chart)).toBe(true);
    expect(hash()).toBe('forged');
  });

  test('but where it just did, as it may have done twice', () => {
    write('Chart.yaml', 'name: b');
    hash();
    expect(contents().isKnown(chart)).toBe(false);
  });

  test('is read again where the entry is damaged', async () => {
    await settle();
    const before = hash();
    const [name] = readdirSync(join(work, 'cache', 'v1'));
    const path = join(work, 'cache', 'v1', name!);
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, -1));
    expect(hash()).toBe(before);
  });
});

describe('while it is used', () => {
  test('a path stays the same or does not', async () => {
    await settle();
    const one = contents();
    one.hashOf(chart);
    expect([one.isUnchanged(chart), one.isUnchangedSinceStart(chart)]).toEqual([true, true]);
    write('Chart.yaml', 'name: b');
    expect([one.isUnchanged(chart), one.isUnchangedSinceStart(chart)]).toEqual([false, false]);
  });

  test('a path that was written to during the run was perhaps something else before', async () => {
    const one = contents();
    await settle();
    write('Chart.yaml', 'name: b');
    one.hashOf(chart);
    expect(one.isUnchanged(chart)).toBe(true);
    expect(one.isUnchangedSinceStart(chart)).toBe(false);
  });
});

test('a file system that counts whole seconds is believed later', () => {
  const path = join(chart, 'Chart.yaml');
  const print = fingerprint(path)!;
  expect(print.sureFrom).toBeGreaterThan(Date.now() - 60_000);
  expect(print.files).toEqual(['']);
});
