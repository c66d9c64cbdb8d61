import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { STATUSES, type ChartResult } from '../../src/index.js';
import { chartFiles, templates } from './chart-files.js';
import { ScanFolder } from './scan-folder.js';
import { templateText } from './template-text.js';

const folder = new ScanFolder();
afterAll(() => folder.remove());

/** What holds of every answer. */
function expectSound({ images, unresolved, diagnostics }: ChartResult): void {
  expect(images.map(({ reference }) => reference)).toEqual([...new Set(images.map(({ reference }) => reference))].sort());
  for (const image of images) {
    expect(STATUSES).toContain(image.status);
    expect(image.reference).not.toMatch(/zqh\d+qz|\s|\{\{/i);
    expect(image.repository).not.toBe('');
    if (image.status === 'rendered') expect([image.guards, image.enabled_by]).toEqual([[], null]);
    if (image.status === 'optional' && image.enabled_by === null) expect(image.enabled_by_reason).not.toBeNull();
    for (const steps of Object.values(image.origins)) for (const { line, column } of steps) expect(Math.min(line, column)).toBeGreaterThan(0);
  }
  for (const { reason, message } of unresolved) expect([reason, message]).not.toContain('');
  for (const { message, line } of diagnostics) {
    expect(message).not.toBe('');
    expect(line === null || line > 0).toBe(true);
  }
}

test('any template gives a sound answer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(templateText, { minLength: 1, maxLength: 3 }), async (texts) => {
      expectSound(await folder.scan(chartFiles(texts.map((text) => `kind: Pod\nspec:\n  containers:\n  - image: a:1\n${text}`))));
    }),
    { numRuns: 80 },
  );
});

test('a chart as they are gives a sound answer, and every rendered image has origins of repository and tag', async () => {
  await fc.assert(
    fc.asyncProperty(templates, async (texts) => {
      const result = await folder.scan(chartFiles(texts));
      expectSound(result);
      for (const { status, origins, tag } of result.images) {
        if (status === 'rendered') expect(Object.keys(origins)).toEqual(expect.arrayContaining(tag === null ? ['repository'] : ['repository', 'tag']));
      }
    }),
    { numRuns: 50 },
  );
});

test('any values file gives a sound answer', async () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const values = fc.record({ image: json, sidecar: json, metrics: json, jobs: json, extra: json, kind: json }, { requiredKeys: [] });
  await fc.assert(
    fc.asyncProperty(templates, fc.oneof(values.map((given) => JSON.stringify(given)), fc.string()), async (texts, text) => {
      expectSound(await folder.scan({ ...chartFiles(texts), 'values.yaml': text }));
    }),
    { numRuns: 60 },
  );
});
