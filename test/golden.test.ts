import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildReport, scan, type Report, type ScanOptions } from '../src/index.js';

/** See fixtures/README.md. Paths are shown relative to the working folder, which is the package's. */
const FIXTURES = relative(process.cwd(), join(import.meta.dirname, '..', 'fixtures'));
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

const EXPECTED: Readonly<Record<string, (report: Report) => string>> = {
  'expected.txt': ({ images }) => images.map((image) => `${image.reference}\n`).join(''),
  'expected.json': ({ charts, diagnostics }) => `${JSON.stringify({ charts, diagnostics }, null, 2)}\n`,
};

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name))
    .sort();

const cases = foldersIn(FIXTURES)
  .flatMap(foldersIn)
  .filter((folder) => Object.keys(EXPECTED).some((name) => existsSync(join(folder, name))));

test('there are cases', () => {
  expect(cases.length).toBeGreaterThan(0);
});

describe.each(cases)('%s', (folder) => {
  const report = scan(optionsOf(folder)).then((result) =>
    buildReport(result, { timestamp: '', executionTime: 0, environment: null, platform: null, version: '' }),
  );

  test.each(Object.keys(EXPECTED).filter((name) => existsSync(join(folder, name))))('%s', async (name) => {
    const file = join(folder, name);
    const actual = EXPECTED[name]!(await report);
    if (UPDATE) writeFileSync(file, actual);
    expect(actual).toBe(readFileSync(file, 'utf8'));
  });
});

function optionsOf(folder: string): ScanOptions {
  const file = join(folder, 'options.json');
  const options = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as Partial<ScanOptions>;
  return {
    ...options,
    paths: (options.paths ?? ['chart']).map((path) => join(folder, path)),
    valuesFiles: options.valuesFiles?.map((path) => join(folder, path)),
  };
}
