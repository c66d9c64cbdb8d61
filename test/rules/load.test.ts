import { describe, expect, it } from 'vitest';
import { loadPacks } from '../../src/rules/index.js';
import { SourceFile } from '../../src/source/index.js';

const PACK = new SourceFile('p/pack.yaml', 'id: p\ntitle: A pack\nreason: For tests.\n');
const EXAMPLES = 'examples:\n  fires: [{ input: {}, images: [a] }]\n  silent: [{ input: {}, why: b }]\n';
const rule = (body: string, id = 'p/r'): string => `id: ${id}\nreason: because\n${body}\n${EXAMPLES}`;

function load(...files: readonly (readonly [string, string])[]): { ids: string[]; problems: string[] } {
  const { packs, problems } = loadPacks([PACK, ...files.map(([name, text]) => new SourceFile(name, text))]);
  return {
    ids: packs.flatMap((pack) => pack.rules.map(({ id }) => id)),
    problems: problems.map(({ file, spot, message }) => {
      const place = spot?.file.position(spot.start);
      return `${file}:${place?.line ?? '-'}:${place?.column ?? '-'}: ${message}`;
    }),
  };
}

describe('loadPacks', () => {
  it('reads a pack and its rules into plain data, single names as lists', () => {
    const { packs } = loadPacks([PACK, new SourceFile('p/r.yaml', rule('kind: argument\nmatch: { flag: "*image", value: tagged }'))]);
    expect(packs).toMatchObject([{ id: 'p', rules: [{ id: 'p/r', kind: 'argument', match: { flag: ['*image'], value: 'tagged' } }] }]);
  });

  it.each([
    ['a misspelt key', 'kind: argument\nmatch:\n  flags: a\n  value: tagged', ['p/r.yaml:5:3: unknown key `match.flags`; did you mean `flag`?', 'p/r.yaml:5:3: match.flag is missing']],
    ['a key that resembles none', 'kind: argument\nzzzzzz: 1\nmatch: { flag: a, value: tagged }', ['p/r.yaml:4:1: unknown key `zzzzzz`; known are id, kind, reason, match, not_on_corpus, examples']],
    ['a misspelt kind', 'kind: arguments\nmatch: {}', ['p/r.yaml:3:7: kind must be one of values-shape, resource-field, not-pulled, embedded-document, argument, environment, text, chart-annotation, catalog; did you mean `argument`?']],
    ['a misspelt level', 'kind: argument\nmatch: { flag: a, value: taged }', ['p/r.yaml:4:26: match.value is `taged`, which is none of name, reference, tagged, qualified; did you mean `tagged`?']],
    ['a number', 'kind: chart-annotation\nmatch: { annotation: 1.10, field: a }', ['p/r.yaml:4:22: match.annotation must be a text, not the number 1.1; put it in quotes']],
    ['a map for a list', 'kind: argument\nmatch: { flag: { a: b }, value: tagged }', ['p/r.yaml:4:16: match.flag must be a list, not a map']],
    ['what takes back from everything', 'kind: not-pulled\nmatch: { kinds: ImageUpdater }', ['p/r.yaml:4:8: match.groups is missing']],
    ['a kind for kinds', 'kind: not-pulled\nmatch: { groups: a.example.com, kind: ImageUpdater }', ['p/r.yaml:4:33: unknown key `match.kind`; did you mean `kinds`?']],
    ['a shape where keys are meant', 'kind: not-pulled\nmatch: { groups: a.example.com, has: image }', ['p/r.yaml:4:33: unknown key `match.has`; known are groups, kinds, key']],
    ['nothing', 'kind: argument\nmatch:', ['p/r.yaml:4:6: match must be a map, not nothing']],
    ['a pattern without a group', "kind: text\nmatch: { anchor: x, pattern: 'x=(.*)' }", ['p/r.yaml:4:30: match.pattern: the pattern has no group `(?P<reference>…)`']],
    ['a text anywhere that is not qualified', 'kind: text\nmatch: { anchor: x, position: anywhere, value: tagged }', ['p/r.yaml:1:1: match.value must be `qualified` where match.position is `anywhere`: anything less is found in every text']],
    ['a text without position', 'kind: text\nmatch: { anchor: x, value: tagged }', ['p/r.yaml:1:1: match.position is missing: `after` the anchor, or `anywhere`']],
  ])('says where %s is and what was meant', (_, body, expected) => {
    expect(load(['p/r.yaml', rule(body)])).toEqual({ ids: [], problems: expected });
  });

  it('refuses patterns that RE2 refuses, and version ranges that helm refuses', () => {
    const [pattern] = load(['p/r.yaml', rule("kind: text\nmatch: { anchor: x, pattern: '(?P<reference>a)\\1' }")]).problems;
    expect(pattern).toMatch(/^p\/r\.yaml:4:30: match\.pattern: not a valid RE2 pattern: /);
    const images = 'images: [{ repository: a/b, tag: c, source: values, when: d }]\nevidence: [{ repository: a, path: b, ref: c, says: d }]';
    const [range] = load(['p/r.yaml', rule(`kind: catalog\nmatch: { chart: x, version: 'about 1' }\n${images}`)]).problems;
    expect(range).toMatch(/^p\/r\.yaml:4:29: match\.version: `about 1` is no version range: /);
  });

  it('uses the other rules where one is broken', () => {
    const good = rule('kind: argument\nmatch: { flag: a, value: tagged }', 'p/good');
    const { ids, problems } = load(['p/bad.yaml', 'id: [\n'], ['p/good.yaml', good], ['p/list.yaml', '- a\n']);
    expect(ids).toEqual(['p/good']);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/^p\/bad\.yaml:\d+:\d+: not valid YAML: /);
    expect(problems[1]).toBe('p/list.yaml:1:1: the file must be a map');
  });

  it('refuses the second of two rules with one id, and an id of another pack', () => {
    const body = 'kind: argument\nmatch: { flag: a, value: tagged }';
    expect(load(['p/a.yaml', rule(body)], ['p/b.yaml', rule(body)], ['p/c.yaml', rule(body, 'q/c')])).toEqual({
      ids: ['p/r'],
      problems: ['p/b.yaml:1:5: the id `p/r` is taken by p/a.yaml:1', 'p/c.yaml:1:5: the id `q/c` must begin with that of its pack, `p/`'],
    });
  });

  it('refuses the second of two packs with one id', () => {
    const second = new SourceFile('q/pack.yaml', 'id: p\ntitle: Another\nreason: r\n');
    const { packs, problems } = loadPacks([PACK, second, new SourceFile('q/r.yaml', rule('kind: argument\nmatch: { flag: a, value: tagged }'))]);
    expect(packs.map(({ title }) => title)).toEqual(['A pack']);
    expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual(['q/pack.yaml: the id `p` is taken by p/pack.yaml:1']);
  });

  it('demands a pack.yaml, and a correct one', () => {
    expect(loadPacks([new SourceFile('q/r.yaml', rule(''))]).problems).toEqual([
      { message: 'there is no pack.yaml beside this rule; it holds id, title and reason', file: 'q/r.yaml', spot: null },
    ]);
    expect(loadPacks([new SourceFile('q/pack.yaml', 'id: q\ntitl: a\nreason: b\n')]).problems.map(({ message }) => message)).toEqual([
      'unknown key `titl`; did you mean `title`?',
      'title is missing',
    ]);
  });

  it('takes hostile files for wrong ones', () => {
    const { problems } = load(
      ['p/a.yaml', '__proto__: { polluted: true }\nconstructor: 1\nkind: argument\n'],
      ['p/b.yaml', `a: &a [x]\nb: &b [${'*a,'.repeat(2000)}]\nc: [${'*b,'.repeat(2000)}]\n`],
      ['p/c.yaml', 'x'.repeat(2_000_000)],
      ['p/d.yaml', '['.repeat(5000)],
    );
    expect(new Set(problems.map((problem) => problem.slice(0, 8)))).toEqual(new Set(['p/a.yaml', 'p/b.yaml', 'p/c.yaml', 'p/d.yaml']));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
