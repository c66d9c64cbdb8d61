import { TARGET_FIELDS, type PatchTarget, type Rewrite } from '../../kustomize/index.js';
import { Spot, type SourceFile } from '../../source/index.js';
import { GoList, GoMap } from '../../value/index.js';
import { readMap } from './document.js';
import { text } from './release-fields.js';
import { written, type ReleaseValues } from './release-values.js';
import type { Session } from './session.js';
import { listOf } from './state.js';

/** `jsonPatches` and `strategicMergePatches` of a release, which are read as its values are, in the order in which chartify applies them. */
export function patchRewrites(session: Session, release: GoMap, reader: ReleaseValues): Rewrite[] {
  const operations = reader.values(listOf(release, 'jsonPatches')).flatMap((source) => jsonPatch(session, source));
  const merges = reader.values(listOf(release, 'strategicMergePatches')).map((source): Rewrite => ({ kind: 'patch', source, target: null }));
  return [...operations, ...merges];
}

/** `{target, patch}`. */
function jsonPatch(session: Session, source: SourceFile): Rewrite[] {
  const map = readMap(session, source);
  if (map === null) return [];
  const patch = map.get('patch');
  const at = new Spot(source, 0, source.text.length);
  if (patch instanceof GoList) return [{ kind: 'patch', source: written(source.name, patch), target: targetOf(map.get('target')) }];
  if (text(map.get('path')) === '') session.problem('release-invalid', 'A JSON patch has neither a patch nor a path.', at);
  else session.problem('not-evaluated', `The JSON patch ${text(map.get('path'))} is a file that the chart is built with, and is not applied.`, at, { severity: 'warning' });
  return [];
}

function targetOf(value: unknown): PatchTarget {
  const target = value instanceof GoMap ? value : new GoMap();
  return Object.fromEntries(TARGET_FIELDS.map((key) => [key, text(target.get(key))])) as unknown as PatchTarget;
}
