import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { scan, type ScanOptions } from '../../src/scan/index.js';
import { disagrees, Helm, unverified, verify, type Verification } from '../../src/verify/index.js';
import { chartYaml, writeTree, type Tree } from '../chart/tree.js';
import { chart, image, result } from '../report/sample.js';
import { pod, StandIn, type Script } from './stand-in.js';

const CHART: Tree = {
  'shop/Chart.yaml': chartYaml('shop'),
  'shop/values.yaml': 'web: web:1\nmetrics:\n  enabled: false\n  image: exporter:2\n',
  'shop/templates/web.yaml': pod('web', '{{ .Values.web }}'),
  'shop/templates/metrics.yaml': `{{ if .Values.metrics.enabled }}\n${pod('metrics', '{{ .Values.metrics.image }}')}{{ end }}\n`,
};

const limits = { timeout: 20_000, parallel: 2, cwd: process.cwd() };

async function helmAt(path: string | null): Promise<Helm> {
  const helm = await Helm.find(path === null ? process.env : { HELM_BIN: path }, limits);
  if (typeof helm === 'string') throw new Error(helm);
  onTestFinished(() => helm.close());
  return helm;
}

async function check(tree: Tree, script: Script, more: Partial<ScanOptions> & { witness?: boolean } = {}): Promise<{ found: Verification; standIn: StandIn; root: string }> {
  const root = writeTree(tree);
  const standIn = new StandIn(script);
  const { witness = false, ...given } = more;
  const options = { paths: [root], ...given, ...(given.valuesFiles === undefined ? {} : { valuesFiles: given.valuesFiles.map((name) => join(root, name)) }) };
  const found = await verify({ options, result: await scan(options), helm: await helmAt(standIn.path), witness });
  return { found, standIn, root };
}

test('a chart that helm renders as was said agrees', async () => {
  const { found, root } = await check(CHART, { shop: { stdout: pod('web', 'web:1') } });
  expect(disagrees(found)).toBe(false);
  expect(found).toMatchObject({
    helm: { version: 'v3.99.0' },
    note: null,
    summary: { charts: 1, agree: 1, differ: 0, helm_failed: 0, skipped: 0, witnesses: { checked: 0, confirmed: 0 } },
    charts: [{ path: join(root, 'shop'), name: 'shop', version: '1.0.0', outcome: 'agrees', reason: null, agree: ['web:1'], witnesses: [] }],
  });
});

test('other images differ', async () => {
  const { found } = await check(CHART, { shop: { stdout: pod('web', 'web:2', 'exporter:2') } });
  expect(disagrees(found)).toBe(true);
  const place = { resource: { kind: 'Pod', name: 'web' } };
  expect(found.charts[0]).toMatchObject({
    outcome: 'differs',
    missing: [
      { ...place, reference: 'exporter:2', document_path: 'spec.containers[1].image', status: 'optional' },
      { ...place, reference: 'web:2', document_path: 'spec.containers[0].image', status: null },
    ],
    extra: [{ reference: 'web:1', template: { line: 10 } }],
  });
});

test('helm gets the values and the release of the scan', async () => {
  const options = {
    valuesFiles: ['more.yaml'],
    set: ['a=1', 'b=2,c=3'],
    setString: ['d=4'],
    setJson: ['e=[]'],
    releaseName: 'name',
    namespace: 'space',
    kubeVersion: '1.30',
    apiVersions: ['x/v1', 'y/v1'],
    isUpgrade: true,
  };
  const { standIn, root } = await check({ ...CHART, 'more.yaml': 'web: web:1\n' }, {}, options);
  expect(standIn.calls()[0]!.args).toEqual([
    'template',
    `--values=${join(root, 'more.yaml')}`,
    '--set-json=e=[]',
    '--set=a=1',
    '--set=b=2,c=3',
    '--set-string=d=4',
    '--namespace=space',
    '--kube-version=1.30',
    '--api-versions=x/v1',
    '--api-versions=y/v1',
    '--is-upgrade',
    '--',
    'name',
    join(root, 'shop'),
  ]);
});

