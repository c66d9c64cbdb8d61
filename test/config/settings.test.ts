import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { configSchema, flagOf, SETTING_PATHS, settingTable, withSettings } from '../../src/config/index.js';
import { Place, problems, values } from './read.js';

let place: Place | undefined;
afterEach(() => place?.remove());
const at = (files: Record<string, string>): Place => (place = new Place(files));

const PROJECT = 'repo/.astrago-scan.yaml';
const USER = 'home/.config/astrago-scan/config.yaml';

describe('where settings come from', () => {
  it('a flag beats the environment, that the project, that the user', () => {
    const files = at({ [PROJECT]: 'namespace: project\nrelease_name: project\nkube_version: "1.30"\n', [USER]: 'namespace: user\nrelease_name: user\nkube_version: "1.29"\nstrict: true\n' });
    const settings = files.settings({ env: { ASTRAGO_SCAN_NAMESPACE: 'env', ASTRAGO_SCAN_RELEASE_NAME: 'env' }, flags: { namespace: 'flag' } });
    expect(values(settings)).toEqual({ namespace: 'flag', release_name: 'env', kube_version: '1.30', strict: true });
    expect([...settings.all].map(([key, { sources }]) => [key, sources[0]])).toEqual([
      ['kube_version', { layer: 'project', name: '.astrago-scan.yaml', line: 3, column: 15 }],
      ['release_name', { layer: 'environment', name: 'ASTRAGO_SCAN_RELEASE_NAME', line: null, column: null }],
      ['namespace', { layer: 'flag', name: '--namespace', line: null, column: null }],
      ['strict', { layer: 'user', name: '../home/.config/astrago-scan/config.yaml', line: 4, column: 9 }],
      ['supplemental.patterns', { layer: 'default', name: '', line: null, column: null }],
    ]);
    expect(problems(settings)).toEqual([]);
  });

  it('lists of a stronger source replace those of a weaker one; what is ignored adds up', () => {
    const ignore = (image: string): string => `ignore: [{ image: ${image}, reason: r }]\n`;
    const files = at({ [PROJECT]: `set: [a=1]\n${ignore('p')}rules: { disable: [x/y], pins: { a: ${'a'.repeat(64)}, b: ${'a'.repeat(64)} } }\n`, [USER]: `set: [b=1, c=1]\n${ignore('u')}rules: { disable: x/z, pins: { a: ${'b'.repeat(64)} } }\n` });
    const settings = files.settings();
    expect(settings.all.get('set')!.value).toEqual(['a=1']);
    expect(settings.ignore.map(({ image, file, line }) => [image, file, line])).toEqual([['p', '.astrago-scan.yaml', 2], ['u', '../home/.config/astrago-scan/config.yaml', 2]]);
    expect(settings.all.get('rules.disable')!.value).toEqual(['x/y', 'x/z']);
    expect(settings.all.get('rules.pins')!.value).toEqual({ a: 'a'.repeat(64), b: 'a'.repeat(64) });
  });

  it.each([
    ['upward', 'repo/charts/web', 'repo/.astrago-scan.yaml', true],
    ['under its other name', 'repo', 'repo/.astrago-scan.yml', true],
    ['in the home folder', 'home/work', 'home/.astrago-scan.yaml', true],
    ['not above the root of the repository', 'repo/inner/charts', 'repo/.astrago-scan.yaml', false],
    ['not above the home folder', 'home/work', '.astrago-scan.yaml', false],
  ])('looks for the file of the project %s', (_, cwd, file, found) => {
    const files = at({ [file]: 'strict: true\n' });
    if (cwd.includes('inner')) mkdirSync(files.folder('repo/inner/.git'), { recursive: true });
    expect(values(files.settings({ in: cwd }))).toEqual(found ? { strict: true } : {});
  });

  it('takes the file that is named instead, also one that is empty', () => {
    const files = at({ [PROJECT]: 'strict: true\n', 'other.yaml': 'verbose: true\n', 'empty.yaml': '# nothing\n\n' });
    expect(values(files.settings({ config: '../other.yaml' }))).toEqual({ verbose: true });
    expect(values(files.settings({ env: { ASTRAGO_SCAN_CONFIG: files.path('empty.yaml') } }))).toEqual({});
    expect(problems(files.settings({ config: 'none.yaml' }))).toEqual(['none.yaml: the configuration none.yaml is not used: the file does not exist']);
  });

  it.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
    ['linux', {}, 'home/.config/astrago-scan/config.yaml'],
    ['darwin', { XDG_CONFIG_HOME: 'ROOT/xdg' }, 'xdg/astrago-scan/config.yml'],
    ['win32', { LOCALAPPDATA: 'ROOT/local' }, 'local/astrago-scan/config.yaml'],
  ])("reads the user's file on %s", (platform, env, file) => {
    const files = at({ [file]: 'strict: true\n' });
    const own = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, text!.replace('ROOT', files.root)]));
    expect(values(files.settings({ platform, env: own }))).toEqual({ strict: true });
  });
});

