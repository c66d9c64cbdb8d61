import type { Spot } from './source-file.js';

/** Every kind of diagnostic; the code is stable, users filter by it. */
export const DIAGNOSTIC_CODES = {
  'path-missing': 'a PATH, values file or other named input does not exist',
  'path-unreadable': 'a file or folder could not be read',
  'no-charts': 'a PATH holds no chart',
  'chart-invalid': 'a Chart.yaml (or requirements.yaml) that helm refuses',
  'chart-ambiguous': 'several vendored charts of one name; helm picks by chance',
  'archive-invalid': 'an archive that cannot be read: truncated, not gzip, not tar',
  'archive-limit': 'an archive beyond a safety limit; the rest of it was not read',
  'archive-unsafe': 'an archive entry that points outside',
  'symlink-outside': 'a link that leaves the chart was not followed',
  'helmignore-invalid': 'a .helmignore rule that helm refuses',
  'dependency-missing': 'a declared dependency is not vendored',
  'dependency-version': 'a vendored dependency does not satisfy the declared version',
  'values-invalid': 'values that are not YAML, or not a map',
  'values-conflict': 'a value whose type contradicts the chart; helm warns or aborts',
  'set-invalid': 'a --set argument that helm refuses',
  'schema-violation': 'the values violate the values.schema.json of a chart',
  'schema-invalid': 'a values.schema.json that cannot be applied',
  'kube-version': 'the chart does not support the Kubernetes version',
  'template-syntax': 'a template that does not parse; helm aborts',
  'template-error': 'an expression that makes helm abort',
  'value-required': 'the chart demands a value (`required` or `fail`)',
  'not-evaluated': 'a function whose result cannot be known from the files',
  'document-invalid': 'rendered text that is not YAML or no manifest; helm or the cluster refuses it',
  'limit-reached': 'a budget of the evaluation was spent; the answer may be incomplete',
  'reference-invalid': 'a text in the place of an image that no registry accepts',
  'rule-invalid': 'a rule or pack that the format refuses; the others are used',
  'config-invalid': 'a configuration file, environment variable or pin that is refused',
  'config-unused': 'an entry of the configuration that matches nothing',
  'config-expired': 'an ignore entry whose time is over; the image is reported again',
  'catalog-version-unknown': 'a catalog knows the chart, but not this version',
  'helmfile-invalid': 'a helmfile that helmfile refuses, or that is not there',
  'helmfile-environment': 'a helmfile needs an environment variable that it did not get',
  'environment-unknown': 'no helmfile defines the environment that was asked for',
  'release-invalid': 'a release that helmfile refuses; the others go on',
  'chart-not-local': 'the chart of a release, or a part of it, is not on this disk',
  'deploy-invalid': 'an Application, ApplicationSet, HelmRelease or kustomization that its controller refuses',
  'deploy-unknowable': 'what is deployed depends on a cluster, a service or a file that is not in the checkout',
  'deploy-suspended': 'a release that its controller leaves as it is',
  'worker-failed': 'a scan of one chart broke down; the others are not affected',
} as const;

export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES;
export type Severity = 'error' | 'warning' | 'info';

/** A finding about the input, as data; line, column and excerpt are made by the reporter. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** What the user can do about it. */
  readonly hint?: string;
  /** Where; a file without position has `file` only. */
  readonly spot?: Spot;
  readonly file?: string;
}

/** Stages report here and go on: bad input never throws past a stage. */
export type Report = (diagnostic: Diagnostic) => void;
