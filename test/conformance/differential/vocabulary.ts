/** What `.Values` of the generated charts holds: a value of every kind that a values file can hold. */
export const VALUES = String.raw`
nul: null
tt: true
ff: false
int: 3
zero: 0
neg: -7
million: 1000000
big: 12345678901234567890
flt: 1.5
whole: 2.0
huge: 1e300
tiny: 0.00001234
port: 8080
s: abc
e: ""
uni: "héllo wörld 日本 🚀"
multi: "first\n  second\n\nthird\n"
trail: "ends \n\n"
space: "  padded  "
num: "12"
oct: "010"
fnum: "1.50"
yesno: "yes"
nulls: "null"
img: "reg.io:5000/team/app:1.2.3"
dig: "app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
ver: "1.2.3-rc.1+build"
yam: "a: b # c"
lead: "- item"
quo: "it's \"quoted\" \\ back"
tab: "a\tb"
ctl: "bell\u0007 nbsp\u00a0end"
date: 2024-01-02
long: "the quick brown fox jumps over the lazy dog and then runs around the whole field twice before it sleeps"
tmpl: "{{ .Values.s }}-{{ .Release.Name }}"
doc: "a: 1\nb:\n  - x\n  - y: 2.50\nc: ~\nd: yes\n"
arr: "- 1\n- two\n- null\n"
json: '{"a": [1, 2.5, "x"], "b": {"c": null}, "d": 1e3}'
b64: aGVsbG8=
el: []
em: {}
l: [1, a, null, true, 1.5]
ls: [b, a, c, a]
li: [3, 1, 2, 3]
ll: [[1, 2], [3], []]
lm: [{name: a, v: 1}, {name: b, v: null}, {name: a, w: {x: y}}]
m: {k: v, n: 1, p: {c: null, d: [1, two]}, "a.b": dotted, "1": one}
image: {registry: docker.io, repository: lib/app, tag: 1.20, digest: "", pullPolicy: IfNotPresent}
m2: {k: other, q: true, p: {c: 5, e: f}, z: {}}
deep: {a: {b: {c: {d: leaf}}}}
`;

/** Expressions by the kind of value they mostly have. */
export const ATOMS: Readonly<Record<string, readonly string[]>> = {
  any: ['.Values.nul', '.Values.nope', '(.Values.nope)', 'nil', '.Values.tt', '.Values.int', '.Values.s', '.Values.e', '.Values.l', '.Values.m', '.Values.el', '.Values.em', '1', '1.5', '"x"', 'true', '.Values.million', '(index .Values.l 2)', '.Values.m.p.c', '(int64 7)', '.Values.deep', '.Values.uni', '.Values.lm'],
  string: ['.Values.s', '.Values.e', '.Values.uni', '.Values.multi', '.Values.trail', '.Values.space', '.Values.num', '.Values.oct', '.Values.fnum', '.Values.img', '.Values.dig', '.Values.ver', '.Values.yam', '.Values.lead', '.Values.quo', '.Values.tab', '.Values.ctl', '.Values.date', '.Values.long', '.Values.doc', '.Values.json', '.Values.yesno', '.Values.nulls', '"lit"', '`raw "x"`', '"a\\tb\\u00e9\\n"', '""', '.Release.Name', '.Chart.Name', '.Chart.Version', '.Values.image.repository'],
  int: ['0', '1', '2', '3', '5', '-1', '-3', '10', '0x1F', '0b11', '010', '1_000', "'a'", '(int .Values.int)', '(len .Values.l)', '(int .Values.neg)', '80', '4'],
  int64: ['(int64 2)', '(add 1 2)', '(int64 .Values.big)', '(mul 3 4)'],
  float64: ['.Values.flt', '.Values.int', '.Values.neg', '.Values.million', '.Values.big', '.Values.huge', '.Values.tiny', '.Values.whole', '.Values.zero', '1.5', '1e3', '-0.25', '(float64 "2.75")', '.Values.image.tag', '(divf 1 3)', '1.0'],
  bool: ['true', 'false', '.Values.tt', '.Values.ff', '(eq 1 1)', '(empty .Values.e)', '(hasKey .Values.m "k")'],
  list: ['.Values.l', '.Values.ls', '.Values.li', '.Values.ll', '.Values.lm', '.Values.el', '(list)', '(list 1 "a" nil)', '(list "z" "y" "x")', '(until 3)', '(splitList "," "c,a,b")', '(.Values.nope)', '(list (list 1) (list 1) 2)', '(list 1 1.0 "1" true)', '(regexFindAll "[a-z]" .Values.s -1)', '(tuple 3 1 2)', '(fromYamlArray .Values.arr)'],
  map: ['.Values.m', '.Values.m2', '.Values.em', '.Values.deep', '.Values.image', '(dict)', '(dict "a" 1 "b" (dict "c" nil))', '(.Values.nope)', '(deepCopy .Values.m)', '.Values', '(fromYaml .Values.doc)', '(fromJson .Values.json)', '(dict "k" "" "q" false "p" (dict "c" 1))', '(pick .Values.m "k" "n")', '(split ":" .Values.img)'],
  struct: ['.', '$', '.Chart', '.Release', '.Capabilities', '.Capabilities.KubeVersion', '.Capabilities.APIVersions', '.Files', '.Template', '.Chart.Maintainers', '(semver .Values.ver)', '.Chart.Annotations', '.Chart.Keywords', '.Subcharts', '(.Files.GetBytes "data.txt")', '(toDate "2006-01-02" "2024-02-29")'],
};

