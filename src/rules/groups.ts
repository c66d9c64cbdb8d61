/** API groups whose kinds Kubernetes itself serves; `*.k8s.io` is no criterion, others use it too. */
const KUBERNETES_GROUPS = new Set([
  '', 'apps', 'autoscaling', 'batch', 'extensions', 'policy',
  ...['admissionregistration', 'apiextensions', 'apiregistration', 'authentication', 'authorization', 'certificates', 'coordination',
    'discovery', 'events', 'flowcontrol.apiserver', 'internal.apiserver', 'networking', 'node', 'rbac.authorization', 'resource',
    'scheduling', 'storage', 'storagemigration'].map((name) => `${name}.k8s.io`),
]);

export const isKubernetesGroup = (group: string): boolean => KUBERNETES_GROUPS.has(group);
