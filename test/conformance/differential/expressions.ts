import { HELM } from '../../../src/evaluate/index.js';
import type { Random } from './random.js';
import { ATOMS, WORDS } from './vocabulary.js';

/** Whose result is chance, the clock or a run's order of maps; compared through other functions or not at all. */
const CHANCE: ReadonlySet<string> = new Set(['keys', 'values', 'shuffle', 'now', 'ago', 'call']);
const GENERATED = /^(rand|gen|uuid|bcrypt|htpasswd|encryptAES|derivePassword|buildCustomCert)/;
/** They change their first argument, and all templates share the values. */
const MUTATORS: ReadonlySet<string> = new Set(['set', 'unset', 'merge', 'mergeOverwrite', 'mustMerge', 'mustMergeOverwrite']);

const NAMES: readonly string[] = ['and', 'or', ...new Set([...HELM.functions.keys(), ...HELM.engine.keys()])].filter((name) => !CHANCE.has(name) && !GENERATED.test(name));

/** Templates of one expression or statement each. */
export function makeTemplates(random: Random, count: number): string[] {
  return Array.from({ length: count }, () => template(random));
}

function template(random: Random): string {
  if (random.chance(0.6)) return `[{{ ${call(random, random.pick(NAMES), 1)} }}]`;
  return random.pick(STATEMENTS)(random);
}

/** A call of a function: mostly with what it takes, at times with anything, or one argument too many. */
function call(random: Random, name: string, depth: number): string {
  const { params, rest } = HELM.engine.get(name) ?? HELM.functions.get(name) ?? { params: ['any'], rest: 'any' };
  const types: string[] = [...params];
  if (rest !== undefined) types.push(...random.times(0, 3, () => rest as string));
  if (random.chance(0.02)) types.pop();
  if (random.chance(0.02)) types.push('any');
  const args = types.map((type, at) => argument(random, name, at, type, depth));
  if (MUTATORS.has(name) && args.length > 0) args[0] = `(deepCopy ${random.pick(ATOMS['map']!)})`;
  if (args.length > 0 && random.chance(0.15)) {
    const last = args.pop()!;
    return `${last} | ${[name, ...args].join(' ')}`;
  }
  return [name, ...args].join(' ');
}

function argument(random: Random, name: string, at: number, type: string, depth: number): string {
  const words = WORDS[name.replace(/^must(?=[A-Z])/, '').replace(/^[A-Z]/, (first) => first.toLowerCase())]?.[at] ?? [];
  if (words.length > 0 && random.chance(0.8)) return random.pick(words);
  if (depth > 0 && random.chance(0.2)) return `(${call(random, random.pick(NAMES), depth - 1)})`;
  if (random.chance(0.12)) return anything(random);
  if (type === 'strings') return '(list "a")';
  const atoms = type === 'any' ? likely(random, name) : (ATOMS[type] ?? ATOMS['any']!);
  return random.pick(atoms);
}

const ABOUT_LISTS = /^(must)?(first|last|rest|initial|reverse|compact|uniq|append|prepend|push|concat|without|has|slice|chunk|sortAlpha|toStrings|join)$/i;
const ABOUT_NUMBERS = /^(add|sub|mul|div|mod|max|min|floor|ceil|round|int|float|lt|gt|le|ge|toDecimal|biggest)/;

/** Kinds that a function of `interface {}` parameters is made for. */
function likely(random: Random, name: string): readonly string[] {
  if (ABOUT_LISTS.test(name) && random.chance(0.7)) return ATOMS['list']!;
  if (ABOUT_NUMBERS.test(name) && random.chance(0.8)) return ATOMS[random.pick(['int', 'float64', 'int64', 'string'])]!;
  return ATOMS[random.pick(['any', 'string', 'map', 'list', 'float64', 'bool'])]!;
}

const anything = (random: Random): string => random.pick(ATOMS[random.pick(Object.keys(ATOMS))]!);

const value = (random: Random): string => (random.chance(0.3) ? `(${call(random, random.pick(NAMES), 0)})` : anything(random));
const open = (random: Random): string => random.pick(['{{ ', '{{- ', '{{', '{{-\n', '{{\t']);
const close = (random: Random): string => random.pick([' }}', ' -}}', '}}', '\n-}}', '\n}}']);
const action = (random: Random, text: string): string => open(random) + text + close(random);
const body = (random: Random): string => random.pick(['x', ' y ', '\n  z\n', '{{ . }}', '{{ .k }}', '{{ $.Values.s }}', '{{ .name }}', '\t-{{ printf "%v" . }}-\r\n']);

