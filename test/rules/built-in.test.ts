import { readFileSync, readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { builtInPacks, loadPacks, packSchema, ruleSchema, runExamples } from '../../src/rules/index.js';
import { SourceFile } from '../../src/source/index.js';
import { readYaml } from '../../src/yaml/index.js';
import { toPlain } from '../../src/value/index.js';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const sources = readdirSync(new URL('rules/', ROOT), { recursive: true })
  .map((name) => `rules/${String(name).replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => new SourceFile(name, read(name)));
const { packs, problems } = loadPacks(sources);
const rules = packs.flatMap((pack) => pack.rules);

describe('the rules of this repository', () => {
  it('are all accepted', () => {
    expect(problems.map(({ file, spot, message }) => `${file}:${spot?.file.position(spot.start).line}: ${message}`)).toEqual([]);
    expect(rules.length).toBe(sources.length - packs.length);
  });

  it('lie in a file of their name', () => {
    for (const rule of rules) expect(sources.map(({ name }) => name)).toContain(`rules/${rule.id}.yaml`);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))('%s has a reason, and does what its examples say', (_, rule) => {
    expect(rule.reason.length).toBeGreaterThan(20);
    expect(rule.examples!.fires.length).toBeGreaterThan(0);
    expect(rule.examples!.silent.length).toBeGreaterThan(0);
    for (const { images } of rule.examples!.fires) expect(images.length).toBeGreaterThan(0);
    const results = runExamples(rule);
    expect(results.map(({ example, found }) => ({ example, images: found }))).toEqual(results.map(({ example, expected }) => ({ example, images: expected })));
  });

  it('survive being compiled', () => {
    expect(builtInPacks(JSON.stringify(packs))).toEqual(packs);
  });
});

describe('the JSON Schemas for editors', () => {
  const ajv = new Ajv2020({ strict: false });
  const ruleValid = ajv.compile(ruleSchema());
  const packValid = ajv.compile(packSchema());

  it('are those in schema/', () => {
    expect(JSON.parse(read('schema/rule.schema.json'))).toEqual(ruleSchema());
    expect(JSON.parse(read('schema/rule-pack.schema.json'))).toEqual(packSchema());
  });

  it.each(sources.map((source) => [source.name, source] as const))('accept %s', (name, source) => {
    const valid = name.endsWith('/pack.yaml') ? packValid : ruleValid;
    expect(valid(toPlain(readYaml(source).value)), JSON.stringify(valid.errors)).toBe(true);
  });

  const good = `{ id: p/r, kind: values-shape, reason: because, match: { has: a }, examples: { fires: [{ input: {}, images: [x] }], silent: [{ input: {}, why: z }] } }`;

  it.each([
    ['nothing', good, true],
    ['an unknown key', good.replace('reason', 'raison'), false],
    ['a number', good.replace('because', '1'), false],
    ['an empty text', good.replace('because', "''"), false],
    ['an unknown kind', good.replace('values-shape', 'value-shape'), false],
    ['a bad id', good.replace('p/r', 'P/r'), false],
    ['has and value', good.replace('has: a', 'has: a, value: tagged'), false],
    ['neither has nor value', good.replace('has: a', 'key: a'), false],
    ['an unknown level', good.replace('has: a', 'value: strong'), false],
    ['a list of names', good.replace('has: a', 'has: [a, b]'), true],
    ['an empty list', good.replace('has: a', 'has: []'), false],
    ['no examples', good.replace(/, examples.*/, ' }'), false],
    ['no silent example', good.replace(/, silent: \[.*\]/, ''), false],
    ['a key of another kind', good.replace('match:', 'images: [], match:'), false],
    ['an unknown part', good.replace('match:', 'build: { host: a }, match:'), false],
  ])('agree with the reader on %s', (_, text, expected) => {
    const pack = new SourceFile('p/pack.yaml', '{ id: p, title: t, reason: r }');
    const file = new SourceFile('p/r.yaml', text);
    expect(loadPacks([pack, file]).problems.length === 0).toBe(expected);
    expect(ruleValid(toPlain(readYaml(file).value))).toBe(expected);
  });
});
