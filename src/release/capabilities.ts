import { Entry, GoList, GoStruct, type GoValue } from '../value/index.js';
import { stringMethod } from './methods.js';
import type { ReleaseOptions } from './options.js';

/** helm 3.21.4: client-go 0.36.2 and apiextensions, in the order in which it prints them; group and version only, never a kind. */
const API_VERSIONS: readonly string[] = [
  'v1',
  ...groups('admissionregistration.k8s.io', 'v1', 'v1alpha1', 'v1beta1'),
  ...groups('internal.apiserver.k8s.io', 'v1alpha1'),
  ...groups('apps', 'v1', 'v1beta1', 'v1beta2'),
  ...groups('authentication.k8s.io', 'v1', 'v1alpha1', 'v1beta1'),
  ...groups('authorization.k8s.io', 'v1', 'v1beta1'),
  ...groups('autoscaling', 'v1', 'v2'),
  ...groups('batch', 'v1', 'v1beta1'),
  ...groups('certificates.k8s.io', 'v1', 'v1beta1', 'v1alpha1'),
  ...groups('coordination.k8s.io', 'v1alpha2', 'v1beta1', 'v1'),
  ...groups('discovery.k8s.io', 'v1', 'v1beta1'),
  ...groups('events.k8s.io', 'v1', 'v1beta1'),
  ...groups('extensions', 'v1beta1'),
  ...groups('flowcontrol.apiserver.k8s.io', 'v1', 'v1beta1', 'v1beta2', 'v1beta3'),
  ...groups('networking.k8s.io', 'v1', 'v1beta1'),
  ...groups('node.k8s.io', 'v1', 'v1alpha1', 'v1beta1'),
  ...groups('policy', 'v1', 'v1beta1'),
  ...groups('rbac.authorization.k8s.io', 'v1', 'v1beta1', 'v1alpha1'),
  ...groups('resource.k8s.io', 'v1', 'v1beta2', 'v1beta1', 'v1alpha3'),
  ...groups('scheduling.k8s.io', 'v1alpha2', 'v1beta1', 'v1'),
  ...groups('storage.k8s.io', 'v1beta1', 'v1', 'v1alpha1'),
  ...groups('storagemigration.k8s.io', 'v1beta1'),
  ...groups('apiextensions.k8s.io', 'v1beta1', 'v1'),
];

function groups(name: string, ...versions: string[]): string[] {
  return versions.map((version) => `${name}/${version}`);
}

/** `.Capabilities`: any other field than these aborts. */
export function capabilities(options: ReleaseOptions): GoStruct {
  return struct('*chartutil.Capabilities', {
    KubeVersion: kubeVersion(options.kubeVersion),
    APIVersions: apiVersions(options.apiVersions),
    HelmVersion: struct('version.BuildInfo', { Version: 'v3.21.4', GitCommit: '', GitTreeState: '', GoVersion: 'go1.26.8' }),
  });
}

function struct(type: string, fields: Readonly<Record<string, GoValue>>, methods: GoStruct['methods'] = {}): GoStruct {
  return new GoStruct(type, new Map(Object.entries(fields).map(([name, value]) => [name, new Entry(value, null)])), methods);
}

/** helm 3 cuts what follows the numbers; `v1.27` stays as short as it was given. */
function kubeVersion(given: string): GoStruct {
  const [, numbers = '1.36.0', major = '1', minor = '36'] = /^v?((\d+)\.(\d+)(?:\.\d+)?)/.exec(given) ?? [];
  const version = `v${numbers}`;
  return struct('chartutil.KubeVersion', { Version: version, Major: major, Minor: minor }, { String: () => version, GitVersion: () => version });
}

function apiVersions(extra: readonly string[]): GoList {
  const known = [...API_VERSIONS, ...extra];
  const list = GoList.of(known, '[]string');
  list.methods = { Has: stringMethod((version) => known.includes(version)) };
  return list;
}