/** Statements and syntax; every one takes what it needs from chance. */
const STATEMENTS: readonly ((random: Random) => string)[] = [
  (r) => `a ${action(r, `if ${value(r)}`)}${body(r)}${action(r, 'else')}${body(r)}${action(r, 'end')} b`,
  (r) => `${action(r, `if ${value(r)}`)}1${action(r, `else if ${value(r)}`)}2${action(r, `else if ${value(r)}`)}3${action(r, 'else')}4${action(r, 'end')}`,
  (r) => `${action(r, `with ${value(r)}`)}${body(r)}${action(r, 'else')}${body(r)}${action(r, 'end')}`,
  (r) => `${action(r, `with ${value(r)}`)}${body(r)}${action(r, `else with ${value(r)}`)}[${body(r)}]${action(r, 'else')}none${action(r, 'end')}`,
  (r) => `${action(r, `with $x := ${value(r)}`)}{{ $x }}${body(r)}${action(r, 'else')}{{ $x }}${action(r, 'end')}`,
  (r) => `${action(r, `range ${value(r)}`)}${body(r)},${action(r, 'else')}empty${action(r, 'end')}`,
  (r) => `${action(r, `range $i, $e := ${value(r)}`)}{{ $i }}={{ $e }};${action(r, 'else')}empty${action(r, 'end')}`,
  (r) => `${action(r, `range $e := ${value(r)}`)}{{ $e }}{{ if ${value(r)} }}{{ ${r.pick(['break', 'continue'])} }}{{ end }};${action(r, 'end')}`,
  (r) => `{{ $x := ${value(r)} }}{{ range ${r.pick(ATOMS['list']!)} }}{{ $x = ${r.pick(['.', 'printf "%v%v" $x .', 'list $x .'])} }}{{ end }}{{ $x }}`,
  (r) => `{{ $x := 1 }}{{ if ${value(r)} }}{{ $x ${r.pick(['=', ':='])} ${value(r)} }}{{ end }}[{{ $x }}]`,
  (r) => `{{ $x := ${value(r)} }}[{{ $x.${r.pick(['k', 'name', 'p.c', 'Name', 'a.b'])} }}]`,
  (r) => `[{{ (${anything(r)}).${r.pick(['k', 'p.c', 'nope.x', 'Name', '_0', 'a'])} }}]`,
  (r) => `[{{ ${anything(r)}.${r.pick(['k', 'x', 'Name'])} }}]`,
  (r) => `[{{ .${r.pick(['Values.m.p.c', 'Values.nope.x', 'Values.s.x', 'Chart.Name', 'Chart.name', 'Chart.AppVersion', 'Chart.Annotations.a', 'Chart.Nope', 'Chart.Type', 'Chart.Home', 'Chart.Icon', 'Chart.Sources', 'Chart.Keywords', 'Chart.Maintainers', 'Chart.Dependencies', 'Chart.KubeVersion', 'Chart.Deprecated', 'Chart.IsRoot', 'Chart.APIVersion', 'Chart', 'Release', 'Release.Revision', 'Release.IsInstall', 'Release.IsUpgrade', 'Release.Service', 'Release.Nope', 'Template.Name', 'Template.BasePath', 'Capabilities.KubeVersion', 'Capabilities.KubeVersion.Major', 'Capabilities.KubeVersion.GitVersion', 'Capabilities.KubeVersion.Nope', 'Capabilities.HelmVersion.Version', 'Capabilities.APIVersions', 'Subcharts', 'Files', 'Nope', 'Nope.x', 'Values.AsMap', 'Values.YAML'])} }}]`,
  (r) => `[{{ .Capabilities.APIVersions.Has ${r.pick(['"apps/v1"', '"apps/v1/Deployment"', '"policy/v1beta1"', '"networking.k8s.io/v1/Ingress"', '"autoscaling/v2beta1"', '"v1"', '1', '""', '"batch/v1"', '"monitoring.coreos.com/v1"'])} }}]`,
  (r) => `[{{ .Capabilities.KubeVersion.${r.pick(['Version', 'Minor', 'Major', 'String'])} | ${r.pick(['quote', 'int', 'trimPrefix "v"', 'semver', 'toString', 'atoi', 'kindOf'])} }}]`,
  (r) => `[{{ .Files.${r.pick(['Get "data.txt"', 'Get "nope"', 'Get "dir/b.json"', 'Get "templates/_shared.tpl"', 'Get "README.md"', 'GetBytes "data.txt"', 'Glob "dir/*"', 'Lines "data.txt"', 'Lines "nope"', 'AsConfig', 'AsSecrets', 'Get 1', 'Get', 'Get "values.yaml"', 'Get "Chart.yaml"', 'Get "./data.txt"', 'Get "bom.txt"', 'Get "crlf.txt"', 'Get "LICENSE"'])} | ${r.pick(['quote', 'toString', 'toYaml', 'toJson', 'print', 'len', 'typeOf', 'b64enc'])} }}]`,
  (r) => `{{ range $p, $b := .Files.Glob ${r.pick(['"**"', '"dir/*"', '"*.txt"', '"dir/**.json"', '"{data,bom}.txt"', '"d[ia]r/*"', '"nope/*"', '"dir/?.json"', '"["', '"d*"'])} }}{{ $p }}={{ $b | ${r.pick(['toString', 'len', 'printf "%s"', 'print'])} }};{{ end }}`,
  (r) => `[{{ (.Files.Glob ${r.pick(['"dir/*"', '"*.txt"', '"**.yaml"'])}).${r.pick(['AsConfig', 'AsSecrets'])} | ${r.pick(['indent 2', 'nindent 4', 'quote'])} }}]`,
  (r) => `[{{ ${value(r)} | ${r.pick(['quote', 'squote', 'toYaml', 'toJson', 'toString', 'print', 'kindOf', 'typeOf', 'toPrettyJson', 'toRawJson', 'toToml', 'toYamlPretty', 'printf "%v"', 'printf "%s"', 'printf "%d"', 'html', 'js', 'urlquery', 'not', 'empty', 'len', 'default "d"', 'println', 'title', 'int', 'int64', 'float64', 'cat "x"', 'list', 'nindent 2', 'printf "%q"', 'printf "%#v"', 'printf "%T"'])} }}]`,
  (r) => `[{{ ${value(r)} | ${r.pick(['default "d" | quote', 'toYaml | indent 2', 'toYaml | nindent 4', 'toString | trunc 5', 'quote | upper', 'toJson | b64enc', 'toYaml | fromYaml | toJson', 'toJson | fromJson | toYaml', 'toYaml | sha256sum', 'list | toYaml', 'dict "x" | toYaml', 'toString | replace "." "-" | trimSuffix "-"'])} }}]`,
  (r) => `[{{ ${r.pick(['eq', 'ne', 'lt', 'le', 'gt', 'ge'])} ${value(r)} ${value(r)} }}]`,
  (r) => `[{{ ${r.pick(['and', 'or'])} ${value(r)} ${value(r)} ${value(r)} }}]`,
  (r) => `[{{ ${r.pick(['default', 'coalesce', 'ternary "a" "b"', 'empty', 'all', 'any', 'deepEqual'])} ${value(r)} ${value(r)} }}]`,
  (r) => `{{ template "${r.pick(['shared', 'echo', 'nope', 'blank'])}"${r.pick(['', ' .', ' .Values', ` ${anything(r)}`, ` (${call(r, r.pick(NAMES), 0)})`])} }}`,
  (r) => `{{ block "b${r.below(1e9)}" ${anything(r)} }}<{{ . }}>{{ end }}`,
  (r) => `a ${r.pick(['{{/* c */}}', '{{- /* c */ -}}', '{{ /* c */ }}', '{{- /* }} */ -}}', '{{/* a\nb */}}', '{{/**/}}', '{{- /* c */}}', '{{/* c */ -}}'])} b`,
  (r) => `[{{ ${r.pick(['1_000', '0x1F', '0b101', '0o17', '017', '08', '1e3', '.5', '1.', '0x1p-2', "'a'", "'\\n'", "'\\x41'", "'é'", "'\\u00e9'", '-0', '+5', '0x', '1__0', '9223372036854775808', '1e400', '"\\x41\\101\\u00e9\\U0001F600\\a"', '"\\q"', '`a\\n`', '"a\nb"', "''", "'ab'", '1.5.2', '1a', '--1', '1e', '0_1', '3.0', '1e2', '-1.50', '0.1e-6', '100000000000000000000.0', '0777', '-0x10'])} }}]`,
  (r) => `[{{ ${r.pick(['.', '$', '.Values.', '..', '.Values..s', '$.', '.Values.s.', '$x', '$x.y', '. s', '.Values .s', '(.Values).s', '(.Values.s)', '((.Values)).m.k', '"x".y', '(1).y', '.Values.m."a.b"', '.Values.a-b', 'nil.x', 'true.x', '.Values.s(1)', '(.Values.s) 1', '.Values.s 1', '1 2', '"a" "b"', 'nope', 'nope 1', '.Values.s | nope', '.Values.s | "x"', '.Values.s | .Values.m', '| quote', 'quote |', 'quote | quote', '()', '(', ')', '$x := 1', '$x, $y := .Values.m', '$x = 1', ':= 1', 'if', 'end', 'else', 'break', 'define "x"', 'template', 'range', '{', '@', ',', '1,2', '.Values.s, 1', '.Values.m.k|quote', '.Values.s|quote|upper', '"a"|quote', '(quote "a")|len', 'printf "%s" "}}"', '`}}`', '.Values.é', '$é', '/* c', 'eq', 'not', 'and', 'and 1', 'or nil', 'print', 'len', 'quote', 'list', 'dict', 'cat', 'index .Values', 'index', 'html', 'slice', 'call', 'call .Values.s', 'call .Chart.IsRoot'])} }}]`,
  (r) => `{{${r.pick(['', ' ', '-', '- ', '-}', '--', '- -', '-1', '- 1', '-1 -', ' -', '"a"-', '"a" -', '\n', '-\n1\n-', '1-', '3 -', ' "a" '])}}}`,
  (r) => `x\r\n{{- if ${value(r)} }}\r\n  y\r\n{{- end }}\r\n z {{ .Values.multi | ${r.pick(['indent 2', 'nindent 2', 'quote', 'trim', 'toYaml', 'splitList "\\n"'])} }}`,
  (r) => `{{ define "own${r.below(1e9)}" }}D{{ end }}{{ if ${value(r)} }}{{ define "inner" }}{{ end }}{{ end }}`,
  (r) => `{{ $_ := set (${r.pick(['dict', 'dict "a" 1', '.Values.nope', 'deepCopy .Values.m'])}) ${r.pick(['"k"', '"z"', 'nil', '1'])} ${value(r)} }}{{ $_ }}`,
  (r) => `{{ ${r.pick(['keys', 'values'])} ${r.pick(ATOMS['map']!)} | ${r.pick(['sortAlpha', 'len', 'toStrings | sortAlpha | join ","'])} }}`,
  (r) => `{{ merge (deepCopy ${r.pick(ATOMS['map']!)}) ${r.pick(ATOMS['map']!)} ${r.pick(['', r.pick(ATOMS['map']!)])} | ${r.pick(['toYaml', 'toJson', 'print'])} }}`,
  (r) => `{{ mergeOverwrite (deepCopy ${r.pick(ATOMS['map']!)}) ${r.pick(ATOMS['map']!)} | ${r.pick(['toYaml', 'toJson', 'print'])} }}`,
  (r) => `{{ range $k, $v := ${r.pick(ATOMS['map']!)} }}{{ $k }}: {{ $v | ${r.pick(['quote', 'toYaml | nindent 2', 'print', 'kindOf', 'toJson'])} }}\n{{ end }}`,
  (r) => `{{ range ${r.pick(['.Values.lm', '.Values.ll', '.Values.l', '(list .Values.m .Values.m2)'])} }}{{ ${r.pick(['.name', '.v | default "none"', 'toYaml .', 'index . 0', '(.w).x', '.w.x', 'get . "name"', 'hasKey . "w"', '.v | toString', 'kindOf .', '. | first'])} }};{{ end }}`,
  (r) => `image: "{{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion${r.pick(['', ' | toString', ' | quote'])} }}{{ with .Values.image.digest }}@{{ . }}{{ end }}"`,
];
