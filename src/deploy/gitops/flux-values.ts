import { SourceFile, Spot, type Report } from '../../source/index.js';
import { deepCopy, deepEqual, DerivedSource, GoMap, type GoValue } from '../../value/index.js';
import { setInto } from '../../values/index.js';
import { readYaml } from '../../yaml/index.js';
import type { KubeObject } from './documents.js';
import { at, entryAt, isTrueAt, listAt, spotAt, spotOf, textAt, textOrNull } from './fields.js';
import type { DataText, FluxObjects } from './flux-objects.js';
import { valueSource, textSource } from './inline-values.js';
import { mergeMaps } from './merge.js';

/** One entry of `valuesFrom` whose text is in the tree. */
interface Reference extends DataText {
  readonly targetPath: string | null;
  readonly literal: boolean;
  readonly spot: Spot;
}

/** The values of a HelmRelease as files in helm's order, or as one merged file where a `targetPath` stands between them. */
export function releaseValues(release: KubeObject, objects: FluxObjects, report: Report): SourceFile[] {
  const references = listAt(release.value, 'spec', 'valuesFrom').map(({ value }) => resolveReference(release, value, objects, report)).filter((one) => one !== null);
  const inline = entryAt(release.value, 'spec', 'values');
  const own = inline?.value instanceof GoMap ? inline.value : null;
  if (references.some(({ targetPath }) => targetPath !== null)) return [merged(release, references, own, report)];
  const files = references.map(({ text, origin, name }) => wholeFile(origin, text) ?? textSource(text, origin, name));
  return own === null ? files : [...files, valueSource(own, inline!.origin, release.file.name)];
}

/** A file that a generator takes as it is. */
function wholeFile(origin: Reference['origin'], text: string): SourceFile | null {
  return origin instanceof Spot && origin.file.text === text ? origin.file : null;
}

function resolveReference(release: KubeObject, value: GoValue, objects: FluxObjects, report: Report): Reference | null {
  const kind = textAt(value, 'kind');
  const name = textAt(value, 'name');
  const key = textAt(value, 'valuesKey') || 'values.yaml';
  const spot = spotAt(value, 'name') ?? release.spot;
  const tell = (message: string): null => {
    report({ code: 'deploy-unknowable', severity: isTrueAt(value, 'optional') ? 'info' : 'warning', message: `The HelmRelease ${release.name} takes values from ${message}.`, spot });
    return null;
  };
  const data = objects.data(kind, release.namespace, name, key);
  if (data === null) return tell(`the ${kind} ${name}, which is not in the checkout`);
  if (data === undefined) return tell(`the key ${key} of the ${kind} ${name}, which it does not have`);
  if (data.encrypted) return tell(`the ${kind} ${name}, which is encrypted`);
  return { ...data, targetPath: textOrNull(value, 'targetPath'), literal: isTrueAt(value, 'literal'), spot };
}

/**
 * Flux's own merge: each `targetPath` goes into what has been merged so far with `spec.values` over it, and `spec.values` is merged
 * once more at the end. Tables that only one side has are shared, so that a `targetPath` may reach into `spec.values` itself.
 */
function merged(release: KubeObject, references: readonly Reference[], inline: GoMap | null, report: Report): SourceFile {
  const own = inline === null ? new GoMap() : deepCopy(inline);
  let values = new GoMap();
  const set: { path: string; spot: Spot; value: GoValue }[] = [];
  for (const reference of references) {
    if (reference.targetPath === null) {
      const { value, problem } = readYaml(textSource(reference.text, reference.origin, reference.name));
      if (problem !== null) report({ code: 'deploy-invalid', severity: 'error', message: `failed to parse ${reference.name}: ${problem.message}`, spot: problem.spot });
      if (value instanceof GoMap) values = mergeMaps(values, value);
      continue;
    }
    values = mergeMaps(values, own);
    setPath(values, reference, reference.targetPath, report);
    set.push({ path: reference.targetPath, spot: reference.spot, value: at(values, ...reference.targetPath.split('.')) });
  }
  values = mergeMaps(values, own);
  for (const { path, spot, value } of set) {
    if (deepEqual(at(values, ...path.split('.')), value)) continue;
    report({ code: 'values-conflict', severity: 'warning', message: `The HelmRelease ${release.name} sets ${path} twice: what stands later wins over this targetPath.`, spot });
  }
  return valueSource(values, release.spot, release.file.name);
}

/** A text in quotes stays text; `literal` takes it as it is. */
function setPath(values: GoMap, { text, literal, origin, name }: Reference, path: string, report: Report): void {
  const quoted = /^'[^]*'$|^"[^]*"$|^['"]$/.test(text);
  const value = literal ? text.replace(/[\\,[\]{}]/g, '\\$&') : quoted ? text.replace(/^['"]+|['"]+$/g, '') : text;
  const argument = `${path}=${value}`;
  setInto(values, literal || quoted ? '--set-string' : '--set', new DerivedSource(name, argument, spotOf(origin)), report);
}