test('without any, helm gets those that the scan assumes', async () => {
  const { standIn, root } = await check(CHART, {});
  expect(standIn.calls()[0]!.args).toEqual(['template', '--namespace=default', '--kube-version=v1.36.0', '--', 'release-name', join(root, 'shop')]);
});

describe('where helm fails', () => {
  const FAILS: Tree = { ...CHART, 'shop/templates/check.yaml': '{{ fail "no" }}' };

  test('as was said, it agrees', async () => {
    const { found } = await check(FAILS, { shop: { stderr: 'Error: no\n', code: 1 } });
    expect(disagrees(found)).toBe(false);
    expect(found.charts[0]).toMatchObject({ outcome: 'helm-failed', reason: 'no', foreseen: true });
  });

  test('as was not said, it does not agree', async () => {
    const { found } = await check(CHART, { shop: { stderr: 'Error: no\n', code: 1 } });
    expect(disagrees(found)).toBe(true);
    expect(found.charts[0]).toMatchObject({ outcome: 'helm-failed', reason: 'no', foreseen: false });
  });

  test('for want of a network, there is nothing to compare', async () => {
    const { found } = await check(CHART, { shop: { stderr: 'Error: dial tcp 127.0.0.1:9: refused\n', code: 1 } });
    expect(disagrees(found)).toBe(false);
    expect(found.charts[0]).toMatchObject({ outcome: 'skipped', reason: 'helm cannot render it: it wants to fetch something, and gets no network' });
  });

  test('a library is none of its charts', async () => {
    const { found } = await check(CHART, { shop: { stderr: 'Error: library charts are not installable\n', code: 1 } });
    expect(disagrees(found)).toBe(false);
  });

  test('and does not although it was said, this is told', async () => {
    const { found } = await check(FAILS, { shop: { stdout: pod('web', 'web:1') } });
    expect(disagrees(found)).toBe(false);
    expect(found.charts[0]).toMatchObject({ outcome: 'agrees', tolerated: [expect.stringContaining('no')] });
  });
});

describe('witnesses', () => {
  const OVERLAY = { metrics: { enabled: true } };
  const BASE = { stdout: pod('web', 'web:1') };

  test('an overlay that brings its image is confirmed', async () => {
    const { found, standIn } = await check(CHART, { '"enabled":true': { stdout: pod('web', 'web:1', 'exporter:2') }, shop: BASE }, { witness: true });
    expect(disagrees(found)).toBe(false);
    expect(found.charts[0]!.witnesses).toEqual([{ overlay: OVERLAY, confirmed: ['exporter:2'], absent: [], refused: null }]);
    expect(found.summary.witnesses).toEqual({ checked: 1, confirmed: 1 });
    expect(standIn.calls().flatMap(({ files }) => files)).toEqual([JSON.stringify(OVERLAY)]);
  });

  test('one that does not, or that helm refuses, is a disagreement', async () => {
    const absent = await check(CHART, { shop: BASE }, { witness: true });
    expect(absent.found.charts[0]!.witnesses).toEqual([{ overlay: OVERLAY, confirmed: [], absent: ['exporter:2'], refused: null }]);
    const refused = await check(CHART, { '"enabled":true': { stderr: 'Error: never', code: 1 }, shop: BASE }, { witness: true });
    expect(refused.found.charts[0]!.witnesses).toEqual([{ overlay: OVERLAY, confirmed: [], absent: ['exporter:2'], refused: 'never' }]);
    expect([absent.found, refused.found].map(disagrees)).toEqual([true, true]);
    expect(refused.found.summary.witnesses).toEqual({ checked: 1, confirmed: 0 });
  });

  test('an overlay wins over what the user sets', async () => {
    const { standIn } = await check(CHART, { shop: BASE }, { witness: true, set: ['metrics.enabled=false'] });
    const { args } = standIn.calls().find(({ files }) => files.length > 0)!;
    expect(args.filter((text) => text.startsWith('--set'))).toEqual(['--set=metrics.enabled=false', '--set=metrics.enabled=true']);
  });

  test('images with the same overlay are rendered together', async () => {
    const root = writeTree(CHART);
    const images = ['a:1', 'b:1', 'c:1'].map((reference) => image(reference, { status: 'optional', enabled_by: { on: reference !== 'c:1' } }));
    const standIn = new StandIn({ '{"on":true}': { stdout: pod('x', 'a:1', 'b:1') }, shop: {} });
    const path = join(root, 'shop');
    const found = await verify({ options: { paths: [path] }, result: result([chart(path, { images })]), helm: await helmAt(standIn.path), witness: true });
    expect(standIn.calls()).toHaveLength(3);
    expect(found.charts[0]!.witnesses.map(({ confirmed, absent }) => [confirmed, absent])).toEqual([[['a:1', 'b:1'], []], [[], ['c:1']]]);
  });
});

