import { describe, expect, test } from 'vitest';
import { SourceFile, Spot } from '../../src/source/index.js';
import { GoList, GoMap } from '../../src/value/index.js';
import { readYaml } from '../../src/yaml/index.js';
import { toPlain } from './from-json.js';
import cases from './read-cases.json' with { type: 'json' };

type Case = { text: string; value?: unknown; error?: string | true };

/** Texts with what go-yaml v2 and Go's JSON make of them; `true` stands for an error in other words than ours. */
describe('readYaml agrees with Go', () => {
  test.each((cases as Case[]).map((item): [string, Case] => [JSON.stringify(item.text), item]))('%s', (_, { text, value, error }) => {
    const result = readYaml(new SourceFile('values.yaml', text));
    if (error !== undefined) {
      expect(result.problem).not.toBeNull();
      if (error !== true) expect(result.problem!.goText).toBe(error);
      return;
    }
    expect(result.problem).toBeNull();
    expect(toPlain(result.value)).toEqual(value);
  });
});

/** The text of the values range of an entry, reached by keys and indexes. */
function excerpt(text: string, ...path: (string | number)[]): string {
  const file = new SourceFile('values.yaml', text);
  let value = readYaml(file).value;
  let spot: unknown;
  for (const step of path) {
    const entry = value instanceof GoMap ? value.entries.get(String(step)) : (value as GoList).entries[Number(step)];
    value = entry!.value;
    spot = entry!.origin;
  }
  if (!(spot instanceof Spot)) throw new Error('no spot');
  expect(spot.file).toBe(file);
  return text.slice(spot.start, spot.end);
}

describe('the origin of an entry is the range of its value', () => {
  test.each<[string, (string | number)[], string]>([
    ['a: b # c\n', ['a'], 'b'],
    ['a: "b c" # d\n', ['a'], '"b c"'],
    ["a: 'it''s'\n", ['a'], "'it''s'"],
    ['a: b\n  c\nd: 1\n', ['a'], 'b\n  c'],
    ['a: "b\n  c"\nd: 1\n', ['a'], '"b\n  c"'],
    ['a: |\n  x\n  y\n\nb: 1\n', ['a'], '|\n  x\n  y'],
    ['a: |-\nb: 1\n', ['a'], '|-'],
    ['a:\n  b: 1\n  c: 2\nd: 3\n', ['a'], 'b: 1\n  c: 2'],
    ['a:\n- b\n- c\nd: 3\n', ['a'], '- b\n- c'],
    ['a:\n- image: nginx:1.2\n', ['a', 0, 'image'], 'nginx:1.2'],
    ['a: [x, {y: z}] # q\n', ['a'], '[x, {y: z}]'],
    ['a: [x, {k: z}]\n', ['a', 1, 'k'], 'z'],
    ['a: &n b\nc: *n\n', ['c'], 'b'],
    ['a: &n {b: 1}\nc:\n  <<: *n\n', ['c', 'b'], '1'],
    ['a: !!str b\n', ['a'], 'b'],
    ['? a\n: b\n', ['a'], 'b'],
    ['a: b\r\nc: d\r\n', ['a'], 'b'],
  ])('%j %j', (text, path, expected) => expect(excerpt(text, ...path)).toBe(expected));

  test.each<[string, (string | number)[], number]>([
    ['a:\nb: 1\n', ['a'], 1],
    ['"a": # c\nb: 1\n', ['a'], 3],
    ['-\n- 1\n', [0], 1],
    ['? a\n', ['a'], 3],
  ])('an absent value stands behind its key or dash: %j', (text, path, at) => {
    const root = readYaml(new SourceFile('v', text)).value;
    const entry = root instanceof GoMap ? root.entries.get(String(path[0])) : (root as GoList).entries[0];
    expect(entry!.value).toBeNull();
    expect([(entry!.origin as Spot).start, (entry!.origin as Spot).end]).toEqual([at, at]);
  });
});

describe('ranges', () => {
  test('only the range is read, and spots are those of the whole text', () => {
    const text = 'x: [\n---\na: 1\nb:\n  c: "d"\n---\ny: }\n';
    const file = new SourceFile('rendered', text);
    const start = text.indexOf('a: 1');
    const { value, problem } = readYaml(file, { offset: start, end: text.indexOf('\n---\ny') });
    expect(problem).toBeNull();
    expect(toPlain(value)).toEqual({ a: 1, b: { c: 'd' } });
    const spot = ((value as GoMap).get('b') as GoMap).entries.get('c')!.origin as Spot;
    expect(text.slice(spot.start, spot.end)).toBe('"d"');
  });

  test('the general reader keeps to the range as well', () => {
    const text = 'x: [\n? a\n: |\n  t\nz: ]';
    const { value, problem } = readYaml(new SourceFile('rendered', text), { offset: 5, end: 16 });
    expect(problem).toBeNull();
    expect(toPlain(value)).toEqual({ a: 't' });
  });
});

describe('problems', () => {
  test('the spot leads to the line', () => {
    const file = new SourceFile('values.yaml', 'a: 1\nb: {{ x }}\nc: 2\n');
    const { problem } = readYaml(file);
    expect(file.position(problem!.spot.start).line).toBe(2);
  });

  test('what could be read is kept', () => {
    expect(toPlain(readYaml(new SourceFile('v', 'a: 1\nb: "x" y\n')).value)).toMatchObject({ a: 1 });
  });

  test('a billion laughs end in a problem', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 12; level++) lines.push(`a${level}: &a${level} [${Array(10).fill(`*a${level - 1}`).join(', ')}]`);
    expect(readYaml(new SourceFile('v', lines.join('\n'))).problem!.message).toBe('document contains excessive aliasing');
  });

  test.each([['[', ']'], ['{a: ', '}'], ['- ', ''], ['? ', '']])('deep nesting of %j ends in a problem', (open, close) => {
    const { problem } = readYaml(new SourceFile('v', open.repeat(20_000) + close.repeat(20_000)));
    expect(problem!.message).toMatch(/deep|depth|nest/);
  });
});

describe('collections that nest too deep are refused before anybody follows them', () => {
  const flow = (levels: number): string => `${'['.repeat(levels)}x${']'.repeat(levels)}`;
  const block = (levels: number): string => Array.from({ length: levels }, (_, at) => `${' '.repeat(at)}a:`).join('\n') + ' x\n';
  const problemAt = (text: string): unknown => {
    const file = new SourceFile('values.yaml', text);
    const { problem } = readYaml(file);
    return problem === null ? null : [problem.message, file.position(problem.spot.start)];
  };
  const MESSAGE = 'collections nest more than 200 levels deep';
  test.each<[string, string, unknown]>([
    ['flow', flow(200), null],
    ['flow, too deep', flow(201), [MESSAGE, { line: 1, column: 201 }]],
    ['flow, far too deep', flow(100_000), [MESSAGE, { line: 1, column: 201 }]],
    ['blocks', block(200), null],
    ['blocks, too deep', block(201), [MESSAGE, { line: 201, column: 201 }]],
    ['blocks, far too deep', block(1500), [MESSAGE, { line: 201, column: 201 }]],
    ['a key', `? ${flow(200)}\n: x\n`, [MESSAGE, { line: 1, column: 202 }]],
    ['a document that is not read', `a: {b: c}\n---\n${flow(300)}\n`, null],
  ])('%s', (_, text, problem) => expect(problemAt(text)).toEqual(problem));
});
