import { dirname, join } from 'node:path';
import { kustomizeRewrites } from '../gitops/kustomize-patches.js';
import { readKustomization } from '../gitops/read-kustomization.js';
import { DerivedSource, GoMap, type GoStruct } from '../../value/index.js';
import type { SourceFile } from '../../source/index.js';
import { readUserValues } from '../../values/index.js';
import type { ManifestSource } from '../unit.js';
import { FileProblem } from './files.js';
import { MAX_MANIFEST_DEPTH } from './limits.js';
import type { Renderer } from './render.js';
import type { Session } from './session.js';

/** Whether helmfile would make a chart of a folder: chartify looks for this name only. */
const isKustomization = ({ files }: Session, folder: string): boolean => files.isFile(join(folder, 'kustomization.yaml'));

/**
 * The manifests that chartify makes a chart of: what a kustomization builds, or each `*.yaml` below the folder as it is, and those
 * that `*.yaml.gotmpl` render to.
 */
export function manifestsOf(renderer: Renderer, folder: string, dot: GoStruct, values: readonly SourceFile[]): ManifestSource[] {
  const { session } = renderer;
  if (isKustomization(session, folder)) return kustomized(session, folder, values);
  return yamlFiles(session, folder, 0).flatMap((path) => {
    try {
      const file = session.files.read(path);
      if (!path.endsWith('.gotmpl')) return [{ source: file, rewrites: [] }];
      const rendered = renderer.render(file, dirname(path), dot);
      return [{ source: new DerivedSource(file.name, rendered.text, rendered.origin), rewrites: [] }];
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      session.problem('path-unreadable', error.message, session.files.shown(path));
      return [];
    }
  });
}

/** Of the values chartify takes names and images, and writes them into the kustomization. */
function kustomized(session: Session, folder: string, values: readonly SourceFile[]): ManifestSource[] {
  const { files } = session;
  const given = readUserValues({ valuesFiles: values }, session.report);
  const settings = new GoMap();
  for (const key of ['images', 'namePrefix', 'nameSuffix', 'namespace']) if (given.entries.has(key)) settings.entries.set(key, given.entries.get(key)!);
  const outer = kustomizeRewrites(settings, 'values', () => null);
  const { manifests, charts } = readKustomization({ folder, cwd: files.absolute('.') }, session.report);
  if (charts > 0) session.problem('not-evaluated', `The helmCharts of ${files.shown(folder)} are not scanned.`, files.shown(join(folder, 'kustomization.yaml')), { severity: 'warning' });
  return manifests.map(({ source, rewrites }) => ({ source, rewrites: [...rewrites, ...outer] }));
}

function yamlFiles(session: Session, folder: string, depth: number): string[] {
  const { files } = session;
  if (depth > MAX_MANIFEST_DEPTH) return [];
  const entries = files.list(folder);
  const rendered = new Set(entries.map(({ name }) => name).filter((name) => name.endsWith('.yaml.gotmpl')));
  return entries.flatMap(({ name, isDirectory }) => {
    const path = join(folder, name);
    if (isDirectory) return name === '.git' ? [] : yamlFiles(session, path, depth + 1);
    return rendered.has(name) || (name.endsWith('.yaml') && !rendered.has(`${name}.gotmpl`)) ? [path] : [];
  });
}