test('a chart that something else deploys is skipped', async () => {
  const owner = { kind: 'HelmRelease', name: 'shop', file: 'shop.yaml', line: 1 };
  const found = await verify({ options: { paths: [] }, result: result([chart('shop', { owner })]), helm: await helmAt(new StandIn().path), witness: true });
  expect(found).toMatchObject({ summary: { skipped: 1 }, charts: [{ outcome: 'skipped', reason: 'it is deployed by HelmRelease shop' }] });
  expect(disagrees(found)).toBe(false);
});

test('without helm nothing was checked, which is no disagreement', () => {
  const found = unverified('there is no helm in PATH');
  expect(found).toMatchObject({ helm: null, note: 'nothing was checked: there is no helm in PATH', charts: [] });
  expect(disagrees(found)).toBe(false);
});

const KNOWN = 'v3.21.4';
const present = versionOf(process.env['HELM_BIN'] || 'helm');
const skipped = present === KNOWN ? '' : ` (skipped: ${present === null ? 'there is no helm' : `this helm is ${present}`}, ${KNOWN} is needed)`;

function versionOf(helm: string): string | null {
  try {
    return execFileSync(helm, ['version', '--template', '{{.Version}}'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
}

describe.skipIf(skipped !== '')(`helm itself${skipped}`, () => {
  const umbrella: ScanOptions = { paths: ['fixtures/demo/umbrella/chart'] };

  test('agrees, and confirms every overlay', async () => {
    const found = await verify({ options: umbrella, result: await scan(umbrella), helm: await helmAt(null), witness: true });
    expect(found.summary).toMatchObject({ charts: 1, agree: 1 });
    expect(found.summary.witnesses.confirmed).toBeGreaterThan(0);
    expect(disagrees(found)).toBe(false);
  });

  test('takes every flag that it is given', async () => {
    const root = writeTree({ ...CHART, 'a,b.yaml': 'metrics: {enabled: false}\n', 'image.txt': 'web:9' });
    const options: ScanOptions = {
      paths: [root],
      valuesFiles: [join(root, 'a,b.yaml')],
      set: ['metrics.enabled=false'],
      setString: ['text=a\\,b'],
      setJson: ['list=[{"a":1}]'],
      setFile: [`web=${join(root, 'image.txt')}`],
      releaseName: 'name',
      namespace: 'space',
      kubeVersion: '1.30.0',
      apiVersions: ['x/v1'],
      isUpgrade: true,
    };
    const found = await verify({ options, result: await scan(options), helm: await helmAt(null), witness: true });
    expect(found.charts).toMatchObject([{ outcome: 'agrees', agree: ['web:9'], witnesses: [{ confirmed: ['exporter:2'], absent: [] }] }]);
  });
});
