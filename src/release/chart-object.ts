import type { Chart, Dependency } from '../chart/index.js';
import { Entry, GoList, GoMap, GoStruct, type GoValue, type Origin } from '../value/index.js';
import type { ChartNode } from '../values/index.js';

/** `.Chart`: fields of helm 3's struct by exact name; any other aborts. Each leads back to its key in Chart.yaml. */
export function chartObject(node: ChartNode): GoStruct {
  const { metadata } = node.chart;
  const from = (key: string): Origin | null => metadataOrigin(node.chart, key);
  const fields = new Map<string, Entry>([
    ['Name', new Entry(node.name, from('name'))],
    ['Home', new Entry(metadata.home, from('home'))],
    ['Sources', new Entry(GoList.of(metadata.sources, '[]string'), from('sources'))],
    ['Version', new Entry(metadata.version, from('version'))],
    ['Description', new Entry(metadata.description, from('description'))],
    ['Keywords', new Entry(GoList.of(metadata.keywords, '[]string'), from('keywords'))],
    ['Maintainers', new Entry(maintainers(metadata.maintainers), from('maintainers'))],
    ['Icon', new Entry(metadata.icon, from('icon'))],
    ['APIVersion', new Entry(metadata.apiVersion, from('apiversion'))],
    ['Condition', new Entry(metadata.condition, null)],
    ['Tags', new Entry(metadata.tags, null)],
    ['AppVersion', new Entry(metadata.appVersion, from('appversion'))],
    ['Deprecated', new Entry(metadata.deprecated, from('deprecated'))],
    ['Annotations', new Entry(annotations(node.chart), from('annotations'))],
    ['KubeVersion', new Entry(metadata.kubeVersion, from('kubeversion'))],
    ['Dependencies', new Entry(GoList.of(node.dependencies.map(dependency), '[]*chart.Dependency'), null)],
    ['Type', new Entry(metadata.type, from('type'))],
    ['IsRoot', new Entry(node.parent === null, null)],
  ]);
  return new GoStruct('struct { chart.Metadata; IsRoot bool }', fields);
}

/** Keys of Chart.yaml are found whatever their case, as Go's JSON decoder does. */
function metadataOrigin(chart: Chart, key: string): Origin | null {
  for (const [name, entry] of chart.metadataValues.entries) if (name.toLowerCase() === key) return entry.origin;
  return null;
}

function annotations(chart: Chart): GoMap {
  const map = new GoMap('map[string]string');
  const written = [...chart.metadataValues.entries].find(([name]) => name.toLowerCase() === 'annotations')?.[1].value;
  for (const [key, value] of Object.entries(chart.metadata.annotations)) {
    map.set(key, value, written instanceof GoMap ? (written.entries.get(key)?.origin ?? null) : null);
  }
  return map;
}

function record(type: string, fields: Readonly<Record<string, GoValue>>): GoStruct {
  return new GoStruct(type, new Map(Object.entries(fields).map(([name, value]) => [name, new Entry(value, null)])));
}

function maintainers(people: Chart['metadata']['maintainers']): GoList {
  return GoList.of(
    people.map(({ name, email, url }) => record('*chart.Maintainer', { Name: name, Email: email, URL: url })),
    '[]*chart.Maintainer',
  );
}

function dependency(entry: Dependency): GoStruct {
  return record('*chart.Dependency', {
    Name: entry.name,
    Version: entry.version,
    Repository: entry.repository,
    Condition: entry.condition,
    Tags: GoList.of(entry.tags, '[]string'),
    Enabled: true,
    ImportValues: GoList.of(entry.importValues.map((value) => (typeof value === 'string' ? value : GoMap.of({ ...value })))),
    Alias: entry.alias,
  });
}