describe('paths', () => {
  it('are relative to the file they stand in', () => {
    const files = at({ [PROJECT]: 'values: [deploy/a.yaml, "-"]\nset_file: [a.b=cert.pem]\nrules: { paths: packs }\noutput: out/images.txt\n' });
    expect(values(files.settings({ in: 'repo/charts' }))).toEqual({
      values: ['../deploy/a.yaml', '-'],
      set_file: ['a.b=../cert.pem'],
      output: '../out/images.txt',
      'rules.paths': ['../packs'],
    });
  });

  it('a file that was only found does not open the environment to a helmfile', () => {
    const files = at({ [PROJECT]: 'env_allow: AWS_SECRET_ACCESS_KEY\n' });
    expect(problems(files.settings())).toEqual(['.astrago-scan.yaml:1:12: env_allow: a file that was only found cannot say this; name it on the command line, or name this file with --config']);
    expect(values(files.settings({ config: '.astrago-scan.yaml' }))).toEqual({ env_allow: ['AWS_SECRET_ACCESS_KEY'] });
  });

  it('a file that was only found writes nothing outside its folder', () => {
    const files = at({ [PROJECT]: 'output: ../x.txt\ncache_dir: link/cache\n' });
    symlinkSync(files.home, files.path('repo/link'));
    expect(problems(files.settings())).toEqual([
      '.astrago-scan.yaml:1:9: output: `../x.txt` lies outside the folder of this file; name it on the command line, or name this file with --config',
      '.astrago-scan.yaml:2:12: cache_dir: `link/cache` lies outside the folder of this file; name it on the command line, or name this file with --config',
    ]);
    expect(problems(files.settings({ config: '.astrago-scan.yaml' }))).toEqual([]);
  });
});

