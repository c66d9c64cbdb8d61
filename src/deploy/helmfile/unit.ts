import { Spot } from '../../source/index.js';
import { GoMap, type Entry } from '../../value/index.js';
import { toYaml } from '../../yaml/index.js';
import type { DeployUnit } from '../unit.js';
import { chartPlace } from './chart-reference.js';
import { defaultArguments } from './default-arguments.js';
import { enabledOf } from './enabled.js';
import type { Helmfile } from './load.js';
import { manifestsOf } from './manifest-chart.js';
import { checkNeeds } from './needs.js';
import { originalSpot } from './original-spot.js';
import { patchRewrites } from './patches.js';
import { ReleaseFields, text, type ReleaseHead } from './release-fields.js';
import { ReleaseValues } from './release-values.js';
import type { Renderer } from './render.js';
import { isSelected } from './selectors.js';
import { setArguments, setFromVariables } from './set-arguments.js';
import { listOf } from './state.js';

/** Of these fields no chart knows, yet they may change images. */
const AFTERWARDS = ['transformers', 'postRenderer'];

interface Release {
  readonly renderer: Renderer;
  readonly helmfile: Helmfile;
  readonly fields: ReleaseFields;
  readonly head: ReleaseHead;
  /** With those that helmfile adds; selectors and values files see them. */
  readonly labels: ReadonlyMap<string, string>;
  readonly at: Spot;
}

/** What a release deploys; null where it is not selected, or refused. */
export function releaseUnit(renderer: Renderer, helmfile: Helmfile, values: GoMap, release: GoMap, entry: Entry, selectors: readonly string[]): DeployUnit | null {
  const { session } = renderer;
  const fields = new ReleaseFields(renderer, helmfile, values, release);
  const at = originalSpot(placeOf(release, entry));
  const settled = fields.head();
  if (settled === null) {
    session.problem('release-invalid', `Release ${text(release.get('name'))}: its templates go on changing each other.`, at);
    return null;
  }
  const head = overridden(settled, helmfile.state);
  if (head.chart === '' || head.name === '') {
    session.problem('release-invalid', head.name === '' ? 'A release has no name.' : `Release ${head.name}: it has no chart.`, at);
    return null;
  }
  const labels = new Map([...head.labels, ['name', head.name], ['namespace', head.namespace], ['chart', head.chart.split('/').at(-1)!]]);
  if (!isSelected(selectors, labels)) return null;
  return makeUnit({ renderer, helmfile, fields, head, labels, at });
}

/** `namespace` and `chart` at the top of a helmfile stand above those of its releases. */
function overridden(head: ReleaseHead, state: GoMap): ReleaseHead {
  const namespace = text(state.get('namespace'));
  const chart = text(state.get('chart'));
  return { ...head, namespace: namespace === '' ? head.namespace : namespace, chart: chart === '' ? head.chart : chart };
}

function placeOf(release: GoMap, entry: Entry): Spot {
  const name = release.entries.get('name')?.origin;
  const own = entry.origin as Spot;
  return name instanceof Spot && name.file === own.file && name.start >= own.start && name.end <= own.end ? name : own;
}

function makeUnit(release: Release): DeployUnit {
  const { renderer, helmfile, fields, head, labels, at } = release;
  const { session } = renderer;
  const own = fields.release;
  const state = enabledOf(session, fields, head, at);
  // helmfile never reads the values of what is off.
  const quietly = <R>(run: () => R): R => (state.enabled ? run() : session.silently(run));
  if (state.enabled) {
    reportUnknown(release);
    checkNeeds(session, helmfile, own, head.name);
  }
  const reader = new ReleaseValues(renderer, { helmfile, release: own, name: head.name, dot: fields.dot(head, labels) });
  const entries = quietly(() => [...fields.valuesTemplates(head), ...listOf(own, 'values')].map((entry) => (typeof entry.value === 'string' ? fields.string(entry, head) : entry)));
  const set = quietly(() => setArguments(session, [...fields.setTemplates(head), ...listOf(own, 'set')], helmfile.folder));
  const setString = setArguments(session, listOf(own, 'setString'), helmfile.folder);
  const defaults = defaultArguments(session, helmfile.state);
  const kubeVersion = defaults.kubeVersion ?? (text(own.get('kubeVersion')) || text(helmfile.state.get('kubeVersion')));
  const apiVersions = listOf(own, 'apiVersions').length > 0 ? listOf(own, 'apiVersions') : listOf(helmfile.state, 'apiVersions');
  const place = chartPlace(session, helmfile, head.chart, head.version);
  const files = quietly(() => [...reader.values(entries), ...reader.secrets(listOf(own, 'secrets').map((entry) => fields.string(entry, head)))]);
  return {
    owner: { kind: 'helmfile release', name: head.name, spot: at },
    chart: place.chart,
    notScanned: place.notScanned,
    manifests: place.isManifests === true ? quietly(() => manifestsOf(renderer, place.chart!, fields.dot(head, labels), files)) : null,
    release: head.name,
    namespace: head.namespace === '' ? 'default' : head.namespace,
    kubeVersion: kubeVersion === '' ? null : kubeVersion,
    apiVersions: [...apiVersions.map(({ value }) => text(value)), ...defaults.apiVersions],
    values: files,
    chartValues: null,
    set: quietly(() => [...set.set, ...setFromVariables(session, listOf(own, 'env')), ...defaults.set]),
    setString: [...setString.set, ...defaults.setString],
    setFile: set.setFile,
    ...state,
    rewrites: quietly(() => patchRewrites(session, own, reader, place)),
    holes: session.holes,
  };
}

/** What changes the manifests after the chart, or adds charts to it, is said where it may change images. */
function reportUnknown({ renderer: { session }, fields, head, at }: Release): void {
  const { release } = fields;
  for (const key of AFTERWARDS) {
    const entry = release.entries.get(key);
    if (entry === undefined || !mayTouchImages(key, entry)) continue;
    const spot = entry.origin instanceof Spot ? entry.origin : at;
    session.problem('not-evaluated', `Release ${head.name}: ${key} may change images and is not applied.`, spot, { severity: 'warning' });
  }
  for (const { value, origin } of listOf(release, 'dependencies')) {
    const chart = value instanceof GoMap ? text(value.get('chart')) : '';
    const spot = origin instanceof Spot ? origin : at;
    session.problem('chart-not-local', `Release ${head.name}: the chart ${chart} that it adds as a dependency is not scanned.`, spot, { severity: 'warning' });
  }
}

function mayTouchImages(key: string, { value }: Entry): boolean {
  if (value === null || value === undefined || value === '') return false;
  // A patch in a file of its own may hold anything.
  return key === 'postRenderer' || /image/i.test(toYaml(value)) || /^- [^:\s{}]+$/m.test(toYaml(value));
}
