import { afterEach, describe, expect, it } from 'vitest';
import { listRules, loadRules, ruleText, testRules, type Settings } from '../../src/config/index.js';
import { packChecksum, withoutRules, type Rule } from '../../src/rules/index.js';
import { Place, problems } from './read.js';

let place: Place | undefined;
afterEach(() => place?.remove());

type ArgumentRule = Extract<Rule, { kind: 'argument' }>;
const PACK = 'title: t\nreason: r\n';
const rule = (id: string, flag: string, image = 'a:1'): string =>
  `id: ${id}\nkind: argument\nreason: r\nmatch: { flag: ${flag}, value: tagged }\nexamples:\n` +
  `  fires: [{ input: { kind: Pod, spec: { containers: [{ args: ['--${flag}=a:1'] }] } }, images: ['${image}'] }]\n` +
  `  silent: [{ input: { kind: Pod }, why: none }]\n`;
const pack = (folder: string, id: string, flag: string): Record<string, string> => ({
  [`${folder}/${id}/pack.yaml`]: `id: ${id}\n${PACK}`,
  [`${folder}/${id}/x.yaml`]: rule(`${id}/x`, flag),
});
const PROJECT = 'repo/.astrago-scan.yaml';
const USER = 'home/.config/astrago-scan';

const at = (files: Record<string, string>): Place => (place = new Place(files));
const load = (settings: Settings): ReturnType<typeof loadRules> => loadRules(settings, place!.path('repo'));

