import type { Chart, Dependency } from '../chart/index.js';
import { Entry, GoList, GoMap, GoStruct, isEmpty, type GoValue, type ListType, type Origin } from '../value/index.js';
import type { ChartNode } from '../values/index.js';

/** `.Chart`: fields of helm 3's struct by exact name; any other aborts. Each leads back to its key in Chart.yaml. */
export function chartObject(node: ChartNode): GoStruct {
  const { metadata } = node.chart;
  const from = (key: string): Origin | null => metadataOrigin(node.chart, key);
  const fields = new Map<string, Entry>([
    ['Name', new Entry(node.name, from('name'))],
    ['Home', new Entry(metadata.home, from('home'))],
    ['Sources', new Entry(listOf(metadata.sources, '[]string'), from('sources'))],
    ['Version', new Entry(metadata.version, from('version'))],
    ['Description', new Entry(metadata.description, from('description'))],
    ['Keywords', new Entry(listOf(metadata.keywords, '[]string'), from('keywords'))],
    ['Maintainers', new Entry(maintainers(metadata.maintainers), from('maintainers'))],
    ['Icon', new Entry(metadata.icon, from('icon'))],
    ['APIVersion', new Entry(metadata.apiVersion, from('apiversion'))],
    ['Condition', new Entry(metadata.condition, null)],
    ['Tags', new Entry(metadata.tags, null)],
    ['AppVersion', new Entry(metadata.appVersion, from('appversion'))],
    ['Deprecated', new Entry(metadata.deprecated, from('deprecated'))],
    ['Annotations', new Entry(annotations(node.chart), from('annotations'))],
    ['KubeVersion', new Entry(metadata.kubeVersion, from('kubeversion'))],
    ['Dependencies', new Entry(listOf(node.dependencies.map(dependency), '[]*chart.Dependency'), null)],
    ['Type', new Entry(metadata.type, from('type'))],
    ['IsRoot', new Entry(node.parent === null, null)],
  ]);
  return tagged('struct { chart.Metadata; IsRoot bool }', fields, ['IsRoot']);
}

/** What Chart.yaml does not name is nil. */
const listOf = (values: readonly GoValue[], type: ListType): GoList => (values.length === 0 ? new GoList([], type, true) : GoList.of(values, type));

/** Keys of Chart.yaml are found whatever their case, as Go's JSON decoder does. */
function metadataOrigin(chart: Chart, key: string): Origin | null {
  for (const [name, entry] of chart.metadataValues.entries) if (name.toLowerCase() === key) return entry.origin;
  return null;
}

function annotations(chart: Chart): GoMap {
  const map = new GoMap('map[string]string', Object.keys(chart.metadata.annotations).length === 0);
  const written = [...chart.metadataValues.entries].find(([name]) => name.toLowerCase() === 'annotations')?.[1].value;
  for (const [key, value] of Object.entries(chart.metadata.annotations)) {
    map.set(key, value, written instanceof GoMap ? (written.entries.get(key)?.origin ?? null) : null);
  }
  return map;
}

/** Where the JSON name of a field is not its own with a small first letter. */
const JSON_NAMES: Readonly<Record<string, string>> = { APIVersion: 'apiVersion', URL: 'url', ImportValues: 'import-values', IsRoot: 'IsRoot' };

/** A struct whose fields JSON shows by their tags, empty ones left out but for `always`. */
function tagged(type: string, fields: ReadonlyMap<string, Entry>, always: readonly string[] = []): GoStruct {
  const shown = (): GoStruct => {
    const kept = [...fields].filter(([name, { value }]) => always.includes(name) || !isEmpty(value));
    return new GoStruct(type, new Map(kept.map(([name, entry]) => [JSON_NAMES[name] ?? name[0]!.toLowerCase() + name.slice(1), entry])));
  };
  return new GoStruct(type, fields, {}, null, null, shown);
}

function record(type: string, fields: Readonly<Record<string, GoValue>>, always: readonly string[] = []): GoStruct {
  return tagged(type, new Map(Object.entries(fields).map(([name, value]) => [name, new Entry(value, null)])), always);
}

function maintainers(people: Chart['metadata']['maintainers']): GoList {
  return listOf(
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
    Tags: listOf(entry.tags, '[]string'),
    Enabled: true,
    ImportValues: GoList.of(entry.importValues.map((value) => (typeof value === 'string' ? value : GoMap.of({ ...value })))),
    Alias: entry.alias,
  }, ['Name', 'Repository']);
}
