import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { buildReport, render } from '../../src/report/index.js';
import { compareBytes } from '../../src/report/order.js';
import { writeYaml } from '../../src/report/yaml.js';
import type { Report } from '../../src/report/index.js';
import { chart, context, fullResult, image, result } from './sample.js';

test('text: one reference a line, sorted by bytes, each once', async () => {
  const charts = [chart('b', { images: [image('b:1'), image('Z:1'), image('a:1')] }), chart('a', { images: [image('a:1'), image('a-b:1')] })];
  expect(await render(buildReport(result(charts), context), 'text')).toBe('Z:1\na-b:1\na:1\nb:1\n');
});

test('text of nothing is empty', async () => {
  expect(await render(buildReport(result([]), context), 'text')).toBe('');
});

test('YAML and JSON say the same', async () => {
  const report = buildReport(fullResult, context);
  expect(parse(await render(report, 'yaml'))).toEqual(JSON.parse(await render(report, 'json')));
});

test('YAML keeps every plain value, under both versions of YAML', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', '~', 'null', 'No', 'y', '1', '0x1F', '1e3', '.5', '-', '- a', 'a: b', 'a #b', '#', '*a', '&a', '!t', '|', '>', '%', '@', '`', '"', "'", ' a', 'a ', 'a\nb', '\t', '{', '[', '?', ':', 'a:', '=', '<<', '2001-01-01', '12:30:45', '\u2028', '\x85', '\ufeff', '---', '...'),
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 4 }, fc.constant(null), fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true }).filter((x) => !Object.is(x, -0)), text, tie('list'), tie('map')),
    list: fc.array(tie('any'), { maxLength: 4 }),
    map: fc.dictionary(text.filter((key) => key !== '__proto__'), tie('any'), { maxKeys: 4, noNullPrototype: true }),
  }));
  fc.assert(
    fc.property(fc.dictionary(text.filter((key) => key !== '__proto__' && key !== '<<'), value.any, { minKeys: 1, noNullPrototype: true }), (report) => {
      const yaml = writeYaml(report as unknown as Report);
      expect(parse(yaml)).toEqual(report);
      expect(parse(yaml, { version: '1.1', merge: false })).toEqual(report);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('bytes and UTF-16 units disagree beyond the basic plane', () => {
  const compareUtf8 = (a: string, b: string): number => Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect(['\u{1f600}', '\uff5e', 'a'].sort(compareBytes)).toEqual(['a', '\uff5e', '\u{1f600}']);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      expect(Math.sign(compareBytes(a, b))).toBe(compareUtf8(a, b));
    }),
    { seed: 7 },
  );
});
