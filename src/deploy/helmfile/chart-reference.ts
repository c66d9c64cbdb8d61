import { isAbsolute, join } from 'node:path';
import { GoMap, MARKER } from '../../value/index.js';
import { within } from './files.js';
import type { Helmfile } from './load.js';
import { findPulled } from './pulled-charts.js';
import { text } from './release-fields.js';
import { isRemote } from './resolve-files.js';
import type { Session } from './session.js';
import { listOf } from './state.js';

export interface ChartPlace {
  readonly chart: string | null;
  readonly notScanned: string | null;
  /** A folder without a Chart.yaml. */
  readonly isManifests?: boolean;
}

interface Repository {
  readonly name: string;
  readonly url: string;
  readonly isOci: boolean;
}

/** Where the chart of a release lies on this disk, or how to fetch it. */
export function chartPlace(session: Session, helmfile: Helmfile, reference: string, version: string): ChartPlace {
  const hole = MARKER.exec(`${reference} ${version}`);
  if (hole !== null) return { chart: null, notScanned: `Which chart it is depends on what is not known: ${session.holes[Number(hole[1]) - 1]?.message}.` };
  if (reference.startsWith('oci://')) return pulled(session, reference.split('/').at(-1)!, version, `helm pull ${reference}`);
  const repository = repositoryOf(helmfile, reference);
  if (repository !== null && !isPath(reference)) {
    const name = reference.slice(repository.name.length + 1);
    const url = repository.url.replace(/\/+$/, '');
    const command = repository.isOci ? `helm pull oci://${url.replace(/^oci:\/\//, '')}/${name}` : `helm pull ${name} --repo ${withoutCredentials(url)}`;
    return pulled(session, name.split('/').at(-1)!, version, command);
  }
  if (isRemote(reference)) return pulled(session, reference.split('/').at(-1)!.replace(/-?[\d.]*\.tgz$/, ''), version, `helm pull ${withoutCredentials(reference)}`);
  return local(session, within(helmfile.folder, reference), reference, version);
}

/** What helmfile never looks up in its repositories. */
const isPath = (reference: string): boolean => /^\.{0,2}\//.test(reference) || isAbsolute(reference) || ![2, 3].includes(reference.split('/').length);

/** Of the helmfile, else of those above it: helm knows them all by then. */
function repositoryOf(helmfile: Helmfile, reference: string): Repository | null {
  const name = reference.split('/')[0]!;
  for (const { value } of [...listOf(helmfile.state, 'repositories'), ...helmfile.repositoriesAbove]) {
    if (value instanceof GoMap && text(value.get('name')) === name) return { name, url: text(value.get('url')), isOci: value.get('oci') === true };
  }
  return null;
}

const withoutCredentials = (url: string): string => url.replace(/\/\/[^/@]*@/, '//');

function pulled(session: Session, name: string, version: string, command: string): ChartPlace {
  const found = findPulled(session, name, version);
  if (found !== null) return { chart: found, notScanned: null };
  const pull = `${command}${version === '' ? '' : ` --version ${/[\s<>|^~*]/.test(version) ? JSON.stringify(version) : version}`}`;
  return { chart: null, notScanned: `The chart is not on this disk; \`${pull}\` fetches it.` };
}

function local(session: Session, path: string, reference: string, version: string): ChartPlace {
  const { files } = session;
  if (files.isFile(path)) return { chart: path, notScanned: null };
  if (files.isFile(join(path, 'Chart.yaml'))) return { chart: path, notScanned: null };
  if (files.isFolder(path)) return { chart: path, notScanned: null, isManifests: true };
  const found = isPath(reference) ? null : findPulled(session, reference.split('/').at(-1)!, version);
  if (found !== null) return { chart: found, notScanned: null };
  const hint = isPath(reference) ? '' : `, and the helmfile names no repository ${reference.split('/')[0]}`;
  return { chart: null, notScanned: `There is no chart ${files.shown(path)}${hint}.` };
}
