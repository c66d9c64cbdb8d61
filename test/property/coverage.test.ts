import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { findImages, outputOf } from '../../src/manifest/index.js';
import { RulePacks } from '../../src/rules/index.js';
import { SourceFile } from '../../src/source/index.js';
import { TextOrigin } from '../../src/value/index.js';
import type { ChartResult } from '../../src/index.js';
import { CHART_YAML, render } from '../release/render.js';
import { ScanFolder } from './scan-folder.js';
import { chartFiles, templates } from './chart-files.js';

const folder = new ScanFolder();
afterAll(() => folder.remove());

const of = (status: string, { images }: ChartResult): string[] => images.filter((image) => image.status === status).map(({ reference }) => reference);
const facts = ({ images, unresolved }: ChartResult): unknown => ({ images: images.map(({ reference, status, enabled_by }) => [reference, status, enabled_by]), unresolved: unresolved.length });

/** The images of what helm renders. */
function natural(files: Record<string, string>): string[] {
  const { texts } = render({ 'Chart.yaml': CHART_YAML, ...files });
  const found = Object.entries(texts).flatMap(([name, text]) => {
    const origin = new TextOrigin(new SourceFile(name, text));
    origin.write(text, { start: 0, end: text.length }, null, null);
    return findImages(outputOf(name, origin), { packs: new RulePacks([]), rewriter: null, report: () => {}, loose: false });
  });
  return [...new Set(found.map(({ text }) => text!))].sort();
}

test('what is rendered is what the values say, whatever is forced besides', async () => {
  await fc.assert(
    fc.asyncProperty(templates, async (texts) => {
      const files = chartFiles(texts);
      expect(of('rendered', await folder.scan(files))).toEqual(natural(files));
    }),
    { numRuns: 60 },
  );
});

test('a value that nothing reads changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(templates, fc.constantFrom<unknown>(true, 'x', [], { enabled: false }, null), async (texts, value) => {
      expect(facts(await folder.scan(chartFiles(texts, { unread: value })))).toEqual(facts(await folder.scan(chartFiles(texts))));
    }),
    { numRuns: 30 },
  );
});

test('the order of the files changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(templates, async (texts) => {
      const set = (result: ChartResult): unknown => result.images.map(({ reference, status }) => [reference, status]);
      expect(set(await folder.scan(chartFiles([...texts].reverse())))).toEqual(set(await folder.scan(chartFiles(texts))));
    }),
    { numRuns: 30 },
  );
});

test('the values that turn an image on do so', async () => {
  let proved = 0;
  await fc.assert(
    fc.asyncProperty(templates, async (texts) => {
      const files = chartFiles(texts);
      for (const { reference, enabled_by } of (await folder.scan(files)).images) {
        if (enabled_by === null) continue;
        proved++;
        const { texts: rendered } = render({ 'Chart.yaml': CHART_YAML, ...files }, JSON.stringify(enabled_by));
        expect(Object.values(rendered).join('\n')).toContain(reference);
      }
    }),
    { numRuns: 40 },
  );
  expect(proved).toBeGreaterThan(10);
});

test('every image that has a place in a template is found: off or on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('.Values.sidecar.enabled', '.Values.none', 'eq .Values.kind "Job"', 'not .Values.metrics.enabled'), { minLength: 1, maxLength: 5 }), async (guards) => {
      const nested = guards.map((guard, at) => `{{ if ${guard} }}\n---\nkind: Pod\nspec:\n  containers:\n  - image: i${at}:1\n`).join('') + '{{ end }}'.repeat(guards.length);
      expect((await folder.scan(chartFiles([nested]))).images.map(({ reference }) => reference)).toEqual(expect.arrayContaining(guards.map((_, at) => `i${at}:1`)));
    }),
    { numRuns: 30 },
  );
});
