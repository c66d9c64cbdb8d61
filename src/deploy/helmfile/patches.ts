import { isAbsolute, join } from 'node:path';
import { TARGET_FIELDS, type PatchTarget, type Rewrite } from '../../kustomize/index.js';
import { Spot, type SourceFile } from '../../source/index.js';
import { GoList, GoMap } from '../../value/index.js';
import type { ChartPlace } from './chart-reference.js';
import { readMap } from './document.js';
import { FileProblem } from './files.js';
import { text } from './release-fields.js';
import { written, type ReleaseValues } from './release-values.js';
import type { Session } from './session.js';
import { listOf } from './state.js';

/**
 * `jsonPatches` and `strategicMergePatches` of a release, which are read as its values are, in the order in which chartify applies them.
 *
 * @param place of the release's chart
 */
export function patchRewrites(session: Session, release: GoMap, reader: ReleaseValues, place: ChartPlace): Rewrite[] {
  const operations = reader.values(listOf(release, 'jsonPatches')).flatMap((source) => jsonPatch(session, source, place));
  const merges = reader.values(listOf(release, 'strategicMergePatches')).map((source): Rewrite => ({ kind: 'patch', source, target: null }));
  return [...operations, ...merges];
}

/** `{target, patch}`, or `{target, path}`; chartify takes the path where there are both. */
function jsonPatch(session: Session, source: SourceFile, place: ChartPlace): Rewrite[] {
  const map = readMap(session, source);
  if (map === null) return [];
  const target = targetOf(map.get('target'));
  const patch = map.get('patch');
  const path = map.entries.get('path');
  if (path !== undefined && text(path.value) !== '') {
    const file = patchFile(session, text(path.value), path.origin instanceof Spot ? path.origin : new Spot(source, 0, source.text.length), place);
    return file === null ? [] : [{ kind: 'patch', source: file, target }];
  }
  if (patch instanceof GoList) return [{ kind: 'patch', source: written(source.name, patch), target }];
  session.problem('release-invalid', 'A JSON patch has neither a patch nor a path.', new Spot(source, 0, source.text.length));
  return [];
}

/** kustomize reads it in the copy of the chart that it builds, and nothing outside of that. */
function patchFile(session: Session, path: string, at: Spot, place: ChartPlace): SourceFile | null {
  const { files } = session;
  const { chart } = place;
  // Why that is not scanned is said of the release.
  if (chart === null) return null;
  if (files.isFile(chart)) {
    session.problem('not-evaluated', `The JSON patch ${path} lies in the archive ${files.shown(chart)}, and is not applied.`, at, { severity: 'warning' });
    return null;
  }
  const file = join(chart, path);
  if (isAbsolute(path) || !isCopied(session, place, path) || !files.isFile(file) || !files.isInside(chart, file)) {
    const message = `This JSON patch does not exist: ${path}. kustomize looks for it in its copy of ${files.shown(chart)} and fails here; the chart was scanned without it.`;
    session.problem('path-missing', message, at, { hint: 'Beside the helmfile, the file is an entry of jsonPatches itself, and holds target and patch.' });
    return null;
  }
  try {
    return files.read(file);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    session.problem('path-unreadable', error.message, at);
    return null;
  }
}

/** chartify copies a chart as it is, of a folder of manifests makes templates, and of a kustomization takes what it builds. */
function isCopied({ files }: Session, { chart, isManifests }: ChartPlace, path: string): boolean {
  return isManifests !== true || !(files.isFile(join(chart!, 'kustomization.yaml')) || /\.ya?ml$/.test(path));
}

function targetOf(value: unknown): PatchTarget {
  const target = value instanceof GoMap ? value : new GoMap();
  return Object.fromEntries(TARGET_FIELDS.map((key) => [key, text(target.get(key))])) as unknown as PatchTarget;
}
