import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { splitDocuments } from '../../src/manifest/index.js';

const rows = JSON.parse(readFileSync(new URL('./tables/documents.json', import.meta.url), 'utf8')) as [text: string, documents: string[]][];

test.each(rows)('%j is cut as helm cuts it', (text, documents) => {
  expect(splitDocuments(text).map(({ start, end }) => text.slice(start, end))).toEqual(documents);
});