describe('what is wrong is said with its place', () => {
  it.each([
    ['strct: true', ['1:1: unknown key `strct`; did you mean `strict`?']],
    ['policy: { require_digests: true }', ['1:11: unknown key `policy.require_digests`; did you mean `require_digest`?']],
    ['strict: yess', ['1:9: strict must be true or false, not yess']],
    ['workers: 0', ['1:10: workers must be a whole number from 1 to 32, not the number 0']],
    ['kube_version: 1.30', ['1:15: kube_version must be a text, not the number 1.3; put it in quotes']],
    ['status: [rendered, optionl]', ['1:20: status[1] is `optionl`, which is none of rendered, optional, values-only, catalog; did you mean `optional`?']],
    ['ignore: [{ image: a }]', ['1:10: ignore[0].reason is missing']],
    ['ignore: [{ image: a, reason: b, expires: soon }]', ['1:42: ignore[0].expires must be a date such as 2027-01-31']],
    ['ignore: [{ image: a, reason: b, expires: 2026-13-31 }]', ['1:42: ignore[0].expires: there is no day 2026-13-31']],
    ['extra_images: [{ reference: a, template: b, reason: c }]', ['1:16: extra_images[0] must hold exactly one of reference, template']],
    ['extra_images: [{ reference: "A b", reason: c }]', ['1:29: extra_images[0].reference: `A b` is no image reference']],
    ['rules: { pins: { core: abc } }', ['1:24: rules.pins.core must be 64 hexadecimal digits, as `rules list` shows them']],
    ['- a', ['1:1: the file must be a map']],
    ['a: [', ["1:5: not valid YAML: flow sequence in block collection must be sufficiently indented and end with a ]"]],
  ])('%s', (text, expected) => {
    const found = problems(at({ [PROJECT]: text }).settings());
    if (text === 'a: [') expect(found[0]).toMatch(/^\.astrago-scan\.yaml:\d+:\d+: not valid YAML: /);
    else expect(found).toEqual(expected.map((problem) => `.astrago-scan.yaml:${problem}`));
  });

  it('takes hostile files for wrong ones', () => {
    const found = problems(at({ [PROJECT]: '__proto__: { polluted: true }\n', [USER]: '['.repeat(5000) }).settings());
    expect(found.map((problem) => problem.split(':')[0])).toEqual(['.astrago-scan.yaml', '../home/.config/astrago-scan/config.yaml']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('environment variables', () => {
  const read = (env: NodeJS.ProcessEnv): ReturnType<Place['settings']> => at({}).settings({ env });

  it('are read by the form of their setting', () => {
    const env = {
      ASTRAGO_SCAN_VALUES: 'a.yaml, b.yaml',
      ASTRAGO_SCAN_SET: 'a=1,b=2',
      ASTRAGO_SCAN_STRICT: 'yes',
      ASTRAGO_SCAN_CACHE: '0',
      ASTRAGO_SCAN_WORKERS: '3',
      ASTRAGO_SCAN_RULES: '/a:/b',
      ASTRAGO_SCAN_RULES_DISABLE: 'x/y',
      ASTRAGO_SCAN_POLICY_ALLOW_REGISTRIES: 'a.io,b.io',
      ASTRAGO_SCAN_FORMAT: '',
    };
    expect(values(read(env))).toEqual({
      values: ['a.yaml', 'b.yaml'],
      set: ['a=1,b=2'],
      strict: true,
      cache: false,
      workers: 3,
      'rules.paths': ['/a', '/b'],
      'rules.disable': ['x/y'],
      'policy.allow_registries': ['a.io', 'b.io'],
    });
  });

  it('may have the older name, and the newer one wins', () => {
    expect(values(read({ EXTRACTOR_NAMESPACE: 'old', EXTRACTOR_RELEASE_NAME: 'old', ASTRAGO_SCAN_NAMESPACE: 'new' }))).toEqual({ namespace: 'new', release_name: 'old' });
  });

  it.each([
    [{ ASTRAGO_SCAN_STRICT: 'perhaps' }, ': the environment variable ASTRAGO_SCAN_STRICT is `perhaps`, which is neither true nor false'],
    [{ EXTRACTOR_WORKERS: '99' }, ': the environment variable EXTRACTOR_WORKERS is `99`, which is no whole number from 1 to 32'],
    [{ ASTRAGO_SCAN_JSON: 'perhaps' }, ': the environment variable ASTRAGO_SCAN_JSON is `perhaps`, which is neither true nor false'],
    [{ ASTRAGO_SCAN_FORMAT: 'jsn' }, '; did you mean `json`?'],
    [{ ASTRAGO_SCAN_STATUS: 'rendered,opt' }, 'is `opt`, which is none of rendered, optional, values-only, catalog'],
    [{ ASTRAGO_SCAN_STRIKT: '1' }, ': the environment variable ASTRAGO_SCAN_STRIKT is none that this program knows (Did you mean ASTRAGO_SCAN_STRICT?)'],
    [{ ASTRAGO_SCAN_IGNORE: 'a' }, ': the environment variable ASTRAGO_SCAN_IGNORE is none that this program knows'],
  ])('%o', (env, expected) => {
    const found = problems(read(env));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it('stand for every flag of a scan, under both prefixes', async () => {
    const { Scan } = await import('../../src/commands/scan.js');
    const SAMPLES: Readonly<Record<string, string>> = { workers: '2', 'cache-ttl': '1h' };
    for (const [flag, { type, options }] of Object.entries(Scan.flags as Record<string, { type: string; options?: readonly string[] }>)) {
      if (flag === 'config') continue;
      const text = type === 'boolean' ? 'true' : (SAMPLES[flag] ?? options?.[0] ?? 'text');
      for (const prefix of ['ASTRAGO_SCAN_', 'EXTRACTOR_']) {
        // `--allow-registry` is a demand of the policy, which its variable says.
        const section = ['require-digest', 'forbid-latest', 'forbid-unresolved', 'list'].includes(flag) ? 'POLICY_' : '';
        const name = flag === 'allow-registry' ? 'POLICY_ALLOW_REGISTRIES' : section + flag.toUpperCase().replaceAll('-', '_');
        const settings = read({ [prefix + name]: text });
        expect({ flag, problems: problems(settings), set: Object.keys(values(settings)).length }).toEqual({ flag, problems: [], set: 1 });
      }
    }
  });

  it.each<[NodeJS.ProcessEnv, Record<string, unknown>]>([
    [{ ASTRAGO_SCAN_JSON: '1', ASTRAGO_SCAN_NO_PARALLEL: 'yes', ASTRAGO_SCAN_NO_CACHE: 'true' }, { format: 'json', workers: 1, cache: false }],
    [{ ASTRAGO_SCAN_JSON: '0', ASTRAGO_SCAN_NO_CACHE: 'off' }, {}],
    [{ ASTRAGO_SCAN_JSON: '1', EXTRACTOR_FORMAT: 'csv', ASTRAGO_SCAN_NO_PARALLEL: '1', ASTRAGO_SCAN_WORKERS: '4' }, { format: 'csv', workers: 4 }],
    [{ ASTRAGO_SCAN_VALUES_GLOB: 'values-{a,b}.yaml' }, { values_glob: ['values-{a,b}.yaml'] }],
  ])('%o', (env, expected) => {
    expect(values(read(env))).toEqual(expected);
    expect(problems(read(env))).toEqual([]);
  });

  it('of others, and those that are no settings, are none of its business', () => {
    expect(problems(read({ EXTRACTOR_OTHER: 'x', ASTRAGO_SCAN_LOG: 'debug', ASTRAGO_SCAN_LOG_PATH: 'x' }))).toEqual([]);
  });
});

describe('what becomes of the settings', () => {
  it('they are flags that were not given', () => {
    const settings = at({ [PROJECT]: 'namespace: p\nstrict: true\npolicy: { allow_registries: a.io, list: ok.txt }\nignore: [{ image: a, reason: b }]\nrules: { paths: x }\n' }).settings({ flags: { namespace: 'f' } });
    expect(withSettings({ namespace: 'f', rules: ['y'] }, settings)).toEqual({ namespace: 'f', strict: true, 'allow-registry': ['a.io'], list: 'ok.txt', rules: ['y'] });
  });

  it('they are shown without secrets', () => {
    const settings = at({ [PROJECT]: 'set: [auth.password=hunter2, a=b]\n' }).settings({ env: { ASTRAGO_SCAN_SET_JSON: 'c={"apiKey":"abc"}' } });
    const table = settingTable(settings);
    expect(table['set']!.value).toEqual(['auth.password=***', 'a=b']);
    expect(JSON.stringify(table)).not.toMatch(/hunter2|abc/);
  });
});

describe('the schema for editors', () => {
  it('is the current one', () => {
    const shipped = readFileSync(new URL('../../schema/config.schema.json', import.meta.url), 'utf8');
    expect(shipped, 'run node scripts/build-rules.mjs').toBe(`${JSON.stringify(configSchema(), null, 2)}\n`);
  });

  it('knows what the documentation tells, and nothing else', () => {
    const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
    for (const path of SETTING_PATHS) expect(page).toContain(`\`${path}\``);
  });

  it('gives every flag of a scan a key', async () => {
    const { Scan } = await import('../../src/commands/scan.js');
    // What says it differently: `format: json`, `workers: 1`; and what says where settings are.
    const others = new Set<string | null>(['json', 'no-parallel', 'config', ...SETTING_PATHS.map(flagOf)]);
    expect(Object.keys(Scan.flags).filter((flag) => !others.has(flag))).toEqual([]);
  });
});
