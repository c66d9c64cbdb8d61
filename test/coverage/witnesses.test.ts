import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { oneTemplate, render } from '../release/render.js';
import { ScanFolder } from '../property/scan-folder.js';

/** A condition, the text of values.yaml, that of a file of helpers, and values with which helm takes the branch. */
type Row = readonly [condition: string, values: string, helpers: string, enabledBy: Record<string, unknown>];

const rows = JSON.parse(readFileSync(new URL('./tables/witnesses.json', import.meta.url), 'utf8')) as Row[];
const template = (condition: string): string => `{{ if ${condition} }}\nkind: Pod\nspec:\n  containers:\n  - image: a:1\n{{ end }}`;
const folder = new ScanFolder();
afterAll(() => folder.remove());

describe('the values that take a branch', () => {
  test.each(rows)('%s with %j %s', async (condition, values, helpers, enabledBy) => {
    const files = { 'values.yaml': values, 'templates/_h.tpl': helpers, 'templates/t.yaml': template(condition) };
    const { images } = await folder.scan(files);
    expect(images).toMatchObject([{ reference: 'a:1', status: 'optional', enabled_by: enabledBy }]);
    const { texts } = render({ ...oneTemplate(template(condition)), ...files }, JSON.stringify(enabledBy));
    expect(texts['c/templates/t.yaml']).toContain('image: a:1');
  });
});

describe('why there are none', () => {
  test.each([
    ['semverCompare ">=9" .Capabilities.KubeVersion.Version', 'it depends on the cluster (capabilities)'],
    ['lookup "v1" "Pod" "a" "b"', 'it depends on an object that exists in the cluster (lookup)'],
    ['.Files.Get "x"', 'it depends on the files of the chart'],
    ['eq (len .Values.list) 3', 'no value decides `(len .Values.list)` directly'],
    ['randAlphaNum 0', 'no value decides `randAlphaNum 0` directly'],
  ])('%s: %s', async (condition, reason) => {
    const { images } = await folder.scan({ 'values.yaml': 'list: []', 'templates/t.yaml': template(condition) });
    expect(images).toMatchObject([{ reference: 'a:1', status: 'optional', enabled_by: null, enabled_by_reason: reason }]);
  });
});

test('tests of a type are not decided otherwise', async () => {
  for (const condition of ['kindIs "map" .Values.list', 'typeIs "string" .Values.list', 'regexMatch "x" (toString .Values.list)']) {
    expect((await folder.scan({ 'values.yaml': 'list: []', 'templates/t.yaml': template(condition) })).images).toEqual([]);
  }
});
