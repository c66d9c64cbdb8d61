import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Which room of src/ may import which, and why. Imports go one way, from the foot of the table to its head: a room may name only
 * rooms above it. A new edge is a line here, with its reason.
 */
const ROOMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  clock: {},
  completion: {},
  cache: {},
  source: {},
  value: { source: 'a value remembers the place it was written at' },
  semver: {},
  yaml: {
    source: 'what it reads has places and problems',
    value: 'what it reads and writes are values',
  },
  form: {
    source: 'what a file of ours may not say has a place',
    value: 'it is read as values',
    yaml: 'from YAML',
  },
  secrets: {},
  log: { secrets: 'a log holds none' },
  chart: {
    source: 'files of a chart are sources; problems are diagnostics',
    value: 'values.yaml is kept as read',
    yaml: 'Chart.yaml, values.yaml and Chart.lock are YAML',
  },
  values: {
    source: 'conflicts are diagnostics with a place',
    value: 'merging makes values',
    semver: 'dependencies and kubeVersion are version ranges',
    yaml: 'values files and --set-json are read',
    chart: 'values belong to charts and their dependencies',
  },
  template: { source: 'nodes have places' },
  evaluate: {
    source: 'what makes helm abort is a diagnostic with a place',
    value: 'evaluation computes with values',
    semver: 'semverCompare and its kin',
    yaml: 'toYaml, fromYaml and their kin',
    template: 'what is evaluated',
  },
  release: {
    source: 'problems are diagnostics',
    value: 'contexts are values',
    yaml: 'the objects of .Files and .Chart are read',
    chart: 'a release is made of charts',
    values: 'and of their values',
    evaluate: 'it says in what order and with what context templates run',
  },
  image: {},
  rules: {
    source: 'a bad rule has a place',
    value: 'rules match values',
    semver: 'catalog entries hold for ranges of versions',
    yaml: 'rules are YAML',
    form: 'of a form that is checked',
    image: 'what a rule finds must be a reference',
  },
  kustomize: {
    source: 'patches are texts with places',
    value: 'laid over documents',
    yaml: 'that are YAML',
  },
  manifest: {
    kustomize: 'documents are changed before anybody looks at them',
    source: 'output of a template is a source',
    value: 'documents are values',
    yaml: 'output is YAML',
    rules: 'what no container field shows, rules find',
  },
  trace: {
    source: 'a trace ends at a place',
    value: 'origins are kept by values',
    yaml: 'codecs keep places',
    evaluate: 'the rules by which functions keep text',
  },
  coverage: {
    source: 'budgets end in diagnostics',
    value: 'forced decisions see holes',
    semver: 'a condition on the version of Kubernetes is met by one that is told',
    template: 'decisions are nodes',
    evaluate: 'a pass is an ordinary evaluation',
    release: 'of the same release',
    values: 'disabled dependencies are decisions',
    chart: 'of charts',
    trace: 'what a refusal says was written somewhere, under conditions',
  },
  witness: {
    value: 'present values stand beside those that are tried',
    coverage: 'the conditions of an image, and what would change them',
  },
  deploy: {
    kustomize: 'and is told what changes manifests',
    source: 'a release has a place in the file that declares it',
    value: 'that file is read as values',
    semver: 'charts that were pulled satisfy ranges of versions',
    yaml: 'it is YAML',
    chart: 'and names charts, by globs too',
    values: 'with values, set as helm sets them',
    evaluate: 'helmfiles and ApplicationSets are templates',
    trace: 'of which the text that decides is told',
  },
  scan: {
    source: 'diagnostics become records',
    value: 'user values are values',
    yaml: 'overlays are written',
    chart: 'the story begins with charts',
    values: 'and their values',
    template: 'and templates',
    evaluate: 'which are evaluated',
    release: 'as a release',
    coverage: 'until every branch was seen',
    witness: 'and proved by values',
    manifest: 'gives documents',
    kustomize: 'that patches change',
    image: 'with images',
    trace: 'that come from somewhere',
    rules: 'as the rules say',
    deploy: 'deployed by someone',
    secrets: 'and no secrets',
    clock: 'and it can be asked what it spends',
    cache: 'results of charts that did not change are known',
  },
  policy: {
    image: 'registries and lists are compared by full names',
    scan: 'demands are made on what a scan found',
  },
  explain: {
    source: 'excerpts are lines of sources',
    secrets: 'without secrets',
    value: 'present values are told',
    yaml: 'overlays are shown as YAML',
    chart: 'a chart is read again for what stands where',
    values: 'with its values',
    template: 'conditions around a place are nodes',
    evaluate: 'of templates as they are parsed there',
    scan: 'a result is explained; a switch is tried by a scan',
  },
  verify: {
    source: "helm's output is a source",
    secrets: 'what helm complains of is shown without them',
    value: 'with an origin',
    values: 'overlays are given as flags',
    release: 'helm is told what a release is told by default',
    manifest: "helm's output is read by the reader of our own",
    image: 'both sides name references',
    rules: 'and find them by the same rules',
    scan: 'what a scan said is checked',
  },
  diff: {
    source: 'a YAML report is read',
    value: 'as a value',
    yaml: 'from YAML',
    image: 'images are the same if their full names are',
    scan: 'reports say the status of an image',
  },
  download: { image: 'only what is a reference can be pulled, once under its full name' },
  report: { scan: 'writes what a scan found', source: 'severities', policy: 'and what breaks the policy' },
  config: {
    source: 'a setting has a place',
    value: 'files are read as values',
    yaml: 'rules are shown as YAML',
    form: 'of a form that is checked',
    secrets: 'settings are shown without them',
    image: 'extra images are references',
    rules: 'rule packs are found and loaded',
    scan: 'statuses have names',
    report: 'and formats too',
  },
  commands: {
    completion: 'shells are told of them',
    config: 'flags are merged with what is configured',
    log: 'a run can be followed',
    cache: 'is looked at and cleared',
    source: 'codes decide the exit code',
    scan: 'the one thing commands do',
    policy: 'the answer may be no',
    explain: 'one image can be explained',
    verify: 'helm can be asked too',
    diff: 'two answers are compared',
    download: 'what was found is fetched by a script',
    report: 'and write',
  },
  index: { scan: 'the library is the scan', policy: 'what is demanded of it', report: 'and its report' },
};

