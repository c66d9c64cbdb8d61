import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readGitops } from '../../../src/deploy/gitops/index.js';
import { writeTree } from '../../chart/tree.js';

const FIXTURES = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'gitops');
const texts = readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name) && !/charts/.test(entry.parentPath))
  .map((entry) => ({ name: entry.name, text: readFileSync(join(entry.parentPath, entry.name), 'utf8') }));

const piece = fc.constantFrom('', '[', ']', '{', '}', ': ', '- ', '\n', '"', "'", '{{', '}}', '*a', '&a ', '..', '/', '$', '%', ' ', '|', 'null', '0', '*', '[a-');
const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(12), put: piece });

test('whatever the files hold, it ends in units and diagnostics', () => {
  const root = writeTree({ 'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n', 'charts/shop/values.yaml': '' });
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(edit, { maxLength: 4 }), ({ name, text }, edits) => {
      let changed = text;
      for (const { at, cut, put } of edits) {
        const from = Math.floor(at * changed.length);
        changed = changed.slice(0, from) + put + changed.slice(from + cut);
      }
      writeFileSync(join(root, name), changed);
      const told: string[] = [];
      const { units, manifests } = readGitops({ roots: [root], chartDir: [], helmCache: null }, ({ message }) => void told.push(message));
      for (const unit of units) expect((unit.chart === null) !== (unit.notScanned === null)).toBe(true);
      for (const { source } of manifests) expect(source.text.split('\n').length).toBeGreaterThan(0);
      for (const message of told) expect(message).not.toBe('');
    }),
    { numRuns: 400 },
  );
});
