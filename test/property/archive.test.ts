import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readArchive } from '../../src/chart/archive.js';
import { loadChartFromFiles } from '../../src/chart/index.js';
import { archivePlace, startLoading } from '../../src/chart/loading.js';
import { readTar } from '../../src/chart/tar.js';
import { chartTgz, tarOf, type PackEntry } from '../chart/pack.js';
import { chartYaml } from '../chart/tree.js';

const TAR = tarOf([['c/Chart.yaml', chartYaml('c')], [`c/${'n'.repeat(300)}`, 'long'], ['c/values.yaml', 'a: 1'], ['c/link', { type: 'SymbolicLink' }]]);
const INNER = chartTgz({ 'Chart.yaml': chartYaml('inner') });

const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 30 });

function edited(bytes: Buffer, changes: readonly (readonly [number, number])[]): Buffer {
  const copy = Buffer.from(bytes);
  for (const [at, byte] of changes) copy[at % copy.length] = byte;
  return copy;
}

/** Everything that is read is safe to use: a relative path inside the chart, content that lies in the archive. */
function expectSafe(packed: Uint8Array): void {
  let told = 0;
  for (const { name, bytes } of readArchive(packed, archivePlace('c.tgz'), startLoading(() => told++))) {
    expect(name).not.toMatch(/^\/|^\.\.|\/\.\.(\/|$)|^$/);
    expect(bytes.length).toBeLessThanOrEqual(5 * 1024 * 1024);
  }
  expect(told).toBeLessThan(1000);
}

test('random bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => expectSafe(bytes)));
});

test('random bytes inside a valid gzip', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => expectSafe(gzipSync(bytes))));
});

test('a tar archive with random changes', () => {
  fc.assert(fc.property(edits, (changes) => expectSafe(gzipSync(edited(TAR, changes)))), { numRuns: 300 });
});

test('a packed chart with random changes', () => {
  fc.assert(fc.property(edits, (changes) => expectSafe(edited(gzipSync(TAR), changes))), { numRuns: 300 });
});

test('a vendored archive with random changes never costs the chart around it', () => {
  fc.assert(
    fc.property(edits, (changes) => {
      const chart = loadChartFromFiles('c', { 'Chart.yaml': chartYaml('c'), 'charts/inner.tgz': edited(INNER, changes) }, () => {});
      expect(chart!.metadata.name).toBe('c');
    }),
    { numRuns: 300 },
  );
});

test('what is packed is read', () => {
  const name = fc.string({ minLength: 1, maxLength: 150, unit: 'binary' }).filter((text) => !/[\0\n\\\ud800-\udfff]/.test(text) && Buffer.from(text).toString() === text);
  const entry = fc.tuple(name, fc.string({ unit: 'binary', maxLength: 1500 }));
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
      const packed = entries.map(([path, content]): PackEntry => [`c/${path.replaceAll('/', '_')}`, Buffer.from(content)]);
      const { entries: read, problem } = readTar(tarOf(packed), 1000);
      expect(problem).toBeNull();
      expect(read.map(({ path, data }) => [path, Buffer.from(data)])).toEqual(packed);
    }),
  );
});

test('a Chart.yaml of any shape', () => {
  const keys = fc.constantFrom('name', 'version', 'apiVersion', 'dependencies', 'annotations', 'keywords', 'maintainers', 'type', 'deprecated', 'Name', 'tags');
  fc.assert(
    fc.property(fc.dictionary(keys, fc.jsonValue({ maxDepth: 3 })), (document) => {
      const { metadata } = loadChartFromFiles('folder', { 'Chart.yaml': JSON.stringify(document) }, () => {})!;
      expect(metadata.name).not.toBe('');
      expect(metadata.dependencies === null || metadata.dependencies.every(({ name, tags }) => typeof name === 'string' && Array.isArray(tags))).toBe(true);
    }),
  );
});
