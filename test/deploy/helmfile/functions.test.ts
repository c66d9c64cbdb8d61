import { describe, expect, test } from 'vitest';
import type { HelmfileOptions } from '../../../src/deploy/helmfile/index.js';
import { errors, helmfile, read, values } from './read.js';

const FILES = { 'd/b.txt': 'B\n', 'd/a.txt': 'A', 'd/sub/c.txt': 'C', '_help.tpl': '{{ define "h" }}<{{ .x }}>{{ end }}' };

/** What an expression prints, as a value of a release. */
function printed(expression: string, options: Partial<HelmfileOptions> = {}): unknown {
  const text = `{{ $o := dict "a" (dict "b" 1 "n" nil) "l" (list 1) }}\nreleases:\n- name: one\n  chart: ./app\n  values:\n  - v: ${expression}\n`;
  const reading = read(helmfile(text, FILES), options);
  const { one } = values(reading) as { one: { v: unknown } };
  return errors(reading).length > 0 ? errors(reading) : one.v;
}

describe('functions of helmfile', () => {
  test.each<[string, unknown]>([
    ['{{ get "a.b" $o }}', 1],
    ['{{ $o | get "a.x" "d" }}', 'd'],
    ['{{ get "a.n" "d" $o }}', '<no value>'],
    ['{{ get "x.y.z" "d" $o }}', 'd'],
    ['{{ get "l.z" "d" $o }}', ['template-error helmfile.yaml.gotmpl:6']],
    ['{{ get "a.x" $o }}', ['template-error helmfile.yaml.gotmpl:6']],
    ['{{ getOrNil "a.x.y" $o | default "nil" }}', 'nil'],
    ['{{ getOrNil "l.z" $o | default "nil" }}', 'nil'],
    ['{{ .Values.none }}', ['template-error helmfile.yaml.gotmpl:6']],
    ['{{ .Values | get "none" "d" }}', 'd'],
    ['{{ .Environment.Name }}', 'default'],
    ['{{ .Release }}', ['template-error helmfile.yaml.gotmpl:6']],
    ['{{ (setValueAtPath "a.b" 2 $o).a.b }}', 2],
    ['{{ setValueAtPath "x.b" 2 $o }}', ['template-error helmfile.yaml.gotmpl:6']],
    ['{{ toYaml $o.l | nindent 4 }}', [1]],
    ['{{ (fromYaml "[1, 2]") | join "-" | quote }}', '1-2'],
    ['{{ fromYaml "a: [" }}', ['template-error helmfile.yaml.gotmpl:6']],
    ['{{ (fromJson "{\\"a\\":1}").a }}', 1],
    ['{{ readFile "d/a.txt" }}', 'A'],
    ['{{ readFile "d/none" }}', ['template-error helmfile.yaml.gotmpl:6']],
    ['{{ readDir "d" | join "," }}', 'd/a.txt,d/b.txt'],
    ['{{ range readDirEntries "d" }}{{ .Name }}{{ .IsDir }} {{ end }}', 'a.txtfalse b.txtfalse subtrue'],
    ['{{ isFile "d/a.txt" }}', true],
    ['{{ isFile "d" }}', false],
    ['{{ isDir "d" }}', true],
    ['{{ tpl "{{ .x }}!" (dict "x" "t") }}', 't!'],
    ['{{ include "h" (dict "x" "i") | quote }}', '<i>'],
    ['{{ tpl "{{ include `h` . }}" (dict "x" "i") | quote }}', '<i>'],
    ['{{ required "m" "x" }}', 'x'],
    ['{{ required "m" "" }}', ['value-required helmfile.yaml.gotmpl:6']],
    ['{{ sprigGet $o.a "x" | quote }}', ''],
    ['{{ mustToJson $o.l }}', [1]],
    ['{{ lookup "v1" "Pod" "" "" }}', ['template-syntax helmfile.yaml.gotmpl:6']],
  ])('%s', (expression, expected) => {
    expect(printed(expression)).toEqual(expected);
  });
});

describe('environment variables', () => {
  const env = { SET: 'yes please', EMPTY: '', OTHER: 'secret' };
  const allowed = { env, envAllow: ['SET', 'EMPTY', 'UNSET'] };

  test.each<[string, unknown]>([
    ['{{ env "SET" }}', 'yes please'],
    ['{{ env "UNSET" | default "d" }}', 'd'],
    ['{{ env "OTHER" | default "d" }}', 'd'],
    ['{{ requiredEnv "SET" }}', 'yes please'],
    ['{{ requiredEnv "EMPTY" }}', ['helmfile-environment helmfile.yaml.gotmpl:6']],
    ['{{ requiredEnv "OTHER" }}', ['helmfile-environment helmfile.yaml.gotmpl:6']],
    ['{{ expandenv "$SET-${UNSET}." }}', 'yes please-.'],
  ])('%s', (expression, expected) => {
    expect(printed(expression, allowed)).toEqual(expected);
  });

  test('one that may not be read is a note', () => {
    const { notes } = read(helmfile('{{ env "OTHER" }}'), allowed);
    expect(notes).toContain('The environment variable OTHER counts as unset: it was not allowed to be read.');
  });

  test('those of the system are no files', () => {
    expect(printed('{{ readFile "/proc/self/environ" | len }}', allowed)).toEqual(['template-error helmfile.yaml.gotmpl:6']);
  });
});

describe('what is never run is not known', () => {
  test.each([
    ['exec "echo" (list "x") | trim', 'the output of "echo": no program is run'],
    ['envExec (dict "A" "b") "sh" (list "x")', 'the output of "sh": no program is run'],
    ['fetchSecretValue "ref+vault://x#/y"', 'the secret behind ref+vault://x#/y: it is not fetched'],
    ['getHostByName "example.com"', 'the address of example.com: it is not looked up'],
  ])('%s', (expression, message) => {
    const reading = read(helmfile(`releases:\n- name: one\n  chart: ./app\n  values:\n  - v: a-{{ ${expression} }}\n`));
    expect(values(reading)).toEqual({ one: { v: 'a-zqh1qz' } });
    expect(reading.units[0]!.holes!.map((hole) => hole.message)).toEqual([message]);
    expect(reading.told.map(({ code, severity }) => [code, severity])).toEqual([['not-evaluated', 'warning']]);
  });

  test('references in values, set and files', () => {
    const reading = read(
      helmfile('releases:\n- name: one\n  chart: ./app\n  values:\n  - {a: "ref+vault://p#/k", l: ["x-ref+echo://y"]}\n  - v.yaml\n  set:\n  - {name: s, value: "ref+awsssm://z"}\n', { 'v.yaml': 'b: ref+sops://f.yaml#/a\nc: plain\n' }),
    );
    expect(values(reading)).toEqual({ one: { a: 'zqh2qz', l: ['x-zqh3qz'], b: 'zqh4qz', c: 'plain' } });
    expect(reading.units[0]!.set).toEqual(['s=zqh1qz']);
  });
});
