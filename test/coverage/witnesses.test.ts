import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { oneTemplate, render } from '../release/render.js';
import { ScanFolder } from '../property/scan-folder.js';

/** A condition, the text of values.yaml, that of a file of helpers, and values with which helm takes the branch. */
type Row = readonly [condition: string, values: string, helpers: string, enabledBy: Record<string, unknown>];

const rows = JSON.parse(readFileSync(new URL('./tables/witnesses.json', import.meta.url), 'utf8')) as Row[];
const template = (condition: string): string => `{{ if ${condition} }}\nkind: Pod\nspec:\n  containers:\n  - image: a:1\n{{ end }}`;
const folder = new ScanFolder();
afterAll(() => folder.remove());

describe('the values that take a branch', () => {
  test.each(rows)('%s with %j %s', async (condition, values, helpers, enabledBy) => {
    const files = { 'values.yaml': values, 'templates/_h.tpl': helpers, 'templates/t.yaml': template(condition) };
    const { images } = await folder.scan(files);
    expect(images).toMatchObject([{ reference: 'a:1', status: 'optional', enabled_by: enabledBy }]);
    const { texts } = render({ ...oneTemplate(template(condition)), ...files }, JSON.stringify(enabledBy));
    expect(texts['c/templates/t.yaml']).toContain('image: a:1');
  });
});

describe('why there are none', () => {
  test.each([
    ['semverCompare ">=9" .Capabilities.KubeVersion.Version', 'it needs a Kubernetes version that is >=9; --kube-version tells another'],
    ['semverCompare "<1.20-0" .Capabilities.KubeVersion.GitVersion', 'it needs a Kubernetes version that is <1.20-0; --kube-version 1.19.0 tells one'],
    ['not (semverCompare ">=1.25" .Capabilities.KubeVersion.Version)', 'it needs a Kubernetes version that is not >=1.25; --kube-version 1.24.0 tells one'],
    ['eq .Capabilities.KubeVersion.Minor "9"', 'it depends on the Kubernetes version; --kube-version tells another'],
    ['.Capabilities.APIVersions.Has "x/v1"', 'it depends on the API x/v1 in the cluster; --api-versions x/v1 tells that it is there'],
    ['and .Values.show ($.Capabilities.APIVersions.Has "x/v1")', 'it depends on the API x/v1 in the cluster; --api-versions x/v1 tells that it is there'],
    ['not (.Capabilities.APIVersions.Has "apps/v1")', 'it depends on a cluster without the API apps/v1, which no flag tells'],
    ['has "x/v1" .Capabilities.APIVersions', 'it depends on the APIs of the cluster; --api-versions tells of more'],
    ['lookup "v1" "Pod" "a" "b"', 'it depends on an object in the cluster: lookup "v1" "Pod" "a" "b"'],
    ['(lookup "v1" "Pod" .Release.Namespace "b").data', 'it depends on an object in the cluster: lookup "v1" "Pod" "default" "b"'],
    ['.Release.IsUpgrade', 'it is there in an upgrade only; --is-upgrade tells that this is one'],
    ['not .Release.IsInstall', 'it is there in an upgrade only; --is-upgrade tells that this is one'],
    ['eq .Release.Namespace "kube-system"', 'it depends on the namespace; --namespace kube-system'],
    ['ne "release-name" .Release.Name', 'it depends on the name of the release; --release-name tells another'],
    ['gt .Release.Revision 1', 'it depends on the revision of the release, which is 1 wherever charts are only rendered'],
    ['eq (include "old" .) "true"', 'it needs a Kubernetes version that is <1.20-0; --kube-version 1.19.0 tells one'],
    ['.Files.Get "x"', 'it depends on the files of the chart'],
    ['eq (len .Values.list) 3', 'no value decides `(len .Values.list)` directly'],
    ['randAlphaNum 0', 'no value decides `randAlphaNum 0` directly'],
  ])('%s: %s', async (condition, reason) => {
    const helpers = '{{ define "old" }}{{ if semverCompare "<1.20-0" .Capabilities.KubeVersion.Version }}true{{ end }}{{ end }}';
    const { images } = await folder.scan({ 'values.yaml': 'list: []', 'templates/_h.tpl': helpers, 'templates/t.yaml': template(condition) });
    expect(images).toMatchObject([{ reference: 'a:1', status: 'optional', enabled_by: null, enabled_by_reason: reason }]);
  });
});

test('a variable is asked for what it was made from, and an installation for what an upgrade is not', async () => {
  const asked = '{{ $found := lookup "v1" "Secret" "n" "x" }}';
  const reasons = async (text: string, isUpgrade = false): Promise<unknown> => (await folder.scan({ 'templates/t.yaml': text }, { isUpgrade })).images[0]!.enabled_by_reason;
  expect(await reasons(`${asked}${template('$found')}`)).toBe('it depends on an object in the cluster: lookup "v1" "Secret" "n" "x"');
  expect(await reasons(template('.Release.IsInstall'), true)).toBe('it is there in a first installation only, without --is-upgrade');
});

test('a refusal is answered by the condition that it stands under, as it was when that was asked', async () => {
  const refusal = '{{ if .Values.on }}{{ $mode := .Values.mode }}{{ if ne $mode "safe" }}{{ $mode = "safe" }}{{ fail "no" }}{{ end }}{{ end }}';
  const { images } = await folder.scan({ 'values.yaml': 'on: false\nmode: fast', 'templates/t.yaml': `${refusal}${template('.Values.on')}` });
  expect(images).toMatchObject([{ reference: 'a:1', status: 'optional', enabled_by: { on: true, mode: 'safe' } }]);
});

test.each<[pattern: string, text: string | null]>([
  ['^us-gov', 'us-gov'],
  ['^(aws|gcp)-', 'aws-'],
  ['a\\\\.b.*$', 'a.b'],
  ['^[a-z]{3}$', null],
])('a text that the pattern %s takes', async (pattern, text) => {
  const { images } = await folder.scan({ 'values.yaml': 'region: ""', 'templates/t.yaml': template(`regexMatch "${pattern}" .Values.region`) });
  expect(images).toMatchObject([{ reference: 'a:1', status: 'optional', enabled_by: text === null ? null : { region: text } }]);
});

test('tests of a type are not decided otherwise', async () => {
  for (const condition of ['kindIs "map" .Values.list', 'typeIs "string" .Values.list']) {
    expect((await folder.scan({ 'values.yaml': 'list: []', 'templates/t.yaml': template(condition) })).images).toEqual([]);
  }
});