describe('loadRules', () => {
  it('searches flags, the project, the user, the environment; and is empty where nothing is configured', () => {
    const folders = ['repo/flag', 'repo/project', 'repo/user', `${USER}/rules`, 'repo/env'];
    const files = Object.assign({}, ...folders.map((folder) => pack(folder, 'mine', folder.split('/').at(-1)!)));
    at({ ...files, [PROJECT]: 'rules: { paths: project }\n', [`${USER}/config.yaml`]: 'rules: { paths: ["../../../repo/user"] }\n' });
    const settings = place!.settings({ flags: { rules: ['flag'] }, env: { ASTRAGO_SCAN_RULES: place!.path('repo/env') } });
    const { packs, problems: found } = load(settings);
    expect(found).toEqual([]);
    expect(packs.map(({ layer, pack: { rules } }) => [layer, (rules[0] as ArgumentRule).match.flag[0]])).toEqual([
      ['flag', 'flag'],
      ['project', 'project'],
      ['user', 'user'],
      ['user folder', 'rules'],
      ['environment', 'env'],
    ]);
    expect(load(at({}).settings())).toEqual({ packs: [], disable: [], problems: [] });
  });

  it('takes a folder that is a pack itself', () => {
    const files = pack('repo', 'mine', 'f');
    expect(load(at(files).settings({ flags: { rules: ['mine'] } })).packs.map(({ pack: { id } }) => id)).toEqual(['mine']);
  });

  it('leaves out what is broken, says where, and goes on', () => {
    at({ ...pack('repo/packs', 'mine', 'f'), 'repo/packs/bad/pack.yaml': `id: bad\n${PACK}`, 'repo/packs/bad/x.yaml': 'id: bad/x\nkind: argumen\n', 'repo/packs/mine/y.yaml': rule('mine/x', 'g') });
    const loaded = load(place!.settings({ flags: { rules: ['packs', 'none'] } }));
    expect(loaded.packs.flatMap(({ pack: { rules } }) => rules.map(({ id }) => id))).toEqual(['mine/x']);
    expect(problems(loaded)).toEqual([
      expect.stringMatching(/^packs\/bad\/x\.yaml:2:7: kind must be one of .* did you mean `argument`\?$/),
      'packs/mine/y.yaml:1:5: the id `mine/x` is taken by packs/mine/x.yaml:1',
      'none: the folder of rules none does not exist',
    ]);
    expect(loaded.problems.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['rule-invalid error', 'rule-invalid error', 'path-missing error']);
  });

  it('refuses a pack that is not the one that is pinned, and tells its checksum', () => {
    const files = { ...pack('repo/packs', 'mine', 'f'), ...pack('repo/packs', 'other', 'g') };
    const pin = (id: string, sum: string): string => `rules:\n  paths: packs\n  pins: { ${id}: ${sum} }\n`;
    at({ ...files, [PROJECT]: pin('mine', 'a'.repeat(64)) });
    const [, message, sum] = /^.astrago-scan.yaml:3:9: (.*) (\w{64}) \(/.exec(problems(load(place!.settings()))[0]!)!;
    expect(message).toBe('the rules of the pack `mine` are not those that are pinned: their sha256 is');
    place!.remove();
    expect(problems(load(at({ ...files, [PROJECT]: pin('mine', `sha256:${sum}`) }).settings()))).toEqual([]);
    place!.remove();
    expect(problems(load(at({ ...files, [PROJECT]: pin('mime', sum!) }).settings()))).toEqual(['.astrago-scan.yaml:3:9: the pack `mime` is pinned, but there is none; did you mean `mine`?']);
  });

  it('warns of a rule that is switched off and does not exist', () => {
    const loaded = load(at({ [PROJECT]: 'rules: { disable: [core/whole-strng, mentions/*] }\n' }).settings());
    expect(loaded.disable).toEqual(['core/whole-strng', 'mentions/*']);
    expect(problems(loaded)).toEqual(['.astrago-scan.yaml:1:19: the rule `core/whole-strng` is switched off, but there is none; did you mean `core/whole-string`?']);
  });
});

describe('rules', () => {
  it('are switched off by id', () => {
    const one = { id: 'p', title: '', reason: '', rules: [{ id: 'p/a' }, { id: 'p/b' }, { id: 'p/c' }] } as unknown as Parameters<typeof packChecksum>[0];
    expect(withoutRules([one], ['p/a', '*/c'])[0]!.rules.map(({ id }) => id)).toEqual(['p/b']);
    expect(withoutRules([one], [])[0]).toBe(one);
  });

  it('have a checksum of what they say, and of nothing else', () => {
    const made = (rules: readonly object[]): string => packChecksum({ id: 'p', title: 't', reason: 'r', rules } as unknown as Parameters<typeof packChecksum>[0]);
    const sum = made([{ id: 'p/a', kind: 'x', match: { flag: ['a'], value: 'b' } }, { id: 'p/b' }]);
    expect(made([{ id: 'p/b', examples: {} }, { match: { value: 'b', flag: ['a'] }, id: 'p/a', kind: 'x' }])).toBe(sum);
    expect(made([{ id: 'p/a', kind: 'x', match: { flag: ['c'], value: 'b' } }, { id: 'p/b' }])).not.toBe(sum);
  });

  it('are listed in search order with what becomes of them', () => {
    at({ ...pack('repo/packs', 'core', 'f'), 'repo/packs/core/x.yaml': rule('core/whole-string', 'f'), [PROJECT]: 'rules: { paths: packs, disable: core/name-tag }\n' });
    const { rules } = listRules(place!.settings(), place!.path('repo'));
    expect(rules[0]).toMatchObject({ layer: 'project', folder: 'packs', state: 'on', rule: { id: 'core/whole-string' } });
    expect(rules.filter(({ layer, state }) => layer === 'built in' && state !== 'on').map(({ rule: { id }, state }) => [id, state])).toEqual([
      ['core/name-tag', 'off'],
      ['core/whole-string', 'replaced'],
    ]);
    expect(ruleText(rules[0]!.rule)).toBe('id: core/whole-string\nkind: argument\nmatch:\n  flag:\n  - f\n  value: tagged\nreason: r\n');
  });

  it('are tested by their examples', () => {
    at({ ...pack('repo/packs', 'mine', 'f'), 'repo/packs/mine/bad.yaml': rule('mine/bad', 'g', 'b:1') });
    expect(testRules(place!.settings(), ['packs'], place!.path('repo'))).toEqual({
      rules: 2,
      examples: 4,
      failures: [{ rule: 'mine/bad', example: 'fires[0]', ok: false, expected: ['b:1'], found: ['a:1'] }],
      problems: [],
    });
    expect(testRules(place!.settings(), ['none'], place!.path('repo')).problems[0]!.code).toBe('path-missing');
  });
});