/** What other rooms may import, besides `index.js`. */
const FURTHER_DOORS: Readonly<Record<string, string>> = {
  'scan/result.js': 'types and names of a result, without loading the scan for `--help`',
  'scan/inputs.js': 'values as a scan reads them; a scan whose results are known does without',
  'scan/built-in-packs.js': 'rules as a scan has them; a scan whose results are known does without',
  'config/find.js': 'whether anything is configured, without loading what reads it',
  'chart/discover.js': 'finding charts, without loading what reads them',
};

/** Who may use what is not ours. Left out: everybody (paths, texts, numbers). */
const OUTSIDE: Readonly<Record<string, { readonly users: readonly string[]; readonly reason: string }>> = {
  yaml: { users: ['yaml'], reason: 'one reading of YAML' },
  ajv: { users: ['values', 'rules'], reason: 'schemas: values.schema.json and the rules' },
  re2js: { users: ['values', 'evaluate', 'rules', 'kustomize'], reason: "Go's regular expressions, and linear time for those of rules and charts" },
  'fast-glob': { users: ['scan/supplemental', 'scan/variants'], reason: 'files by patterns of the user' },
  tar: { users: ['chart'], reason: 'archives' },
  '@oclif/core': { users: ['commands'], reason: 'the command line' },
  'node:fs': { users: ['chart', 'deploy', 'rules', 'config', 'cache', 'scan/settings', 'scan/pool/run', 'scan/deployments', 'scan/checkout', 'scan/supplemental', 'scan/variants', 'verify/helm', 'commands'], reason: 'stages after loading are pure' },
  'node:fs/promises': { users: ['chart', 'deploy', 'rules', 'config', 'cache', 'commands'], reason: 'stages after loading are pure' },
  'node:zlib': { users: ['chart'], reason: 'archives' },
  'node:worker_threads': { users: ['scan/pool', 'scan/worker'], reason: 'one pool' },
  'node:child_process': { users: ['verify/helm'], reason: 'only a cross-check starts helm, and only when asked' },
};