/** Words that mean something to one parameter of a function. */
export const WORDS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  regexMatch: [['"^a"', '"[a-z]+"', '"("', '"(?i)ABC"', '"\\\\d+$"', '"^[^:]+:.*$"', '"é"']],
  regexFind: [['"[a-z]+"', '"(\\\\w+):(\\\\d+)"', '"x*"', '"[[:alpha:]]+"', '"\\\\pL+"']],
  regexFindAll: [['"[a-z]"', '"a*"', '"\\\\w+"', '"(.)(.)"'], [], ['-1', '0', '2']],
  regexSplit: [['":"', '"[/:]"', '""', '"b*"', '"\\\\s+"'], [], ['-1', '0', '1', '2']],
  regexReplaceAll: [['"[^a-z]"', '"(\\\\w)(\\\\w)"', '"a*"', '"(?P<n>[a-z]+)"', '"^v?"', '"\\\\.0$"'], [], ['"-"', '"${2}$1"', '"$1x"', '"${n}!"', '"$$"', '""', '"\\\\n"']],
  regexReplaceAllLiteral: [['"[^a-z]"', '"a|b"', '"$"'], [], ['"$1"', '"-"']],
  semverCompare: [['">=1.2.0"', '"^1.2"', '"~1"', '"<2.0.0 || >3"', '">= 1.2.3-0"', '"1.x"', '"*"', '"!=1.2.3"', '"1.2 - 2.3.4"', '"=> 1, < 3"', '">=1.19-0 <2.0.0-0"', '"bad"', '"=v1.2.3"', '">1"'], ['.Values.ver', '"1.2.3"', '"v2"', '"1.30.1-gke.4"', '.Capabilities.KubeVersion.Version', '"0.0.1"', '.Chart.Version', '.Capabilities.KubeVersion', '"1.2.3.4"', '""', '"latest"']],
  semver: [['.Values.ver', '"v1.2"', '"1"', '"1.2.3+x"', '"01.2.3"', '"x"', '.Chart.AppVersion']],
  date: [['"2006-01-02"', '"Mon Jan _2 15:04:05 MST 2006"', '"Z07:00 .000 PM"'], ['(toDate "2006-01-02" "2024-02-29")', '0', '(int64 1700000000)']],
  dateInZone: [['"2006-01-02 15:04"', '"RFC3339"', '"January 2 3PM"'], ['(toDate "2006-01-02" "2024-02-29")', '(int64 1700000000)'], ['"UTC"', '"Asia/Seoul"', '"nowhere"', '""']],
  toDate: [['"2006-01-02"', '"2006-01-02T15:04:05Z07:00"', '"Jan 2, 2006"'], ['"2024-02-29"', '"2024-02-30"', '"2024-01-02T03:04:05+02:00"', '.Values.date']],
  mustToDate: [['"2006-01-02"'], ['"2024-02-29"', '"x"', '.Values.date']],
  dateModify: [['"1h"', '"-24h"', '"x"', '"1h30m5.5s"'], ['(toDate "2006-01-02" "2024-02-29")']],
  duration: [['"95"', '(int64 3661)', '"x"', '90', '(int64 0)']],
  durationRound: [['"2h10m5s"', '"400h"', '(int64 100)', '"x"', '"50ms"']],
  unixEpoch: [['(toDate "2006-01-02" "2024-02-29")']],
  urlParse: [['.Values.img', '"https://u:p@host:8443/a/b?q=1&r=%20#frag"', '"//h/x"', '"reg.io/a"', '"http://[::1]:80/"', '"%zz"', '"mailto:a@b"', '"/a%2Fb"']],
  urlJoin: [['(dict "scheme" "https" "host" "h:1" "path" "/a b" "query" "q=1")', '(urlParse "https://u@h/p?q#f")', '(dict "host" 1)', '(dict "path" "rel")', '(dict "opaque" "x" "scheme" "s")']],
  printf: [['"%s"', '"%v"', '"%d"', '"%q"', '"%5.2f|"', '"%t"', '"%x"', '"%T"', '"%+v"', '"%#v"', '"%-10s|"', '"%05d"', '"%s:%s"', '"%v-%v-%v"', '"%e"', '"%g"', '"%c"', '"%U"', '"%o"', '"%b"', '"%%"', '"%!"', '"%[2]v %[1]v"', '"%*d"', '"%.3s"', '"%6v|"', '"%.0f"', '"%"', '"%z"', '"%s/%s:%v"', '"%.2f%%"', '"%08.3f"', '"%+d"', '"% d"', '"%X"', '"%i"']],
  trimAll: [['" "', '"/"', '"ab"', '"$"']],
  trimPrefix: [['"a"', '"v"', '"reg.io"', '""']],
  trimSuffix: [['"c"', '"\\n"', '":1.2.3"', '"-"']],
  splitList: [['":"', '","', '""', '"/"', '" "']],
  split: [['":"', '"/"', '""', '"@"']],
  splitn: [['":"', '"/"', '"@"'], ['1', '2', '3', '0', '-1']],
  join: [['","', '"-"', '""', '"\\n"']],
  kindIs: [['"map"', '"slice"', '"string"', '"float64"', '"int"', '"invalid"', '"bool"', '"int64"', '"struct"', '"ptr"']],
  typeIs: [['"string"', '"[]interface {}"', '"map[string]interface {}"', '"float64"', '"int"', '"bool"', '"chartutil.Values"']],
  typeIsLike: [['"string"', '"chartutil.Capabilities"', '"semver.Version"']],
  index: [['.Values.m', '.Values.l', '.Values', '.Values.ll', '.Values.s', '.Values.lm'], ['0', '"k"', '"nope"', '"m"', '1', '"p"', '9', '"a.b"'], ['"c"', '0', '"x"']],
  get: [[], ['"k"', '"nope"', '"p"', '"tag"', '"_0"', '"a"']],
  hasKey: [[], ['"k"', '"nope"', '"p"', '"a"', '"nul"']],
  pick: [[], ['"k"', '"nope"'], ['"n"', '"p"']],
  omit: [[], ['"k"', '"nope"'], ['"n"', '"p"']],
  pluck: [['"k"', '"p"', '"nope"']],
  dict: [['"a"', '"k"', '1', 'nil', '.Values.int'], [], ['"b"', '"a"', '"c"']],
  contains: [['"a"', '":"', '""', '"zz"']],
  hasPrefix: [['"a"', '"reg"', '""']],
  hasSuffix: [['"c"', '"\\n"', '""']],
  replace: [['"a"', '"."', '"\\n"', '""', '"+"', '":"'], ['"-"', '""', '"_"']],
  indent: [['2', '4', '0', '-1', '(int .Values.int)']],
  nindent: [['2', '0', '8']],
  wrap: [['10', '20', '80', '0']],
  wrapWith: [['10', '30'], ['"\\t"', '"<br>"', '""']],
  repeat: [['3', '0', '-1', '2']],
  trunc: [['63', '3', '-3', '0', '5', '-100']],
  abbrev: [['5', '10', '3', '4']],
  abbrevboth: [['5', '2', '0'], ['10', '8', '20']],
  substr: [['0', '1', '-1', '2', '5'], ['3', '-1', '100', '0']],
  seq: [['1', '3', '0', '-2', '5'], ['2', '-1', '10', '0'], ['10', '-5']],
  until: [['0', '3', '-2', '1']],
  untilStep: [['0', '3', '10'], ['5', '0', '-3'], ['1', '2', '-2', '0']],
  chunk: [['1', '2', '3', '0']],
  slice: [[], ['0', '1', '2', '-1', '9'], ['2', '3', '0']],
  round: [[], ['0', '1', '2', '-1'], ['.5', '.3', '0.7']],
  plural: [['"one"', '"%d thing"'], ['"many"'], ['1', '0', '2']],
  ternary: [[], [], ['true', 'false', '.Values.tt', '.Values.nope', '"x"', '(empty .Values.e)']],
  required: [['"must"']],
  fail: [['"no"', '"a\\nb"']],
  lookup: [['"v1"'], ['"Secret"'], ['"ns"'], ['"x"', '""']],
  tpl: [['.Values.tmpl', '"{{ .Values.s }}"', '"{{ . }}"', '"{{ .nope.x }}"', '"{{ if }}"', '"plain"', '"{{ include \\"shared\\" . }}"', '.Values.multi', '"{{- define \\"q\\" }}Q{{ end }}{{ include \\"q\\" . }}"', '(toYaml .Values.image)', '"{{ $.Release.Name }}"', '"{{ .Template.Name }}"', '"{{ tpl .Values.tmpl . }}"'], ['.', '$', '.Values', '(dict "Values" .Values)', 'nil']],
  include: [['"shared"', '"echo"', '"nope"', '"blank"'], ['.', '.Values', 'nil', '(dict "a" 1)']],
  fromYaml: [['.Values.doc', '.Values.arr', '.Values.s', '"a: [1, {b: c}]"', '"a: 0x1F\\nb: 0777\\nc: 1_000\\nd: 1:30\\ne: .inf"', '"a: {b: *x}"', '"x: &a {k: 1}\\ny: {<<: *a, z: 2}"', '"a: !!str 1\\nb: !!int \\"2\\""', '"? a\\n: b"', '"a: |\\n  x\\n  y\\nb: >-\\n  folded\\n  text"', '"a: \\"\\\\u00e9\\""', '"%YAML 1.1\\n---\\na: 1"', '"a: 1\\na: 2"', '"\\ta: 1"', '"a:\\n- b\\n-c"', '"true: 1\\n1.5: 2\\nnull: 3"', '"a: 2024-01-02T03:04:05Z"', '(toYaml .Values.m)', '"a: \'it\'\'s\'"', '"- a: b"', '"{a: 1, b}"', '"a: b: c"', '"a: @x"', '"a: %x"', '"a: `x`"', '"a: >\\n\\n  x\\n\\n   y\\n\\n"', '"a: 12e03\\nb: 1e\\nc: +1\\nd: 1.\\ne: 0o17\\nf: 08"', '"..."', '"---\\na: 1\\n---\\nb: 2"', '"a: !custom x"', '"a: !!binary aGk="', '"? {a: b}\\n: c"', '"[a, b]: c"']],
  fromYamlArray: [['.Values.arr', '.Values.doc', '"[]"', '"- a\\n- {b: 1}"', '"- - a\\n  - b\\n- c"', '""', '"x"', '"-"']],
  fromJson: [['.Values.json', '"{}"', '"[1]"', '"{\\"a\\":1e400}"', '"{\\"a\\":\\"\\\\u00e9\\\\ud83d\\"}"', '"{\\"a\\": 1,}"', '""', '"null"', '"{\\"a\\":1}x"', '"nul"', '"{a:1}"', '"{\\"a\\" 1}"', '"{\\"a\\":tru}"', '"{\\"a\\":01}"', '"\\"x\\""']],
  fromJsonArray: [['"[1,\\"a\\",null]"', '"{}"', '""', '"[1,]"', '"[1"']],
  fromToml: [['"a = 1\\n[b]\\nc = \\"x\\""', '"a = "', '"[[t]]\\nx = 1\\n[[t]]\\nx = 2.5"', '"d = 2024-01-02\\ne = [1, 2]"', '"a.b = true"', '"x = {y = 1}"', '"a = 0x1F\\nb = 1e3\\nc = inf"', '"a = 1\\na = 2"', '"s = \'\'\'\\nraw\'\'\'"']],
  mustFromJson: [['.Values.json', '"[1]"', '"\\"x\\""', '"x"']],
  b64dec: [['.Values.b64', '"a"', '"!!"', '"aGk"', '"aGk="', '""']],
  b32dec: [['"NBSWY3DP"', '"a"', '""']],
  int: [['"08"', '"0x1f"', '"1e3"', '" 5"', '"12.00"', '"-3"', '"1_0"', '.Values.big', '.Values.huge', '1.9', '-1.9', '"99999999999999999999"', 'true']],
  int64: [['"08"', '.Values.big', '.Values.million', '"3.7"', 'nil']],
  float64: [['"1.5"', '"x"', '"1e3"', '"0x1p4"', '"inf"', '3', 'true', '"1_0"']],
  toDecimal: [['"0777"', '"8"', '755', '""']],
  atoi: [['"12"', '"x"', '"-3"', '"1.5"', '"08"']],
  dig: [['"k"', '"p"', '"a"', '"nope"'], ['"c"', '"b"', '"dflt"'], ['"dflt"', 'nil', '1'], ['.Values.m', '.Values.deep', '.Values.AsMap', '(dict "p" (dict "c" 1))']],
  derivePassword: [['1'], ['"long"', '"pin"', '"bad"'], ['"pw"'], ['"u"'], ['"site"']],
  base: [['"a/b.c"', '"/"', '""', '"a/"', '.Values.img']],
  sha256sum: [['.Values.s', '(toJson .Values.m)', '""']],
  kindOf: [['.Chart', '.Capabilities', '.Files', '.Capabilities.APIVersions', '(semver "1.2.3")', '.Capabilities.KubeVersion', "'a'", '(until 2)', '(splitList "," "a")']],
};
