import type { Random } from './random.js';
import { SET_ARGUMENTS, VALUES_LINES } from './chart-vocabulary.js';

/** Whether a chart with these files, and only what it needs beside them, is refused. */
export type IsRefused = (files: Readonly<Record<string, string>>) => boolean;

/** Whatever is refused ends a whole rendering, so that little of it may stand in one chart. */
class Words {
  readonly #good: readonly string[];
  readonly #bad: readonly string[];

  constructor(words: readonly string[], isRefused: (word: string) => boolean) {
    this.#good = words.filter((word) => !isRefused(word));
    this.#bad = words.filter(isRefused);
  }

  pick(random: Random): string {
    return random.pick(this.#bad.length > 0 && random.chance(0.004) ? this.#bad : this.#good);
  }
}

/** A chart on its way to disk: text by path, folders below `charts/` as charts of their own. */
export interface MadeChart {
  readonly files: Record<string, string>;
  /** By name of the folder, or of the archive where it ends in `.tgz`. */
  readonly charts: Record<string, MadeChart>;
  /** Text of values files. */
  readonly valuesFiles: string[];
  /** `--set` and its kin, flag and argument. */
  readonly sets: (readonly [flag: string, argument: string])[];
}

const NAMES = ['db', 'web', 'lib', 'my-cache', 'sub'] as const;

/** Makes charts with their dependencies, values and the arguments they are rendered with. */
export function chartMaker(random: Random, isRefused: IsRefused): () => MadeChart {
  LINES = new Words(VALUES_LINES, (line) => isRefused({ 'values.yaml': `${line}\n` }));
  TEMPLATES = new Words(FILES, (text) => isRefused({ 'templates/x.yaml': text }));
  return () => makeChart(random);
}

let LINES: Words;
let TEMPLATES: Words;

function makeChart(random: Random): MadeChart {
  const chart = oneChart(random, 'root', 2);
  chart.valuesFiles.push(...random.times(0, 2, () => overlay(random, Object.values(chart.charts).length > 0)));
  if (random.chance(0.3)) chart.sets.push(...random.times(1, 3, () => random.pick(SET_ARGUMENTS)));
  return chart;
}

function oneChart(random: Random, name: string, depth: number): MadeChart {
  const chart: MadeChart = { files: {}, charts: {}, valuesFiles: [], sets: [] };
  const { files } = chart;
  // Of two charts of one name helm takes one by chance.
  if (depth > 0) for (const child of new Set(random.times(0, 2, () => random.pick(NAMES)))) chart.charts[child + (random.chance(0.3) ? '-1.2.3.tgz' : '')] ??= oneChart(random, child, depth - 1);
  const children = Object.keys(chart.charts).map((child) => child.replace('-1.2.3.tgz', ''));
  const isLibrary = name === 'lib' && random.chance(0.7);
  const isOld = random.chance(0.15);
  const declared = children.length > 0 && random.chance(0.8) ? dependencies(random, children) : '';
  files['Chart.yaml'] =
    `${isOld ? 'apiVersion: v1' : 'apiVersion: v2'}\nname: ${name}\nversion: ${random.pick(['1.2.3', '1.2.3-rc.1', '"1.2"', 'v1.2.3'])}\n` +
    random.pick(['', 'appVersion: 1.10\n', 'appVersion: "2.0"\n', 'appVersion: 1e3\n', 'AppVersion: 3.1.4\n', 'appVersion: 2024-01-01\n', 'appVersion: ~\n']) +
    (random.chance(0.01) ? 'kubeVersion: ">= 1.99"\n' : '') +
    random.pick(['', '', '', 'description: "a\\tb"\n', 'annotations:\n  n: "1"\n  b: "yes"\n']) +
    (isLibrary ? 'type: library\n' : random.pick(['', 'type: application\n'])) +
    (isOld ? '' : declared);
  if (isOld && declared !== '') files['requirements.yaml'] = declared;
  if (random.chance(0.1)) files['Chart.lock'] = 'dependencies: []\ndigest: x\ngenerated: "2024-01-01T00:00:00Z"\n';
  files['values.yaml'] = valuesText(random, children);
  templates(random, files, name);
  extras(random, files);
  return chart;
}

function dependencies(random: Random, children: readonly string[]): string {
  const entry = (name: string): string =>
    `- name: ${name}\n  version: ${random.pick(['"*"', '1.2.3', '^1.0.0', '">=1.0.0-0"', '~1.2', '2.x', '""', '">=0"'])}\n  repository: ${random.pick(['""', 'https://x', 'file://../x'])}\n` +
    random.pick(['', '', `  alias: ${random.pick(['al', 'other', 'web2'])}\n`]) +
    random.pick(['', '', `  condition: ${random.pick([`${name}.enabled`, 'on', 'global.on', `${name}.enabled,global.on`, 'nope.enabled', `al.enabled, ${name}.enabled`, 'str'])}\n`]) +
    random.pick(['', '', '  tags: [front]\n', '  tags: [back, front]\n']) +
    random.pick(['', '', '  import-values: [data]\n', '  import-values:\n  - child: exports.data\n    parent: got\n', '  import-values:\n  - child: cfg\n    parent: "."\n  - nope\n', '  import-values:\n  - child: cfg\n    parent: cfg\n']);
  const entries = children.filter(() => random.chance(0.9)).map(entry);
  if (random.chance(0.15) && children[0] !== undefined) entries.push(`- name: ${children[0]}\n  version: "*"\n  repository: ""\n  alias: twice\n`);
  if (random.chance(0.03)) entries.push('- name: missing\n  version: 1.0.0\n  repository: ""\n');
  return `dependencies:${entries.length === 0 ? ' []' : ''}\n${entries.join('')}`;
}

function valuesText(random: Random, children: readonly string[]): string {
  const lines = random.times(1, 6, () => LINES.pick(random));
  for (const child of children) if (random.chance(0.6)) lines.push(childValues(random, child));
  if (random.chance(0.1)) lines.push(childValues(random, random.pick(['al', 'twice', 'other'])));
  if (random.chance(0.4)) lines.push(random.pick(['global: {on: true, m: {a: 1}}', 'global:\n  on: false\n  m: {b: 2, p: {x: 1}}\n  s: text', 'global: {}', 'global: {m: str}', 'global: ~']));
  if (random.chance(0.2)) lines.push(random.pick(['tags: {front: false}', 'tags:\n  front: true\n  back: false', 'tags: {front: "no"}']));
  if (random.chance(0.3)) lines.push('exports:\n  data: {imported: 1, k: from-child}\ncfg: {x: 1, y: {z: 2}}');
  const text = unique(lines).join('\n') + random.pick(['\n', '', '\n\n# end\n', '\n---\nsecond: doc\n', '\n...\n']);
  return random.chance(0.05) ? `\ufeff${text}` : random.chance(0.1) ? text.replaceAll('\n', '\r\n') : text;
}

const childValues = (random: Random, child: string): string =>
  `${child}:${random.pick([' {enabled: false}', ' {enabled: true, k: fromparent}', '\n  k: ~\n  m: {a: ~, z: 1}', '\n  global: {on: true, s: childs}\n  l: [9]', ' {}', '\n  enabled: "no"', '\n  m: text', '\n  sub: {k: deep, enabled: false}\n  db: {k: deep}', ...(random.chance(0.1) ? [' ~', ' text'] : [])])}`;

/** One line a key: a key met twice is another matter, and has lines of its own. */
function unique(lines: readonly string[]): string[] {
  const seen = new Set<string>();
  return lines.filter((line) => {
    const key = /^[^:]*/.exec(line)![0];
    return !seen.has(key) && seen.add(key);
  });
}

function overlay(random: Random, nested: boolean): string {
  const lines = random.times(0, 4, () => LINES.pick(random));
  lines.push(...random.times(0, 3, () => `${random.pick(['k', 'm', 'l', 's', 'n', 'cfg', 'global', 'nope'])}: ${random.pick(['~', '{a: ~, q: 1}', '[1]', 'over', '{}', '5', '{on: true, m: {p: {y: 2}}}'])}`));
  if (nested) lines.push(childValues(random, random.pick(['db', 'web', 'sub', 'al', 'my-cache'])));
  return `${unique(lines).join('\n')}\n`;
}

const dump = (name: string): string =>
  `apiVersion: v1\nkind: Dump\nmetadata:\n  name: ${name}\n  template: {{ .Template.Name }}\nvalues: {{ toJson .Values | toJson }}\nchart: {{ omit (.Chart | toJson | fromJson) "dependencies" | toJson | toJson }}\ndependencies: {{ range .Chart.Dependencies }}{{ .Name }}/{{ .Alias }} {{ end }}\nprinted: {{ print .Values | toJson }}\nfiles: {{ range $p, $_ := .Files }}{{ $p }} {{ end }}\nyaml: |\n  {{- toYaml .Values | nindent 2 }}\n`;

function templates(random: Random, files: Record<string, string>, name: string): void {
  files['templates/dump.yaml'] = dump(name);
  files['templates/_helpers.tpl'] = `{{ define "who" }}${name}{{ end }}{{- define "${name}.own" -}}own {{ .Chart.Name }}{{- end }}`;
  if (random.chance(0.3)) files['templates/_other.tpl'] = random.pick(['{{ define "who" }}other {{ .Chart.Name }}{{ end }}', '{{ define "who" }}  {{/* nothing */}}\n{{ end }}', '{{- define "late" }}late{{ end }}']);
  files['templates/who.yaml'] = 'who: {{ include "who" . }}\n';
  if (random.chance(0.4)) files[random.pick(['templates/sub/deep.yaml', 'templates/a b.yaml', 'templates/.hidden.yaml', 'templates/plain.txt', 'templates/x.yaml.bak', 'templates/sub/_part.yaml', 'templates/tests/t.yaml'])] = TEMPLATES.pick(random);
  if (random.chance(0.2)) files['templates/NOTES.txt'] = random.pick(random.chance(0.05) ? ['{{ .Values.nope.x }}', '{{ if }}'] : ['Hi {{ .Release.Name }}\n', 'plain']);
  for (const [at, text] of random.times(0, 3, () => TEMPLATES.pick(random)).entries()) files[`templates/f${at}.yaml`] = text;
}

const HEAD = 'apiVersion: v1\nkind: ConfigMap\n';

/** Files of templates: what a renderer has to say of documents, line ends, hooks and the context. */
const FILES: readonly string[] = [
  '\n  \n# only a comment\n',
  '{{- if .Values.nope }}\na: 1\n{{- end }}\n',
  `${HEAD}a: 1\n---\n${HEAD}b: 2\n---\n\n---\n# c\n`,
  `---\n${HEAD}x: {{ .Values.k | default "none" | quote }}\n`,
  `${HEAD}text: |\n  ---\n  inside\n`,
  `${HEAD}metadata:\n  annotations:\n    helm.sh/hook: pre-install, post-upgrade\n`,
  `${HEAD}metadata:\n  annotations:\n    helm.sh/hook: crd-install\n`,
  `${HEAD}metadata:\n  annotations:\n    helm.sh/hook: test\n    n: 1\n`,
  `${HEAD}metadata:\n  annotations:\n    a: {b: c}\n`,
  '- a\n- b\n',
  'just text\n',
  `${HEAD}\tbad: tab\n`,
  `${HEAD}a: 1\na: 2\n`,
  `${HEAD}x: {{ include "who" . }}\ny: {{ template "who" . }}\n`,
  '{{ include "late" . }}\n',
  `${HEAD}x: {{ .Subcharts | keys | sortAlpha | toJson }}\n`,
  `${HEAD}x: {{ .Values.global | toJson }}\n`,
  `${HEAD}x: {{ .Values.global.on }}\n`,
  `\ufeff${HEAD}bom: true\n`,
  `${HEAD.replaceAll('\n', '\r\n')}a: {{ .Values.s | quote }}\r\n{{- if true }}\r\nb: 1\r\n{{- end }}\r\n---\r\n${HEAD.replaceAll('\n', '\r\n')}c: 2\r\n`,
  `${HEAD}x: {{ .Files.Get "extra.txt" | toJson }}\ny: {{ (.Files.Glob "conf/*").AsConfig | toJson }}\nz: {{ .Files.Lines "extra.txt" | toJson }}\n`,
  `{{ $_ := set .Values "k" "mutated" }}${HEAD}x: {{ .Values.k }}\n`,
  `{{ define "who" }}redefined{{ end }}${HEAD}x: {{ include "who" . }}\n`,
  `${HEAD}x: {{ range $k, $v := .Values }}{{ $k }}={{ kindOf $v }} {{ end }}\n`,
  `${HEAD}x: {{ .Values.m.a }}\n`,
  `${HEAD}x: {{ tpl (.Values.t | default "") . | quote }}\n`,
  `${HEAD}x: {{ required "k is needed" .Values.k }}\n`,
  `--- \n${HEAD}a: 1\n---\t\n${HEAD}b: 1\n--- # c\n${HEAD}c: 1\n`,
  `---\n---\n${HEAD}a: 1\n`,
  `---kind: X\n${HEAD}`,
  `  ${HEAD.replaceAll('\n', '\n  ')}a: 1\n`,
  `${HEAD}a: {{ printf "%s" .Values.n }}\nb: {{ .Values.n }}\nc: {{ .Values.n | int }}\n`,
  'apiVersion: v1\nkind: List\nitems:\n- kind: Pod\n- kind: Service\n',
  'apiVersion: v1\nkind: {{ .Values.kind | default "Secret" }}\nmetadata: {name: 5}\n',
  '%YAML 1.2\n---\nkind: X\n',
  'kind: X\n...\nkind: Y\n',
  '{"apiVersion": "v1", "kind": "J", "metadata": {"name": "x"}}\n',
  'kind: X\nmetadata: ~\n',
  'kind: X\nmetadata:\n  labels: [a]\n',
  'kind: 1\n',
  'kind: [a]\n',
  'kind: X\nmetadata: {annotations: {a: true, b: 1.50, c: ~}}\n',
  'kind: X\nval: *nope\n',
  'kind: X\nb: @at\n',
  'kind: X\nb: "unclosed\n',
  'kind: X\nb: {{ .Values.s }}: c\n',
  'KIND: Upper\nMetadata: {Name: x}\n',
  '<no value>kind: X\nv: {{ .Values.nope }}\n',
];

function extras(random: Random, files: Record<string, string>): void {
  if (random.chance(0.3)) files['extra.txt'] = random.pick(['one\ntwo\n', '', '\ufeffbom', 'a\r\nb']);
  if (random.chance(0.2)) files['conf/a.yaml'] = 'a: 1\n';
  if (random.chance(0.2)) files['conf/b.bin'] = 'b\u00e9\n';
  if (random.chance(0.25)) files['.helmignore'] = random.pick(['conf/\n', '*.txt\n', '# c\nextra.txt\n', '!extra.txt\n', '/conf/a.yaml\n', 'templates/f0.yaml\n', 'f1.yaml\n', '**/x\n', '[\n', 'conf\n*.bak\n', 'charts/db\n', '\\#x\n', ' extra.txt \n', 'conf/*\n', 'tests/\n', 'values.yaml\n', 'Chart.yaml\n']);
  if (random.chance(0.08)) files[random.pick(['crds/c.yaml', 'README.md', 'LICENSE', 'values.schema.json'])] = '{"type": "object"}';
  if (random.chance(0.04)) files['values.schema.json'] = random.pick(SCHEMAS);
}

const SCHEMAS: readonly string[] = [
  '{"type": "object", "properties": {"k": {"type": "string"}}}',
  '{"type": "object", "required": ["k"]}',
  '{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"n": {"type": "integer", "minimum": 2}, "l": {"type": "array", "items": {"type": "number"}}}}',
  '{"additionalProperties": false, "properties": {"global": {}, "k": {}}}',
  '{"properties": {"s": {"enum": ["a", "b"]}, "m": {"$ref": "#/definitions/m"}}, "definitions": {"m": {"type": "object", "required": ["a"]}}}',
  '{"$schema": "https://json-schema.org/draft/2020-12/schema", "properties": {"l": {"prefixItems": [{"type": "integer"}]}, "s": {"pattern": "^[a-z]+$"}}}',
  '{"properties": {"global": {"properties": {"on": {"type": "boolean"}}}}}',
  '{bad',
  '{"type": "nope"}',
  '{"if": {"required": ["k"]}, "then": {"required": ["nope"]}}',
];