interface Import {
  readonly file: string;
  readonly target: string;
}

const SRC = join(import.meta.dirname, '..', 'src');
const files = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(SRC, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .sort();
const textOf = new Map(files.map((file) => [file, readFileSync(join(SRC, file), 'utf8')]));

const IMPORT = /^(?:import|export)\b[^;'`]*?\bfrom '([^'\n]+)'|\bimport\('([^'\n]+)'\)|createRequire\(import\.meta\.url\)\('([^'\n]+)'\)/gm;
const imports: Import[] = files.flatMap((file) =>
  [...textOf.get(file)!.matchAll(IMPORT)].map((match) => ({ file, target: match[1] ?? match[2] ?? match[3]! })),
);

const roomOf = (path: string): string => path.split('/')[0]!.replace(/\.[jt]s$/, '');
const resolved = ({ file, target }: Import): string => posix.normalize(posix.join(posix.dirname(file), target));
const inside = imports.filter(({ target }) => target.startsWith('.'));
const between = inside.filter((one) => roomOf(resolved(one)) !== roomOf(one.file));
const outside = imports.filter(({ target }) => !target.startsWith('.'));

describe('rooms', () => {
  test('every folder of src is a room', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in ROOMS))).toEqual([]);
  });

  test('the table goes one way', () => {
    const order = Object.keys(ROOMS);
    const backwards = Object.entries(ROOMS).flatMap(([room, allowed]) =>
      Object.keys(allowed).filter((other) => order.indexOf(other) >= order.indexOf(room)).map((other) => `${room} -> ${other}`),
    );
    expect(backwards).toEqual([]);
  });

  test('a room imports only what the table allows', () => {
    const forbidden = between.filter((one) => !(roomOf(resolved(one)) in (ROOMS[roomOf(one.file)] ?? {})));
    expect(forbidden.map((one) => `${one.file} -> ${resolved(one)}`)).toEqual([]);
  });

  test('a room is entered by its door', () => {
    const windows = between.filter((one) => {
      const path = resolved(one);
      return path !== `${roomOf(path)}/index.js` && !(path in FURTHER_DOORS);
    });
    expect(windows.map((one) => `${one.file} -> ${resolved(one)}`)).toEqual([]);
  });

  test('the search for imports finds them', () => {
    expect(between.length).toBeGreaterThan(20);
    expect(outside.some(({ target }) => target === 'yaml')).toBe(true);
  });
});

describe('what is not ours', () => {
  test.each(Object.entries(OUTSIDE))('%s', (name, { users }) => {
    const strangers = outside
      .filter(({ target }) => target === name || target.startsWith(`${name}/`))
      .filter(({ target }) => target === name || !(target in OUTSIDE))
      .filter(({ file }) => !users.some((user) => file.startsWith(`${user}/`) || file === `${user}.ts`));
    expect(strangers.map(({ file }) => file)).toEqual([]);
  });

  test('no package is used that the table does not know', () => {
    const known = (target: string): boolean => Object.keys(OUTSIDE).some((name) => target === name || target.startsWith(`${name}/`));
    expect(outside.filter(({ target }) => !target.startsWith('node:') && !known(target))).toEqual([]);
  });
});

describe('habits', () => {
  test('only commands print and end the process', () => {
    const speakers = files.filter(
      (file) => !file.startsWith('commands/') && /\bconsole\.|process\.(?:exit|exitCode|stdout|stderr)\b/.test(textOf.get(file)!),
    );
    expect(speakers).toEqual([]);
  });

  test('no special case for a chart', () => {
    const names = /['"`](?:bitnami|gpu-operator|network-operator|kube-prometheus-stack|cert-manager|ingress-nginx|argo-cd)['"`]/;
    expect(files.filter((file) => names.test(textOf.get(file)!))).toEqual([]);
  });

  test('no file is longer than 500 lines', () => {
    expect(files.filter((file) => textOf.get(file)!.split('\n').length > 500)).toEqual([]);
  });
});
