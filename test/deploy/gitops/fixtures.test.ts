import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readGitops } from '../../../src/deploy/gitops/index.js';
import { listen } from '../../chart/tree.js';
import { describeRewrite, describeUnit } from './describe-units.js';

const FIXTURES = relative(process.cwd(), join(import.meta.dirname, '..', '..', '..', 'fixtures', 'gitops'));

function read(name: string): { units: string[]; manifests: string[]; told: string[] } {
  const { report, told } = listen();
  const root = join(FIXTURES, name);
  const { units, manifests } = readGitops({ roots: [root], chartDir: [], helmCache: null }, report);
  const local = (text: string): string => text.replaceAll(`${root}/`, '');
  return {
    units: units.map((unit) => local(describeUnit(unit))),
    manifests: manifests.map(({ source, rewrites }) => local([source.name, ...rewrites.map(describeRewrite)].join(' '))),
    told: told.map(({ code, message }) => `${code} ${local(message)}`),
  };
}

describe('Argo CD', () => {
  const { units, manifests, told } = read('argo-cd');

  test('units', () => {
    expect(units).toEqual([
      String.raw`Application shop (apps/applications.yaml:3): helm template shop-prod charts/shop --namespace shop --kube-version 1.31 --api-versions monitoring.coreos.com/v1 --set image.tag=2.2\,rc --set podAnnotations.owner=shop {"image":{"registry":"mirror.example.com","repository":"acme/shop-$ARGOCD_APP_NAME","tag":"2.1-prod"}}`,
      'Application billing (apps/applications.yaml:32): helm template billing charts/billing --namespace billing-system --set image.tag=7.7 {}',
      'Application billing (apps/applications.yaml:32): the chart cache is in registry.example.com/charts; fetch it: helm pull oci://registry.example.com/charts/cache --version 3.0.1 {"image":{"registry":"mirror.example.com"}}',
      'Application north-test (apps/sets.yaml:23): helm template north-test charts/shop --namespace shop-n {"image":{"registry":"north.example.com","tag":"TEST"}}',
      'Application north-live (apps/sets.yaml:23): helm template north-live charts/shop --namespace shop-n {"image":{"registry":"north.example.com","tag":"LIVE"}}',
      'Application south-test (apps/sets.yaml:23): helm template south-test charts/shop --namespace shop-s {"image":{"registry":"south.example.com","tag":"TEST"}}',
      'Application south-live (apps/sets.yaml:23): helm template south-live charts/shop --namespace shop-s {"image":{"registry":"south.example.com","tag":"LIVE"}}',
      'Application all-shop-{{unknown}} (apps/sets.yaml:46): helm template all-shop-{{unknown}} charts/shop --namespace shop {"image":{"tag":"tier-shop"}}',
      'ApplicationSet pull-requests (apps/sets.yaml:59): the pullRequest generator reads what no file of the checkout holds, so its Applications are unknown {}',
    ]);
  });

  test('manifests', () => {
    expect(manifests).toEqual(['plain/job.yaml']);
  });

  test('what is said', () => {
    expect(told).toEqual(['deploy-unknowable The ApplicationSet pull-requests: the pullRequest generator reads what no file of the checkout holds, so its Applications are unknown.']);
  });
});

describe('Flux', () => {
  const { units, manifests, told } = read('flux');

  test('units', () => {
    expect(units).toEqual([
      'HelmRelease shop (apps/base/release.yaml:3): helm template shop charts/shop --namespace shop {"image":{"registry":"base.example.com","repository":"acme/from-generator","tag":"production"}}',
      'HelmRelease cache (apps/base/release.yaml:14): the chart cache is in the HelmRepository charts; fetch it: helm pull oci://registry.example.com/charts/cache --version 1.9.0 {}',
      'HelmRelease shop (apps/base/release.yaml:3): helm template shop charts/shop --namespace staging {"image":{"registry":"base.example.com","repository":"acme/from-generator","tag":"generated"}}',
      'HelmRelease cache (apps/base/release.yaml:14): the chart cache is in the HelmRepository charts; fetch it: helm pull oci://registry.example.com/charts/cache --version 1.x {}',
      'HelmRelease slim (apps/staging/slim.yaml:3): helm template lab-slim charts/shop --namespace lab values.yaml: charts/shop/values-slim.yaml {} images: [{"digest":"sha256:0000000000000000000000000000000000000000000000000000000000000000","name":"slim.example.com/acme/shop-slim","newName":"mirror.example.com/shop"}]',
    ]);
  });

  test('manifests', () => {
    expect(manifests).toEqual(['plain/agent.yaml images: [{"name":"registry.example.com/acme/agent","newTag":"9"}]']);
  });

  test('what is said', () => {
    expect(told).toEqual(['deploy-suspended The HelmRelease slim is suspended: what it deployed stays as it is.']);
  });
});

describe('kustomize', () => {
  const { units, manifests, told } = read('kustomize');
  const built = (namespace: string, tag: string): string => `images: [{"name":"web","newName":"registry.example.com/web"}] names: ${namespace}/* images: [{"name":"registry.example.com/web","newTag":"${tag}"}]`;

  test('units', () => {
    expect(units.map((unit) => unit.replace(/ (?:images|names): .*/, ''))).toEqual([
      'Application elsewhere (base/web.yaml:11): charts/absent of https://git.example.com/other/repository.git is not in this checkout; fetch it: git clone https://git.example.com/other/repository.git {}',
      ...['blue', 'green'].flatMap((namespace) => [
        `Kustomization base (base/kustomization.yaml:4): helm template edge base/charts/proxy --namespace ${namespace} {"image":{"tag":"inline"}}`,
        'Kustomization base (base/kustomization.yaml:7): the chart queue is in https://charts.example.com; fetch it: helm pull queue --repo https://charts.example.com --version 1.2.3 {"image":{"tag":"two"}}',
      ]),
    ]);
  });

  test('manifests once for each list of rewrites', () => {
    expect(manifests).toEqual([`base/web.yaml ${built('blue', '2')}`, `base/web.yaml ${built('green', '3')}`]);
  });

  test('nothing is wrong', () => {
    expect(told).toEqual([]);
  });
});
