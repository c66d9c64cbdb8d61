import type { DeployUnit } from '../../../src/deploy/unit.js';
import { readUserValues } from '../../../src/values/index.js';
import type { Rewrite } from '../../../src/kustomize/index.js';
import { readYaml, toJson } from '../../../src/yaml/index.js';

/** A unit as the helm command that it stands for, with its values merged; or why there is none. */
export function describeUnit(unit: DeployUnit): string {
  const { owner } = unit;
  const who = `${owner.kind} ${owner.name} (${place(unit)})`;
  const values = toJson(readUserValues({ valuesFiles: unit.values }, () => {}), { escapeHtml: false });
  if (unit.chart === null) return `${who}: ${unit.notScanned} ${values}`;
  const words = ['helm template', unit.release, unit.chart, '--namespace', unit.namespace];
  if (unit.kubeVersion !== null) words.push('--kube-version', unit.kubeVersion);
  for (const version of unit.apiVersions) words.push('--api-versions', version);
  for (const argument of unit.set) words.push('--set', argument);
  for (const argument of unit.setString) words.push('--set-string', argument);
  for (const { argument, file } of unit.setFile) words.push('--set-file', `${argument}<${file.text}>`);
  if (unit.chartValues !== null) words.push('values.yaml:', unit.chartValues.map((file) => file.name).join());
  words.push(values, ...unit.rewrites.map(describeRewrite));
  return `${who}: ${words.join(' ')}`;
}

function place({ owner: { spot } }: DeployUnit): string {
  return `${spot.file.name}:${spot.file.position(spot.start).line}`;
}

/** What a rewrite holds, as JSON. */
export function describeRewrite(rewrite: Rewrite): string {
  if (rewrite.kind === 'names') return `names: ${rewrite.namespace}/${rewrite.prefix}*${rewrite.suffix}`;
  const target = rewrite.kind === 'patch' && rewrite.target !== null ? ` of ${Object.values(rewrite.target).filter((text) => text !== '').join()}` : '';
  return `${rewrite.kind}${target}: ${toJson(readYaml(rewrite.source).value, { escapeHtml: false })}`;
}
