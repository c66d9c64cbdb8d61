import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SourceFile } from '../../src/source/index.js';
import { GoList, GoMap, printValue, typeOf, type GoValue } from '../../src/value/index.js';
import { readYaml } from '../../src/yaml/index.js';

/** What go-yaml v2 and v3 read into an `any`: types and values, keys as they print. */
const rows = JSON.parse(readFileSync(new URL('./flavour-cases.json', import.meta.url), 'utf8')) as [string, unknown, unknown][];

function described(value: GoValue): unknown {
  if (value instanceof GoMap) return Object.fromEntries([...value.entries].map(([key, entry]) => [key, described(entry.value)]));
  if (value instanceof GoList) return value.values().map(described);
  if (value === null) return 'nil';
  return `${typeOf(value)} ${printValue(value)}`;
}

test.each(rows)('%s', (text, v2, v3) => {
  // With a directive it is the general reader that reads.
  for (const source of [text, `%YAML 1.1\n---\n${text}`]) {
    const read = (flavour: 'v2' | 'v3'): unknown => described(readYaml(new SourceFile('t', source), { flavour }).value);
    expect([read('v2'), read('v3')]).toEqual([v2, v3]);
  }
});
